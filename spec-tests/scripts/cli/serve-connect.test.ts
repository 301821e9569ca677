import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectHttp2 } from "node:http2";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import test from "ava";

import { makeCertificate } from "../../../scripts/common/certificate.ts";
import { programArgs } from "../../programs.ts";
import { RunningCommand, runWs2 } from "./run-ws2.ts";
import { asking, serving } from "./serving.ts";

const handler = fileURLToPath(new URL("fixtures/handler.mjs", import.meta.url));

test("prints its URL as the first line, and echoes over TLS with a self-signed certificate", async (t) => {
  const { url, server } = await serving(t);
  t.regex(url, /^https:\/\/127\.0\.0\.1:\d+\/$/);
  const { code, out, error } = await runWs2(["connect", "--insecure", "--wait", "300", url], "hello\nwörld\n");
  t.deepEqual({ code, out }, { code: 0, out: "hello\nwörld\n" });
  t.is(error, `connected to ${url}\nclosed 1000, clean\n`);
  await server.waitForOutput(/#1 {2}opened \/, from 127\.0\.0\.1\n.*#1 {2}closed 1000, clean\n/);
});

test("uses a certificate and key from files, and a client that trusts it needs no --insecure", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ws2-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const { cert, key } = await makeCertificate(["127.0.0.1"]);
  writeFileSync(join(folder, "cert.pem"), cert);
  writeFileSync(join(folder, "key.pem"), key);
  const { url } = await serving(t, "--cert", join(folder, "cert.pem"), "--key", join(folder, "key.pem"), "--handler", handler);
  const { code, error } = await runWs2(["connect", url], "");
  t.is(code, 1);
  t.regex(error, /check {4}aborted\n {2}seen {5}.*certificate/);
  t.is((await runWs2(["connect", "-k", url], "bye")).code, 0);
});

for (const scheme of ["http", "ws"]) {
  test(`connects without TLS to a URL with ${scheme}`, async (t) => {
    const { url } = await serving(t, "--h2c", "--handler", handler);
    const { code, out } = await runWs2(["connect", `${url.replace("http:", `${scheme}:`)}chat?x`], "hi\noctets\nbye");
    t.deepEqual({ code, out }, { code: 0, out: "You are at /chat?x.\nHI\n00ff\n" });
  });
}

test("reports every event as JSON", async (t) => {
  const { url } = await serving(t, "--h2c", "--handler", handler, "--compression", "lz4=2-5");
  const { code, out } = await runWs2(
    ["connect", "--json", "--protocol", "v1", "--protocol", "v2", "--compression", "deflate,lz4", url],
    '{"type":"text","text":"octets"}\n\n{"type":"text","text":"bye","compress":false}\n',
  );
  t.is(code, 0);
  const time = "1970-01-01T00:00:00.000Z";
  const events = out.trimEnd().split("\n").map((line) => JSON.parse(line) as object);
  t.deepEqual(events.filter((event) => !("event" in event && event.event === "sent")), [
    { time, event: "open", url, protocol: "v2", compression: { lz4: 2 } },
    { time, event: "received", type: "text", text: "You are at /." },
    { time, event: "received", type: "binary", base64: "AP8=" },
    { time, event: "close", code: 3000, reason: "so long", wasClean: true, error: "CLOS" },
  ]);
  t.is(events.length, 6);
});

/** Types lines, each after its pattern appears in the output. */
async function* typing(client: () => RunningCommand, ...steps: (readonly [line: string, after: RegExp])[]): AsyncGenerator<string> {
  for (const [line, after] of steps) {
    await client().waitForOutput(after);
    yield line;
  }
}

