import { once } from "node:events";
import { createServer, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";

import test, { type ExecutionContext } from "ava";

import { type Resource, sessionOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";
import { buildReply } from "../../../../reference/wire/index.ts";
import { pathChecks } from "../../../../scripts/interop/intermediaries/checks/index.ts";
import { phaseOf } from "../../../../scripts/interop/intermediaries/checks/path-check.ts";
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

const goodChecks = ["opens", "confirmed", "opens-without-ping"];
const clientChecks = [...goodChecks, "client-faults", "fields-down", "coding-identity", "coding-absent", "coding-gzip", "replay-detected"];

test("all checks of both ends pass on a direct path to a probe server", async (t) => {
  const url = await listen(t, serving(probeResource()));
  const report = await probePath(url, { insecure: false, idleS: 1 }, ignore);
  t.deepEqual(
    report.rows.filter(({ is }) => is !== "good"),
    [],
  );
  t.deepEqual(
    report.rows.map(({ id }) => id),
    [...pathChecks.filter((check) => phaseOf(check) === "usual" && check.needs !== "origin").map(({ id }) => id), "idle"],
  );
  t.deepEqual([report.works, report.probes, report.proxies], [true, true, []]);
  t.is(report.rows.find(({ id }) => id === "client-resets")?.seen, "origin saw a reset");
  t.is(report.rows.find(({ id }) => id === "fields-up")?.seen, "none changed; none added; scheme http");
});

test("without a probe server, only the checks of the client run", async (t) => {
  const url = await listen(t, serving(echoResource()));
  const report = await probePath(url, { insecure: false }, ignore);
  t.deepEqual(
    report.rows.map(({ id }) => id),
    clientChecks,
  );
  t.deepEqual([report.works, report.probes], [true, false]);
});

test("reports each row as it completes, and stops if no connection opens", async (t) => {
  const server = createServer((_, response) => {
    response.writeHead(404, { server: "nginx/1.22.1" });
    response.end("not found");
  });
  const rows: string[] = [];
  const report = await probePath(await listen(t, server), { insecure: false }, ({ id, is }) => rows.push(`${id} ${is}`));
  t.deepEqual(rows, ["opens bad"]);
  t.regex(report.rows[0]?.seen ?? "", /\(status\): status 404/);
  t.deepEqual([report.works, report.proxies], [false, ["nginx"]]);
});

test("names the setting of a proxy that compresses in spite of no-transform", async (t) => {
  const server = createServer();
  const fields = { ...Object.fromEntries(buildReply()), server: "Apache" };
  server.on("stream", (stream, headers) => {
    stream.on("error", ignore);
    stream.respond({ ...fields, ...(headers["accept-encoding"] === "gzip" ? { "content-encoding": "gzip" } : {}) });
    // The third octet of a ping frame is its Kind.
    stream.on("data", (octets: Buffer) => {
      for (let at = 0; at + 11 <= octets.length && octets[at] === 10; at += 11) octets[at + 2] = 1;
      stream.write(octets);
    });
  });
  const report = await probePath(await listen(t, server), { insecure: false }, ignore);
  const row = report.rows.find(({ id }) => id === "coding-gzip");
  t.is(row?.is, "poor");
  t.deepEqual(
    row?.fixes,
    fixesFor("compresses", "apache").map(({ proxy, set }) => ({ proxy, set })),
  );
});

test("returns the settings of a known proxy alone, else those of all proxies", (t) => {
  t.deepEqual(
    fixesFor("compresses", "caddy").map(({ proxy }) => proxy),
    ["caddy"],
  );
  t.deepEqual(
    fixesFor("compresses").map(({ proxy }) => proxy),
    ["nginx", "apache", "caddy"],
  );
});
