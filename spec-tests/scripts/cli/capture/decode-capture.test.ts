import { spawnSync } from "node:child_process";

import test from "ava";
import fc from "fast-check";

import { data, headers, preface, settings } from "../../../../scripts/interop/h2/index.ts";
import { PacketWriter } from "../../capture/fixtures/packets.ts";
import { runWs2 } from "../run-ws2.ts";
import { captureOf, frames, http2, request, response, talk, temporaryFile } from "./fixtures.ts";

const { packets } = talk();
const without = (...numbers: readonly number[]) => packets.filter((_, index) => !numbers.includes(index + 1));
const decode = (file: Uint8Array, ...options: readonly string[]) => runWs2(["decode", "-", ...options], file);

/** Returns the output without the tables of octets. */
const outline = (out: string): string[] => out.split("\n").filter((line) => line !== "" && !/^ {2}(octet|\d| {6})/.test(line));

/** An entry of a stream in JSON. */
interface JsonEntry {
  readonly packet: number;
  readonly from: string;
  readonly type: string;
  readonly octet?: number;
  readonly value?: object;
  readonly content?: unknown;
  readonly needs?: number;
  readonly issue?: { readonly code: string; readonly octet: number };
  readonly text?: string;
}

/** A capture in JSON. */
interface JsonCapture {
  readonly packets: number;
  readonly connections: readonly {
    readonly protocol: string;
    readonly streams: readonly { readonly stream: number; readonly recognisedBy: string; readonly entries: readonly JsonEntry[] }[];
  }[];
  readonly problems: readonly { readonly packet?: number; readonly from?: string; readonly text: string }[];
}

async function decodeJson(file: Uint8Array, ...options: readonly string[]): Promise<JsonCapture> {
  return JSON.parse((await decode(file, "--json", ...options)).out) as JsonCapture;
}

const streamsOf = ({ connections }: JsonCapture) => connections.flatMap(({ streams }) => streams);

/** Returns the frames of a capture: sender, type and text or code. */
function framesOf(capture: JsonCapture): string[] {
  const entries = streamsOf(capture).flatMap((stream) => stream.entries).filter(({ type }) => type === "frame");
  return entries.map(({ from, value = {}, content, needs, issue }) => {
    const { type, kind, text, code } = value as Record<string, string | undefined>;
    const shown = content ?? kind ?? text ?? code ?? type ?? issue?.code ?? `needs ${needs}`;
    return `${from} ${String(shown)}`;
  });
}

const conversation = ["client ping", "server pong", "client Hi", "server Hi", "client CLOS", "server CLOS"];

test("shows a connection of HTTP/2 frame by frame, with packets, times and header sections", async (t) => {
  const { code, out, error } = await decode(captureOf(packets));
  t.deepEqual({ code, error }, { code: 0, error: "" });
  t.true(out.includes('\npacket 6, 0.007500 s, client\nFrame at octet 11, 4 octets\n\n  octet  hex    bits      field        value\n'));
  t.deepEqual(outline(out), [
    "-: 11 packets, 1 TCP connection",
    "Connection 0: client 127.0.0.1:40000, server 127.0.0.1:8080, HTTP/2",
    "Stream 1: POST /chat, status 200, compression none",
    "packet 4, 0.004500 s, client: HEADERS",
    "  :method: POST",
    "  :scheme: http",
    "  :path: /chat",
    "  :authority: a.test",
    "  content-type: application/websocket2",
    "  websocket2-version: 1",
    "  without values: cookie",
    "packet 4, 0.004500 s, client",
    "Frame, 11 octets",
    "packet 5, 0.006000 s, server: HEADERS",
    "  :status: 200",
    "  content-type: application/websocket2",
    "  websocket2-error: okay",
    "packet 5, 0.006000 s, server",
    "Frame, 11 octets",
    "packet 6, 0.007500 s, client",
    "Frame at octet 11, 4 octets",
    "packet 7, 0.009000 s, server",
    "Frame at octet 11, 4 octets",
    "packet 8, 0.010500 s, client",
    "Frame at octet 15, 6 octets",
    "packet 8, 0.010500 s, client: END_STREAM",
    "packet 9, 0.012000 s, server",
    "Frame at octet 15, 6 octets",
    "packet 9, 0.012000 s, server: END_STREAM",
  ]);
});

