/** What `ws2 connect` and `ws2 serve` show beyond messages: frames, refusals, octets. */
import { once } from "node:events";
import { createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";

import test from "ava";

import { RunningCommand, runWs2 } from "./run-ws2.ts";
import { asking, serving } from "./serving.ts";

test("a server prints messages with --verbose, and frames with --trace", async (t) => {
  const { url, server } = await serving(t, "--h2c", "--verbose", "--trace", "--compression", "deflate");
  const text = "hello ".repeat(50);
  t.is((await runWs2(["connect", "-c", "deflate", "--wait", "3000", url], `${text}\nx`)).code, 0);
  await server.waitForOutput(/-- \/ {2}received ping .*\n {4}0 {2}0a 03 00 .*\n {7}frame of 11 octets: .*/);
  const received = `#1  < ${text}\n.*#1  received text, \\d+ octets compressed by deflate\n {4}0  `;
  await server.waitForOutput(new RegExp(`${received}.*#1  > ${text}\n`, "s"));
  await server.waitForOutput(/#1 {2}< x\n.*#1 {2}> x\n/s);
});

test("a client prints frames with --trace, as text and as JSON", async (t) => {
  const { url } = await serving(t, "--h2c");
  const { error } = await runWs2(["connect", "--trace", `${url}trace`], "Hi");
  t.regex(error, /> text "Hi", 2 octets\n {4}0 {2}03 00 48 69\n {7}frame of 4 octets: length 3, .*text Hi\n/);
  t.regex(error, /< text "Hi", 2 octets\n/);
  const { out } = await runWs2(["connect", "--trace", "--json", `${url}trace/json`], '{"type":"text","text":"Hi"}');
  const frames = out.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  t.deepEqual(frames.filter(({ octets }) => octets === "03004869").map(({ event, direction, frame }) => ({ event, direction, frame })), [
    { event: "frame", direction: "out", frame: { type: "text", text: "Hi" } },
    { event: "frame", direction: "in", frame: { type: "text", text: "Hi" } },
  ]);
});

test("octets of the standard input arrive as they are, and texts that are not UTF-8 are refused", async (t) => {
  const octets = Uint8Array.of(0, 255, 254, 10);
  const { url, answers } = await asking(t, ["go"]);
  t.is((await runWs2(["connect", "--binary", url], octets)).code, 0);
  t.deepEqual(await answers, [octets]);
  const { url: echo } = await serving(t, "--h2c");
  const { code, error } = await runWs2(["connect", echo], octets);
  t.is(code, 2);
  t.regex(error, /^ws2: standard input: octet 1 is not UTF-8; --binary sends octets as they are\n/m);
});

test("texts of the peer control no terminal, and are unchanged in a pipe", async (t) => {
  const hostile = "\x1b[2J\x9b31m\u202e";
  const { url } = await asking(t, [hostile, "x"]);
  const shown = await new RunningCommand(["connect", url], { input: "a\nb", isTerminal: true }).done;
  t.is(shown.out, "\\u001b[2J\\u009b31m\\u202e\nx\n");
  const { url: second } = await asking(t, [hostile, "x"]);
  t.is((await runWs2(["connect", second], "a\nb")).out, `${hostile}\nx\n`);
  const { url: third } = await asking(t, [hostile, "x"]);
  const { out } = await runWs2(["connect", "--json", third], '{"type":"text","text":"a"}\n{"type":"text","text":"b"}');
  t.true(out.includes('"text":"\\u001b[2J\\u009b31m\\u202e"'), out);
});

test("a refusal shows the fields that tell what to change; credentials of the URL are sent and not shown", async (t) => {
  const http = createHttp2Server((request, response) => {
    const known = request.headers.authorization === `Basic ${Buffer.from("us@r:p w").toString("base64")}`;
    if (known) response.writeHead(302, { location: "https://a.example/\u009b" });
    else response.writeHead(401, { "www-authenticate": 'Basic realm="x"' });
    response.end();
  });
  t.teardown(() => http.close());
  await once(http.listen(0, "127.0.0.1"), "listening");
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}/`;
  const refused = await runWs2(["connect", `http://${host}`]);
  t.regex(refused.error, /\n {2}field {4}www-authenticate: Basic realm="x"\n.*\n {2}try {6}The server requires authentication: put user/s);
  const redirected = await runWs2(["connect", `http://us%40r:p%20w@${host}`]);
  t.regex(redirected.error, /^ws2: http:\/\/127[^@]*: no connection/);
  t.regex(redirected.error, /\n {2}field {4}location: https:\/\/a\.example\/.*try {6}The server redirects/s);
});

test("a subprotocol that the server did not choose is told", async (t) => {
  const { url } = await serving(t, "--h2c");
  const { error } = await runWs2(["connect", "-s", "nope", "-s", "v9", url]);
  t.regex(error, /^connected to .*, without subprotocol: the server chose none of nope, v9\n/);
});

test("a proxy that fails is reported with the remedy", async (t) => {
  const { error } = await new RunningCommand(["connect", "http://192.0.2.1/"], { environment: { HTTP_PROXY: "http://127.0.0.1:1" } }).done;
  t.regex(error, /seen {5}no HTTP\/2 connection: the proxy http:\/\/127\.0\.0\.1:1: connect\s+ECONNREFUSED.*try {6}Check --proxy/s);
  t.regex((await runWs2(["connect", "--proxy", "socks5://a", "http://b"])).error, /^ws2: --proxy: expected a URL with the scheme http/);
});
