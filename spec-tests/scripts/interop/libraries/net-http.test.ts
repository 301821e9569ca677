/**
 * Probes of net/http: each shows a cell of its column in draft/data/libraries.json. They run only if the variable GO names the program
 * `go`, because they compile the program of `net-http/`.
 *
 * @module
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";

import { data, headers, type Http2ConnectOptions, type Http2ListenOptions, type Http2Peer } from "../../../../scripts/interop/h2/index.ts";
import { reset, windowUpdate } from "../../../../scripts/interop/h2/index.ts";
import { octets, rawClient, rawServer, sentOn, until } from "../../../reference/http2/support.ts";
import { measuredVersion, requestTo, settle, type Verdict, verdictOn } from "./library-cells.ts";

const GO = process.env["GO"];

/** A running program with the lines that it has printed. */
interface Reporter {
  readonly lines: string[];
  stop(): void;
}

let program = "";
let server: Reporter = { lines: [], stop: () => undefined };

function start(...args: readonly string[]): Reporter {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
  const lines: string[] = [];
  child.stdout.on("data", (piece: Buffer) => lines.push(...piece.toString().split("\n").filter((line) => line !== "")));
  return { lines, stop: () => void child.kill() };
}

if (GO === undefined) {
  test.skip("the probes of net/http need the variable GO", (t) => t.pass());
} else {
  test.before("the program is built and serves", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "net-http-"));
    program = join(folder, "probe");
    execFileSync(GO, ["build", "-o", program, "."], {
      cwd: "spec-tests/scripts/interop/libraries/net-http",
      env: { ...process.env, CGO_ENABLED: "0" },
    });
    t.is(execFileSync(GO, ["env", "GOVERSION"]).toString().trim(), measuredVersion("net-http").replace("Go ", "go"));
    server = start("server");
    await until("the server listens", () => server.lines.length > 0);
  });
  test.after.always("the server ends", () => {
    server.stop();
    rmSync(join(program, ".."), { recursive: true, force: true });
  });
}

const portOfServer = (): number => Number(server.lines[0]?.replace("port ", ""));

/** Tests a cell: its verdict, and a probe that shows it. The probes share one server and its lines, so they run one after the other. */
function probe(rule: string, verdict: Verdict, shown: string, body: (t: ExecutionContext) => Promise<void>): void {
  if (GO === undefined) return;
  test.serial(`net/http, ${rule}, ${verdict}: ${shown}`, async (t) => {
    t.is(verdictOn(rule, "net-http"), verdict);
    server.lines.splice(1);
    await body(t);
  });
}

/** Sends a request of a raw client to a path of the server. */
async function request(
  t: ExecutionContext,
  path: string,
  options: Http2ConnectOptions = {},
  fields: readonly (readonly [string, string])[] = [],
): Promise<Http2Peer> {
  const peer = await rawClient(t, { port: portOfServer() }, options);
  peer.send(...headers(1, [...requestTo(path), ...fields]));
  return peer;
}

const noWindow: Http2ConnectOptions = { settings: { INITIAL_WINDOW_SIZE: 0 } };

const reported = (line: string): Promise<void> => until(`the server reports ${line}`, () => server.lines.includes(line));

probe("duplex", "yes", "an octet is sent back while the request is open", async (t) => {
  const peer = await request(t, "/echo");
  for (const octet of [1, 2, 3]) {
    peer.send(data(1, Uint8Array.of(octet)));
    t.deepEqual([...(await octets(peer, 1, 1))], [octet]);
  }
});

probe("fields", "set", "repeated lines are apart, and date and content-length are added", async (t) => {
  const peer = await request(t, "/late", {}, [["x-a", "1"], ["x-a", "2"], ["expect", "100-continue"]]);
  peer.send(data(1, Uint8Array.of(1)));
  const { fields } = await peer.next("HEADERS", { stream: 1, matches: (event) => event.endStream });
  t.deepEqual(fields.map(([name]) => name), [":status", "content-length", "date"]);
  t.is(server.lines[1], 'length -1, expect [], x-a ["1" "2"]');
});

probe("cancel", "part", "a server resets with INTERNAL_ERROR, a client with CANCEL", async (t) => {
  for (const path of ["/panic", "/deadline"]) {
    const peer = await request(t, path, noWindow);
    t.is((await peer.next("RST_STREAM", { stream: 1 })).code, "INTERNAL_ERROR", path);
    t.false(sentOn(peer, 1).some((sent) => sent.endsWith("END_STREAM")), path);
  }
  const { peer } = await serveClient(t, "close");
  peer.send(...headers(1, [[":status", "200"]]));
  t.is((await peer.next("RST_STREAM")).code, "CANCEL");
});