test("reads a capture from a file, and octets from a file of another format", async (t) => {
  const capture = temporaryFile("talk.pcap", captureOf(packets));
  const octets = temporaryFile("frame.bin", frames.hi);
  t.teardown(() => [capture, octets].forEach(({ remove }) => remove()));
  const shown = await runWs2(["decode", capture.path, "--json"]);
  t.deepEqual([shown.code, framesOf(JSON.parse(shown.out) as JsonCapture)], [0, conversation]);
  t.is((await runWs2(["decode", octets.path])).out, (await runWs2(["decode", "03004869"])).out);
  const { code, error } = await runWs2(["decode", `${octets.path}.gone`]);
  t.is(code, 2);
  t.regex(error, /; no file has the name .*frame\.bin\.gone$/m);
});

test("the order in which packets were captured, and repetitions, change no frame", async (t) => {
  const [syn, reply, ack, ...others] = packets;
  const shuffled = [syn, reply, ack, ...[...others].reverse(), ...others].filter((packet) => packet !== undefined);
  const found = await decodeJson(captureOf(shuffled));
  t.deepEqual([framesOf(found).sort(), found.problems], [[...conversation].sort(), []]);
});

test("messages are decompressed by what the response says", async (t) => {
  const compressed = Buffer.from("0f041d3f686f2003000250686f20686f", "hex");
  const writer = new PacketWriter()
    .open()
    .send("client", preface, http2(settings(), ...headers(1, request), data(1, frames.ping), data(1, compressed)))
    .send("server", http2(settings(), ...headers(1, [...response, ["websocket2-compression", "lz4=1"]]), data(1, frames.pong)));
  const found = await decodeJson(captureOf(writer.packets));
  const { out } = await runWs2(["decode", "-c", "lz4", "-j", compressed.toString("hex")]);
  const [, content] = /"content": "(.*)"/.exec(out) ?? [];
  t.deepEqual(framesOf(found).slice(0, 2), ["client ping", `client ${content}`]);
});

test("a fault has its code and its octet in the direction, and ends the direction", async (t) => {
  const bad = Buffer.from("0300c328", "hex");
  const writer = new PacketWriter()
    .open()
    .send("client", preface, http2(settings(), ...headers(1, request), data(1, frames.ping), data(1, bad), data(1, frames.hi)))
    .send("server", http2(settings(), ...headers(1, response), data(1, frames.pong)));
  const file = captureOf(writer.packets);
  const entries = streamsOf(await decodeJson(file)).flatMap((stream) => stream.entries);
  const fault = entries.find(({ issue }) => issue !== undefined);
  t.deepEqual([fault?.from, fault?.issue?.code, fault?.issue?.octet], ["client", "UTF8", 13]);
  t.is(entries.filter(({ from }) => from === "client").at(-1), fault);
  t.is((await decode(file)).code, 1);
});

test("CONTINUATION, padding, priorities, interim responses and frames in pieces change no frame", async (t) => {
  const priority = { exclusive: 0, dependency: 0, weight: 15 };
  const first = http2(settings(), ...headers(1, request, { cuts: [3, 10], padding: 7, priority }));
  const pieces = http2(data(1, frames.ping, { padding: 20 }), data(1), data(1, frames.hi.subarray(0, 1)), data(1, frames.hi.subarray(1)));
  const writer = new PacketWriter().open().send("client", preface);
  for (const octet of Buffer.concat([first, pieces])) writer.send("client", Uint8Array.of(octet));
  const interim = headers(1, [[":status", "103"]]);
  writer.send("server", http2(settings(), ...interim, ...headers(1, response), data(1, frames.pong, { padding: 0 })));
  const found = await decodeJson(captureOf(writer.packets));
  t.deepEqual([framesOf(found), found.problems], [["client ping", "client Hi", "server pong"], []]);
});