test("shows messages with their time, sends typed lines, and runs commands", async (t) => {
  const { url } = await serving(t, "--h2c", "--handler", handler);
  const client: RunningCommand = new RunningCommand(["connect", url], {
    typedLines: typing(
      () => client,
      ["", /You are at/],
      ["hi", /You are at/],
      ["//slash", /HI/],
      ["/binary 0g", /\/SLASH/],
      ["/nonsense", /expected hexadecimal/],
      ["/secret x", /expected one of/],
      ["octets", / X\n/],
      ["/close 77", /00ff/],
      ["/ping", /77/],
      ["/stats", /\* pong after \d+\.\d ms\n/],
      ["/help", /messages in/],
      ["/close 1000 done", /\/close \[CODE/],
    ),
  });
  const { code, out, error } = await client.done;
  t.is(code, 0, out);
  t.is(error, "");
  const time = /^\d\d:\d\d:\d\d\.\d\d\d (?<what>. .*)$/;
  const events = out.split("\n").flatMap((line) => time.exec(line)?.groups?.["what"]?.replace(/\d+\.\d ms/, "0.0 ms") ?? []);
  const messages = ["< You are at /.", "< HI", "< /SLASH", "< X", "< 00ff"];
  t.deepEqual(events, [`* connected to ${url}`, ...messages, "* pong after 0.0 ms", "* closed 1000, clean"]);
});

test("closes at the end of the input, and escapes control characters", async (t) => {
  const { url } = await serving(t, "--h2c");
  const client: RunningCommand = new RunningCommand(["connect", url], {
    typedLines: typing(() => client, ["\x1b[31m\u202ered\ttab", /connected/], ["", /red/]),
  });
  const { code, out } = await client.done;
  t.is(code, 0);
  t.true(out.includes("< \\u001b[31m\\u202ered\\ttab\n"), out);
});

test("a chat passes messages to all others, and announces who joins and leaves", async (t) => {
  const { url } = await serving(t, "--h2c", "--mode", "chat");
  const ann: RunningCommand = new RunningCommand(["connect", url], {
    typedLines: typing(() => ann, ["hi bob", /guest 2 joined/], ["bye", /guest 2 left/]),
  });
  await ann.waitForOutput(/You are guest 1. Others here: 0/);
  const bob: RunningCommand = new RunningCommand(["connect", url], {
    typedLines: typing(() => bob, ["hi ann", /guest 1: hi bob/], ["/close", /guest 1: hi bob/]),
  });
  t.is((await bob.done).code, 0);
  t.is((await ann.done).code, 0);
  t.regex(ann.out, /guest 2 joined.*guest 2: hi ann.*guest 2 left/s);
  t.false(bob.out.includes("bob: "));
});

test("drains with 1001 on a signal", async (t) => {
  const server = new RunningCommand(["serve", "--h2c", "--port", "0"]);
  const [, url = ""] = await server.waitForOutput(/^(.*)\n/);
  async function* never(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("last\n");
    await new Promise(() => undefined);
  }
  const client = new RunningCommand(["connect", url], { input: never() });
  await client.waitForOutput(/last/);
  server.sendStop();
  t.is((await server.done).code, 0);
  const { code, error } = await client.done;
  t.is(code, 0);
  t.true(error.endsWith("closed 1001, clean\n"), error);
  t.regex(server.out, /#1 {2}closed 1001, clean\n/);
});

test("a client closes with 1001 on a signal, and gives up an opening", async (t) => {
  const { url, server } = await serving(t, "--h2c");
  async function* never(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("x\n");
    await new Promise(() => undefined);
  }
  const client = new RunningCommand(["connect", url], { input: never() });
  await client.waitForOutput(/x/);
  client.sendStop();
  t.is((await client.done).code, 0);
  await server.waitForOutput(/#1 {2}closed 1001, clean\n/);

  const silent = createServer(() => opening.sendStop()).listen(0, "127.0.0.1");
  t.teardown(() => silent.close());
  await new Promise((resolve) => silent.once("listening", resolve));
  const opening = new RunningCommand(["connect", `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`]);
  const { code, error } = await opening.done;
  t.is(code, 1);
  t.regex(error, /check {4}cancelled\n/);
});

test("reports a refusal with observation, meaning and advice, on lines that fit", async (t) => {
  const { url } = await serving(t, "--h2c", "--handler", handler);
  const client = new RunningCommand(["connect", `${url}secret`], { columns: 50 });
  const { code, out, error } = await client.done;
  t.deepEqual({ code, out }, { code: 1, out: "" });
  t.regex(error, /^ws2: http.*secret: no connection was opened\n {2}check {4}refused\n {2}seen {5}status 401/);
  t.regex(error, /\n {2}content {2}WebSocket2 handshake refused.*\n {2}means {4}.*\n {2}try {6}/s);
  t.deepEqual(error.split("\n").slice(1).filter((line) => line.length > 50), []);
});

test("admits the given origins and no others", async (t) => {
  const { url, server } = await serving(t, "--h2c", "--handler", handler, "--origin", "https://a.example", "--origin", "https://b.example");
  t.is((await runWs2(["connect", "--origin", "https://b.example", url], "bye")).code, 0);
  for (const words of [[], ["--origin", "https://c.example"]]) {
    const { code, out } = await runWs2(["connect", "--json", ...words, url]);
    t.is(code, 1);
    const { event, check, status, means } = JSON.parse(out) as Record<string, unknown>;
    t.deepEqual({ event, check, status }, { event: "failed", check: "refused", status: 403 });
    t.is(typeof means, "string");
  }
  await server.waitForOutput(/-- {2}refused \/, 403, .*-- {2}refused \/, 403, /s);
});

test("sends additional fields, and confirms the path", async (t) => {
  const { url } = await serving(t, "--h2c", "--handler", handler);
  t.is((await runWs2(["connect", "--confirm", "--header", "x-one: 1", "-H", "X-Two:2", url], "bye")).code, 0);
  t.regex((await runWs2(["connect", "--header", "host: x", url], "bye")).error, /^ws2: host: /);
});

test("an echo client sends back every message, and ends when the server closes", async (t) => {
  const messages = ["hello", "wörld\nin two lines", "", new Uint8Array([0, 255]), new Uint8Array(0)];
  const { url, answers } = await asking(t, messages);
  const { code, out, error } = await runWs2(["connect", "--echo", url], "typed lines are not sent\n");
  t.deepEqual(await answers, messages);
  t.is(code, 0);
  t.is(out, "hello\nwörld\nin two lines\n\n00ff\n\n");
  t.is(error, `connected to ${url}\nclosed 1000, clean\n`);
});

test("an echo client closes with 1001 on a signal", async (t) => {
  const { url, server } = await serving(t, "--h2c");
  const client = new RunningCommand(["connect", "--echo", url]);
  await client.waitForError(/^connected/);
  client.sendStop();
  t.is((await client.done).code, 0);
  await server.waitForOutput(/#1 {2}closed 1001, clean/);
});

test("a handler that throws ends only its own connection, and the log names the place", async (t) => {
  const { url, server } = await serving(t, "--h2c", "--handler", handler.replace("handler", "failing"));
  const { code, error } = await runWs2(["connect", url], "boom\n");
  t.is(code, 0);
  t.regex(error, /closed 1011, clean\n$/);
  await server.waitForOutput(/#1 {2}failed RangeError: no more, at .*failing\.mjs:4:\d+/);
  t.is((await runWs2(["connect", "--wait", "300", url], "hi\n")).out, "hi\n");
});

for (const [title, ends] of [["while a pipe stays open", false], ["within a long wait", true]] as const) {
  test(`a client whose connection ends ${title} ends too`, async (t) => {
    const { url } = await serving(t, "--h2c", "--handler", handler);
    const child = spawn(process.execPath, [...programArgs("cli"), "connect", "--wait", "3600000", url], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    t.teardown(() => child.kill());
    child.stdin.write("hi\nbye\n");
    if (ends) child.stdin.end();
    t.deepEqual(await once(child, "close"), [0, null]);
  });
}

test("answers a browser with a hint", async (t) => {
  const { url } = await serving(t, "--h2c");
  const session = connectHttp2(url);
  const request = session.request({ ":path": "/any" }).setEncoding("utf8");
  let body = "";
  for await (const piece of request) body += String(piece);
  session.close();
  t.is(body, `This is a WebSocket2 server. Connect to it with: ws2 connect ${url}\n`);
});

const mistakes: readonly (readonly [title: string, words: readonly string[], error: RegExp])[] = [
  ["no URL", ["connect"], /^ws2: expected one URL, found none\n/],
  ["two URLs", ["connect", "http://a", "http://b"], /^ws2: expected one URL, found http:\/\/a http:\/\/b\n/],
  ["a host alone", ["connect", "localhost:8080"], /^ws2: expected a URL such as https:.*found "localhost:8080"\n/],
  ["a header without a value", ["connect", "-H", "x", "http://a"], /^ws2: --header: expected NAME: VALUE, found "x"\n/],
  ["an unknown method", ["connect", "-c", "brotli", "http://a"], /^ws2: --compression: expected lz4 or deflate, found "brotli"\n/],
  [
    "a parameter out of range",
    ["connect", "-c", "lz4=0-9", "http://a"],
    /^ws2: --compression: lz4: expected a parameter from 1 to 9.*found "0-9"\n/,
  ],
  ["a reversed range", ["serve", "-c", "deflate=15-9"], /^ws2: --compression: deflate: expected a parameter/],
  ["a port over 65535", ["serve", "--port", "65536"], /^ws2: --port: expected an integer from 0 to 65535/],
  ["an unknown mode", ["serve", "--mode", "sing"], /^ws2: --mode: expected one of echo, chat, probe, found "sing"\n/],
  ["a mode and a handler", ["serve", "--mode", "echo", "--handler", handler], /^ws2: expected either --mode or --handler\n/],
  ["a missing handler file", ["serve", "--handler", "/nowhere.mjs"], /^ws2: --handler: \/nowhere\.mjs: Cannot find/],
  [
    "a module without a handler",
    ["serve", "--handler", handler.replace("handler", "nothing")],
    /^ws2: --handler: .*expected a default export that is a function/,
  ],
  [
    "a handler with a wrong member",
    ["serve", "--handler", handler.replace("handler", "wrong-options")],
    /^ws2: --handler: .*wrong-options\.mjs: origins: expected a list of strings, found "https:\/\/example\.com"\n/,
  ],
  [
    "a malformed wait, before it opens a connection",
    ["connect", "--wait", "x", "http://127.0.0.1:1"],
    /^ws2: --wait: expected an integer from 0 to 3600000, found "x"\n/,
  ],
  ["a certificate without its key", ["serve", "--cert", "x"], /^ws2: expected --cert and --key together\n/],
  ["a missing certificate file", ["serve", "--cert", "/nowhere", "--key", "/nowhere"], /^ws2: --cert: \/nowhere: ENOENT/],
  ["a file that is not a certificate", ["serve", "--cert", handler, "--key", handler], /^ws2: --cert, --key: /],
  ["cleartext with a certificate", ["serve", "--h2c", "--cert", "x", "--key", "y"], /^ws2: expected either --h2c or --cert and --key\n/],
  ["an address of another host", ["serve", "--h2c", "--host", "192.0.2.1", "--port", "0"], /^ws2: --port, --host: .*EADDRNOTAVAIL/],
  [
    "an origin that no browser sends",
    ["serve", "--h2c", "--port", "0", "--origin", "https://a.example/"],
    /^ws2: --origin: expected origins as they are sent, .*found "https:\/\/a\.example\/", which is sent as "https:\/\/a\.example"\n/,
  ],
  ["an empty origin", ["serve", "--h2c", "--port", "0", "--origin", ""], /^ws2: --origin: expected origins as they are sent, .*found ""\n/],
  [
    "a subprotocol that is offered twice",
    ["connect", "-s", "a", "-s", "a", "http://127.0.0.1:1"],
    /^ws2: protocols: expected each subprotocol once, found "a" again\n/,
  ],
  ["arguments to a server", ["serve", "x"], /^ws2: expected no arguments, found x\n/],
];

for (const [title, words, error] of mistakes) {
  test(`refuses ${title}`, async (t) => {
    const given = await runWs2(words);
    t.is(given.code, 2);
    t.regex(given.error, error);
  });
}