probe("blocked-end", "part", "a write deadline resets a stream without window, a panic does not", async (t) => {
  const deadline = await request(t, "/deadline", noWindow);
  t.is((await deadline.next("RST_STREAM", { stream: 1 })).code, "INTERNAL_ERROR");
  const panic = await request(t, "/blocked-panic", noWindow);
  await t.throwsAsync(panic.next("RST_STREAM", { stream: 1, timeoutMs: 1000 }));
});

probe("reset-seen", "set", "content comes before the error, whose copy has the code", async (t) => {
  const peer = await request(t, "/read");
  peer.send(data(1, new Uint8Array(5)), reset(1, "REFUSED_STREAM"));
  await reported("reset 7");
  t.deepEqual(server.lines.slice(1), ["read 5", "reset 7"]);
});

probe("reads-apart", "part", "a server gives back no stream window before its content has window, a client does", async (t) => {
  const peer = await request(t, "/blocked-read", noWindow);
  await peer.next("HEADERS", { stream: 1 });
  const window = peer.sendWindow(1);
  await peer.sendAll(1, new Uint8Array(900_000));
  await reported("read 900000");
  await settle(peer);
  t.is(peer.sendWindow(1), window - 900_000);
  const client = await serveClient(t, "blocked-read", { settings: { INITIAL_WINDOW_SIZE: 1 }, window: false });
  client.peer.send(...headers(1, [[":status", "200"]]));
  await client.peer.sendAll(1, new Uint8Array(900_000));
  await client.peer.next("WINDOW_UPDATE", { stream: 1 });
  t.pass();
});

for (const [rule, verdict] of [["stream-window", "yes"], ["connection-window", "set"]] as const) {
  probe(rule, verdict, "content that is not read takes window of the stream and of the HTTP/2 connection", async (t) => {
    const peer = await request(t, "/hold");
    await peer.next("HEADERS", { stream: 1 });
    await peer.sendAll(1, new Uint8Array(900_000));
    await settle(peer);
    t.is(peer.sendWindow(1), 1024 * 1024 - 900_000);
    peer.send(...headers(3, requestTo("/echo")));
    await peer.next("HEADERS", { stream: 3 });
    t.is(peer.sendWindow(3), 1024 * 1024 - 900_000);
  });
}

probe("sent", "yes", "Flush waits for window", async (t) => {
  const peer = await request(t, "/flush", noWindow);
  await peer.next("HEADERS", { stream: 1 });
  await settle(peer);
  t.false(server.lines.includes("flushed"));
  peer.send(windowUpdate(1, 1000));
  await reported("flushed");
});

for (const rule of ["small-data", "joined"]) {
  probe(rule, "yes", "40,000 DATA frames of no and of one octet are read at once", async (t) => {
    const peer = await request(t, "/one-read");
    for (const content of [new Uint8Array(0), Uint8Array.of(1)]) {
      for (let sent = 0; sent < 20_000; sent += 1) peer.send(data(1, content));
    }
    await until("the server has read", () => server.lines.length > 1);
    t.regex(server.lines[1] ?? "", /^read \d{4,5}$/);
    await settle(peer);
    t.false(peer.isLost);
  });
}

interface ServedClient {
  /** The raw server. */
  readonly peer: Http2Peer;
  readonly peers: readonly Http2Peer[];
  readonly client: Reporter;
}

/** Starts a client that sends a request to a raw server. */
async function serveClient(t: ExecutionContext, mode: string, options: Http2ListenOptions = {}): Promise<ServedClient> {
  const peers: Http2Peer[] = [];
  const { url } = await rawServer(t, (peer) => peers.push(peer), options);
  const client = start("client", mode, `${url}/`);
  t.teardown(() => client.stop());
  await until("the client has connected", () => peers.length > 0);
  return { peer: peers[0] as Http2Peer, peers, client };
}

probe("own-choice", "set", "NewClientConn opens an HTTP/2 connection", async (t) => {
  const { peers } = await serveClient(t, "two");
  await until("both have connected", () => peers.length === 2);
  t.pass();
});