test("a lost packet is named, and frames behind it are shown where one begins", async (t) => {
  const found = await decodeJson(captureOf(without(6)));
  t.deepEqual(framesOf(found), conversation.filter((each) => each !== "client Hi"));
  t.deepEqual(found.problems, [
    { connection: 0, packet: 7, from: "client", text: "13 octets are not in the capture" },
    { connection: 0, packet: 7, from: "client", text: "frames of HTTP/2 begin again here" },
  ]);
  t.is((await decode(captureOf(without(6)))).code, 1);
});

test("a packet that is lost inside of a long frame costs that frame alone", async (t) => {
  const long = Buffer.concat([Buffer.from("fe881301", "hex"), Buffer.alloc(4999, 7)]);
  const octets = http2(data(1, long), data(1, frames.hi));
  const writer = new PacketWriter().open().send("client", preface, http2(settings(), ...headers(1, request), data(1, frames.ping)));
  for (const [from, to] of [[0, 1000], [1000, 2000], [2000, octets.length]]) writer.send("client", octets.subarray(from, to));
  writer.send("server", http2(settings(), ...headers(1, response)));
  const found = await decodeJson(captureOf(writer.packets.filter((_, index) => index !== 5)));
  t.deepEqual(framesOf(found), ["client ping", "client needs 4012", "client Hi"]);
  const notes = streamsOf(found).flatMap(({ entries }) => entries.flatMap(({ text, type }) => (type === "note" ? [text] : [])));
  t.deepEqual(notes, ["1000 octets are not in the capture, all of them in the frame above"]);
});

test("packets that are cut are named, and what is behind them is shown", async (t) => {
  const found = await decodeJson(captureOf(packets, 100));
  t.deepEqual(found.problems.map(({ packet, from, text }) => `${packet} ${from}: ${text}`), [
    "4 client: 144 octets are missing: the capture has only the beginning of the packet",
    "5 server: 51 octets are missing: the capture has only the beginning of the packet",
    "4 client: HEADERS on stream 1 cannot be read: the capture lacks octets of it",
    "6 client: frames of HTTP/2 begin again here",
    "5 server: HEADERS on stream 1 cannot be read: the capture lacks octets of it",
    "7 server: frames of HTTP/2 begin again here",
  ]);
  t.deepEqual(framesOf(found), conversation.slice(2));
});

test("a capture that begins in the middle shows the streams that it can recognise, and says how", async (t) => {
  const byResponse = streamsOf(await decodeJson(captureOf(without(1, 2, 3, 4))));
  t.deepEqual(byResponse.map(({ stream, recognisedBy }) => [stream, recognisedBy]), [[1, "response"]]);
  const middle = captureOf(without(1, 2, 3, 4, 5));
  const byContent = await decodeJson(middle);
  t.deepEqual(streamsOf(byContent).map(({ recognisedBy }) => recognisedBy), ["content"]);
  t.deepEqual(framesOf(byContent), conversation.slice(2));
  t.true((await decode(middle)).out.includes("Stream 1: request not in the capture, response not in the capture, compression unknown"));
});

test("shows one stream, and says that a capture has none", async (t) => {
  const t2 = http2(...headers(3, [[":method", "GET"], [":path", "/"], [":scheme", "http"]], { endStream: true }), ...headers(5, request));
  const writer = talk().send("client", t2);
  t.deepEqual(streamsOf(await decodeJson(captureOf(writer.packets))).map(({ stream }) => stream), [1, 5]);
  t.deepEqual(streamsOf(await decodeJson(captureOf(writer.packets), "--stream", "5")).map(({ stream }) => stream), [5]);
  const { code, out } = await decode(captureOf(packets), "--stream", "3");
  t.is(code, 1);
  t.true(out.includes("expected a stream of WebSocket2 with the number 3, found none in 1 TCP connection\n"), out);
  t.is((await decode(captureOf(packets), "--type", "frame")).code, 2);
});

const chunked = "Content-Type: application/websocket2\r\nTransfer-Encoding: chunked\r\n";

