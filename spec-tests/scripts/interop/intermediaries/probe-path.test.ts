import { once } from "node:events";
import { createServer, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";

import test, { type ExecutionContext } from "ava";

import { type Resource, sessionOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";
import { probePath } from "../../../../scripts/interop/intermediaries/probe/probe-path.ts";
import { probeResource } from "../../../../scripts/interop/intermediaries/probe/probe-resource.ts";
import { fixesFor } from "../../../../scripts/interop/intermediaries/catalogue/fixes.ts";
import { echoResource } from "../../../../scripts/cli/serve/modes.ts";

async function listen(t: ExecutionContext, server: Http2Server): Promise<URL> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.teardown(() => server.close());
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`);
}

function serving(resource: Resource): Http2Server {
  const server = createServer(sessionOptions);
  new WebSocket2Server({ resources: () => resource }).attach(server);
  return server;
}

const ignore = (): void => undefined;

test("on the direct way to a server that answers probes everything is well", async (t) => {
  const url = await listen(t, serving(probeResource()));
  const found = await probePath(url, { insecure: false, idleS: 1 }, ignore);
  t.deepEqual(
    found.rows.filter(({ is }) => is !== "fact").map(({ id, is }) => [id, is]),
    ["opens", "caches", "content-coding", "up", "down", "upload", "closes", "idle"].map((id) => [id, "good"]),
  );
  t.deepEqual([found.works, found.probes, found.proxies], [true, true, []]);
  const ends = found.rows.find(({ id }) => id === "ends");
  t.is(ends?.seen, "END_STREAM of the client reaches the server as: END_STREAM; RST_STREAM(CANCEL) as: RST_STREAM(CANCEL)");
  t.is(found.rows.find(({ id }) => id === "request-fields")?.seen, "changed: none; added: none; the scheme arrives as http");
});

test("a server that answers no probes is looked at from the client's end alone", async (t) => {
  const url = await listen(t, serving(echoResource()));
  const found = await probePath(url, { insecure: false }, ignore);
  t.deepEqual(found.rows.map(({ id }) => id), ["opens", "latency", "withholds", "caches", "content-coding", "response-fields"]);
  t.deepEqual([found.works, found.probes], [true, false]);
});

test("tells each row as it is found, and nothing more where nothing opens", async (t) => {
  const server = createServer((_, response) => {
    response.writeHead(404, { server: "nginx/1.22.1" });
    response.end("not found");
  });
  const told: string[] = [];
  const found = await probePath(await listen(t, server), { insecure: false }, ({ id, is }) => told.push(`${id} ${is}`));
  t.deepEqual(told, ["opens bad"]);
  t.regex(found.rows[0]?.seen ?? "", /^status: status 404/);
  t.deepEqual([found.works, found.proxies], [false, ["nginx"]]);
});

test("a proxy that compresses in spite of no-transform is told with what to set", async (t) => {
  const server = createServer();
  server.on("stream", (stream, headers) => {
    const coded = headers["accept-encoding"] === "gzip" ? { "content-encoding": "gzip" } : {};
    stream.on("error", ignore);
    const fields = { ":status": 200, "content-type": "application/websocket2", "websocket2-error": "okay", "cache-control": "no-store, no-transform", server: "Apache", ...coded };
    stream.respond(fields);
    // A ping becomes a pong by its Kind.
    stream.on("data", (octets: Buffer) => {
      for (let at = 0; at + 11 <= octets.length && octets[at] === 10; at += 11) octets[at + 2] = 1;
      stream.write(octets);
    });
  });
  const found = await probePath(await listen(t, server), { insecure: false }, ignore);
  const row = found.rows.find(({ id }) => id === "content-coding");
  t.is(row?.is, "poor");
  t.deepEqual(row?.fixes, fixesFor("compresses", "apache").map(({ proxy, set }) => ({ proxy, set })));
});

test("mends of a proxy that is known come alone, else all of them", (t) => {
  t.deepEqual(fixesFor("compresses", "caddy").map(({ proxy }) => proxy), ["caddy"]);
  t.deepEqual(fixesFor("compresses").map(({ proxy }) => proxy), ["nginx", "apache", "caddy"]);
});