probe("no-redirects", "set", "RoundTrip hands a 307 to the caller, Client follows a 302", async (t) => {
  const { peer, client } = await serveClient(t, "post");
  await peer.next("HEADERS");
  peer.send(...headers(1, [[":status", "307"], ["location", "/other"]]));
  await until("the status is reported", () => client.lines.includes("status 307"));
  const following = await serveClient(t, "follow");
  await following.peer.next("HEADERS");
  following.peer.send(...headers(1, [[":status", "302"], ["location", "/other"]], { endStream: true }));
  const { fields } = await following.peer.next("HEADERS", { stream: 3 });
  t.true(fields.some(([name, value]) => name === ":method" && value === "GET"));
});

probe("no-repeats", "set", "content without GetBody is not sent twice", async (t) => {
  const { peer, client } = await serveClient(t, "post");
  await peer.next("DATA");
  peer.send(reset(1, "REFUSED_STREAM"));
  await until("the error is reported", () => client.lines.some((line) => line.includes("cannot retry")));
  t.pass();
});

probe("no-push", "yes", "the setting is 0", async (t) => {
  const { peer } = await serveClient(t, "post");
  const { settings } = await peer.next("SETTINGS", { matches: ({ ack }) => !ack });
  t.is(settings.find(({ identifier }) => identifier === "ENABLE_PUSH")?.value, 0);
});

probe("many-1xx", "yes", "200 responses of status 103 precede the final one", async (t) => {
  const { peer, client } = await serveClient(t, "post");
  await peer.next("HEADERS");
  for (let sent = 0; sent < 200; sent += 1) peer.send(...headers(1, [[":status", "103"]]));
  peer.send(...headers(1, [[":status", "200"]]));
  await until("the status is reported", () => client.lines.includes("status 200"));
  t.pass();
});

probe("goaway", "set", "the field connection: close sends GOAWAY, and the stream goes on", async (t) => {
  const peer = await request(t, "/goaway");
  t.is((await peer.next("GOAWAY")).code, "NO_ERROR");
  const { fields } = await peer.next("HEADERS", { stream: 1 });
  t.false(fields.some(([name]) => name === "connection"));
  peer.send(data(1, Uint8Array.of(9)));
  t.deepEqual([...(await octets(peer, 1, 1))], [9]);
});

probe("stream-limit", "set", "the setting is that of HTTP2Config", async (t) => {
  const peer = await request(t, "/echo");
  const { settings } = await peer.next("SETTINGS", { matches: ({ ack }) => !ack });
  t.is(settings.find(({ identifier }) => identifier === "MAX_CONCURRENT_STREAMS")?.value, 77);
});

probe("end-seen", "part", "END_STREAM behind HEADERS is not seen before reading", async (t) => {
  const peer = await request(t, "/late");
  peer.send(data(1, Uint8Array.of(1), { endStream: true }));
  await reported("read 1");
  t.deepEqual(server.lines.slice(1), ["length -1, expect [], x-a []", "context <nil>", "read 1"]);
});

probe("continue", "no", "the field is removed, and 100 is sent when the handler reads", async (t) => {
  const peer = await request(t, "/late", {}, [["expect", "100-continue"]]);
  const { fields } = await peer.next("HEADERS", { stream: 1 });
  t.deepEqual(fields, [[":status", "100"]]);
  t.is(server.lines[1], "length -1, expect [], x-a []");
});

probe("open-end", "no", "RST_STREAM with NO_ERROR follows END_STREAM at once", async (t) => {
  const peer = await request(t, "/end");
  t.is((await peer.next("RST_STREAM", { stream: 1 })).code, "NO_ERROR");
  t.deepEqual(sentOn(peer, 1), ["HEADERS", "DATA 4 END_STREAM"]);
});

probe("which-one", "set", "the context has the value of the connection", async (t) => {
  const peer = await request(t, "/connection");
  peer.send(...headers(3, requestTo("/connection")));
  await until("both report", () => server.lines.length === 3);
  await request(t, "/connection");
  await until("three report", () => server.lines.length === 4);
  const [first, second, third] = server.lines.slice(1);
  t.is(first, second);
  t.not(first, third);
});

probe("http1-duplex", "set", "EnableFullDuplex lets a handler read on after its response has begun", async (t) => {
  const socket = connectTcp(portOfServer(), "127.0.0.1");
  t.teardown(() => socket.destroy());
  let received = "";
  socket.on("data", (chunk: Buffer) => (received += chunk.toString("latin1")));
  socket.write("POST /http1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  await until("the response has begun", () => received.includes("\r\n\r\n"));
  socket.write("3\r\nabc\r\n");
  await until("the octets are back", () => received.includes("abc"));
  t.pass();
});