test("reads HTTP/1.1 in both directions, behind other messages of the connection", async (t) => {
  const writer = new PacketWriter()
    .open()
    .send("client", Buffer.from("POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 2\r\n\r\nab"))
    .send("server", Buffer.from("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
    .send("client", Buffer.from(`POST /chat HTTP/1.1\r\nHost: a.test\r\n${chunked}\r\nb\r\n`), frames.ping, Buffer.from("\r\n"))
    .send("server", Buffer.from(`HTTP/1.1 200 OK\r\n${chunked}websocket2-error: okay\r\n\r\nb\r\n`), frames.pong, Buffer.from("\r\n"))
    .send("client", Buffer.from("04;a=b\r\n"), frames.hi, Buffer.from("\r\n6\r\n"), frames.close, Buffer.from("\r\n0\r\n\r\n"));
  const found = await decodeJson(captureOf(writer.packets));
  t.deepEqual(found.connections.map(({ protocol }) => protocol), ["HTTP/1.1"]);
  t.deepEqual(framesOf(found), ["client ping", "server pong", "client Hi", "client CLOS"]);
  t.deepEqual(found.problems, []);
});

const switching = (protocol: string): Uint8Array =>
  captureOf(
    new PacketWriter()
      .open()
      .send("client", Buffer.from(`GET / HTTP/1.1\r\nHost: a.test\r\nUpgrade: ${protocol}\r\n\r\n`))
      .send("server", Buffer.from(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${protocol}\r\n\r\n`), http2(settings())).packets,
  );

test("says that HTTP/2 behind an upgrade is not read, and leaves out other protocols", async (t) => {
  t.deepEqual((await decodeJson(switching("h2c"))).problems.map(({ text }) => text), [
    "101 switches to h2c: what follows is not read",
    "expected a stream of WebSocket2, found none in 1 TCP connection",
  ]);
  t.is((await decodeJson(switching("websocket"))).problems.length, 1);
});

const records = new PacketWriter().open().send("client", Buffer.from("160301000501000001ff", "hex"));

test("TLS is recognised, and the output has the command that decrypts", async (t) => {
  const { code, out } = await decode(captureOf(records.packets));
  t.is(code, 1);
  const command = "tshark -q -r FILE -o tls.keylog_file:KEYS -z follow,http2,raw,0,1 | sed -n 's/^[0-9a-f]\\{6\\}00[0-9a-f]\\{10\\}//p'";
  t.true(out.includes(`  ${command} | npx --no -- ws2 decode -\n`), out);
  t.true(out.includes("NODE_OPTIONS=--tls-keylog=KEYS"));
});

const hasTshark = spawnSync("tshark", ["--version"]).status === 0;
if (!hasTshark) console.log("tshark is not installed: its command is not run");

(hasTshark ? test : test.skip)("the command of tshark prints the content of each direction once", async (t) => {
  const { tlsCommand } = await import("../../../../scripts/cli/capture/tls-advice.ts");
  const capture = temporaryFile("talk's.pcap", captureOf(packets));
  t.teardown(capture.remove);
  const command = tlsCommand(capture.path, { number: 0 }, "server", undefined);
  const { stdout } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
  t.is(stdout.replaceAll("\n", ""), Buffer.concat([frames.pong, frames.hi, frames.close]).toString("hex"));
});

test("each prefix of a capture is decoded without an exception, and frames do not change", async (t) => {
  const file = captureOf(packets);
  const whole = framesOf(await decodeJson(file));
  for (let length = 0; length < file.length; length += 13) {
    const { code, out } = await decode(file.slice(0, length), "--json");
    t.true(code <= 2, `${length}`);
    if (length < 4) continue;
    const found = framesOf(JSON.parse(out) as JsonCapture).filter((each) => !each.includes("needs"));
    t.deepEqual(found, whole.slice(0, found.length), `${length}`);
  }
});

test("a capture with any changed octets is decoded without an exception", async (t) => {
  const file = captureOf(packets);
  const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      const changed = new Uint8Array(file);
      for (const [at, octet] of changes) if (at >= 24) changed[at] = octet;
      const { out, code } = await decode(changed, "--json");
      t.is(typeof JSON.parse(out), "object");
      t.true(code === 0 || code === 1);
    }),
    { seed: 2017, numRuns: 60 },
  );
});
