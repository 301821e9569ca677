/** Redirections and repetitions of a client over TLS. */
import { createSecureServer, type IncomingHttpHeaders } from "node:http2";

import test, { type ExecutionContext } from "ava";

import { type ConnectOptions, OpeningError, sessionOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";
import { makeCertificate } from "../../../../scripts/common/certificate.ts";
import { listen, newClient } from "../support.ts";

/** Starts a server that redirects to a location. Returns the fields of its requests. */
async function serveRedirect(t: ExecutionContext, certificate: { key: string; cert: string }, status: number, location: () => string) {
  const server = createSecureServer({ ...sessionOptions, ...certificate });
  const requests: IncomingHttpHeaders[] = [];
  server.on("stream", (stream, fields) => {
    requests.push(fields);
    stream.on("error", () => undefined);
    stream.respond({ ":status": status, location: location() });
    stream.end("moved");
  });
  const { port } = await listen(t, server, "https");
  return { url: `https://localhost:${port}/old`, port, requests };
}

/** Starts an echo server. Returns its URL, and the fields of its requests. */
async function serveTarget(t: ExecutionContext, certificate: { key: string; cert: string }) {
  const server = createSecureServer({ ...sessionOptions, ...certificate });
  const requests: IncomingHttpHeaders[] = [];
  const resource = {
    connection: () => undefined,
    authorize: ({ headers }: { readonly headers: IncomingHttpHeaders }) => void requests.push(headers),
  };
  new WebSocket2Server({ resources: { "/new": resource } }).attach(server);
  const { port } = await listen(t, server, "https");
  return { url: `https://localhost:${port}/new`, requests };
}

const headers = { authorization: "Basic x", cookie: "a=b", "x-api-key": "k" };

async function openingError(t: ExecutionContext, opening: Promise<unknown>): Promise<OpeningError> {
  return (await t.throwsAsync(opening, { instanceOf: OpeningError })) as OpeningError;
}

test("a redirection is followed with the option, to another origin without the fields of the application (R-155)", async (t) => {
  const certificate = await makeCertificate();
  const target = await serveTarget(t, certificate);
  const { url, requests } = await serveRedirect(t, certificate, 307, () => target.url);
  const client = newClient(t, { tls: { ca: certificate.cert } });
  const without: ConnectOptions = { headers };
  t.is((await openingError(t, client.connect(url, without))).failure.status, 307);
  t.is(target.requests.length, 0);
  t.truthy(await client.connect(url, { headers, redirects: true }));
  t.like(requests[1], headers);
  const [found] = target.requests;
  t.deepEqual([found?.["authorization"], found?.["cookie"], found?.["x-api-key"]], [undefined, undefined, undefined]);
});

test("303 is not followed (R-156), and neither is a redirection to http", async (t) => {
  const certificate = await makeCertificate();
  const target = await serveTarget(t, certificate);
  const client = newClient(t, { tls: { ca: certificate.cert } });
  for (const [status, location] of [[303, target.url], [308, target.url.replace("https:", "http:")]] as const) {
    const { url } = await serveRedirect(t, certificate, status, () => location);
    const error = await openingError(t, client.connect(url, { redirects: true }));
    t.is(error.failure.status, status);
    t.deepEqual(error.fields.filter(([name]) => name === "location"), [["location", location]]);
  }
  t.is(target.requests.length, 0);
});

test("an endless redirection ends after five repetitions (R-154)", async (t) => {
  const certificate = await makeCertificate();
  const { url, requests } = await serveRedirect(t, certificate, 308, () => "/old");
  const error = await openingError(t, newClient(t, { tls: { ca: certificate.cert } }).connect(url, { redirects: true }));
  t.is(error.failure.status, 308);
  t.is(requests.length, 6);
});
