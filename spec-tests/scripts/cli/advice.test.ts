import { createServer } from "node:http2";

import test from "ava";

import { WebSocket2Server } from "../../../reference/http2/index.ts";
import { echo, listen } from "../../reference/http2/support.ts";
import { runWs2 } from "./run-ws2.ts";

const page =
  "<!DOCTYPE html>\n<html><head><title>404</title><style>h1 { color: red }</style></head>\n<body><h1>Not found</h1><!-- yes --><p>Nothing is here.</p></body></html>\n";

/** Starts a server with WebSocket2 at /echo, and pages for other paths. */
const server = () => createServer((_request, response) => response.writeHead(404, { "content-type": "text/html" }).end(page));

test("ws2 connect to an unknown resource of a WebSocket2 server advises to check the path", async (t) => {
  const http = server();
  new WebSocket2Server(echo).attach(http);
  const { url } = await listen(t, http);
  const { code, error } = await runWs2(["connect", `${url}/nothing`]);
  t.is(code, 1);
  t.deepEqual(error.split("\n"), [
    `ws2: ${url}/nothing: no connection was opened`,
    "  check    refused",
    '  seen     status 404, websocket2-error "rejected"',
    "  content  WebSocket2 handshake refused. There is no WebSocket2 resource at the",
    "           target URI.",
    "  means    The handshake was refused for any other reason; see the status.",
    "  try      The server speaks WebSocket2, but not at this URL path. Check the",
    "           path.",
    "",
  ]);
  const { out } = await runWs2(["connect", "--json", `${url}/nothing`]);
  t.like(JSON.parse(out), {
    event: "failed",
    check: "refused",
    status: 404,
    means: "The handshake was refused for any other reason; see the status",
  });
});

test("ws2 paths to an unknown resource reports a good path and a refusal by the server", async (t) => {
  const http = server();
  new WebSocket2Server(echo).attach(http);
  const { url } = await listen(t, http);
  const { code, out } = await runWs2(["paths", `${url}/nothing`]);
  t.is(code, 1);
  t.deepEqual(out.split("\n"), [
    "  bad   Opens                      the connection did not open (refused):",
    '                                   status 404, websocket2-error "rejected". The',
    "                                   handshake was refused for any other reason;",
    "                                   see the status.",
    "                                   > The server speaks WebSocket2, but not at",
    "                                     this URL path. Check the path.",
    "The handshake reaches the server, and the server refuses it.",
    "",
  ]);
});

test("ws2 connect to a server without WebSocket2 shows the text of its page", async (t) => {
  const { url } = await listen(t, server());
  const { code, error } = await runWs2(["connect", `${url}/nothing`]);
  t.is(code, 1);
  t.regex(
    error,
    /\n {2}check {4}status\n {2}seen {5}status 404\n {2}content {2}Not found Nothing is here\.\n {2}means {4}The status is not 2xx/,
  );
  t.regex((await runWs2(["paths", `${url}/nothing`])).out, /\nWebSocket2 does not open on this path\.\n$/);
});
