import test from "ava";

import { answerLine, LineError, serveAdapter } from "../../../../scripts/interop/adapter/serve.ts";
import { LineSplitter } from "../../../../scripts/common/lines.ts";

const self = { name: "self", version: "1" };

const reply = (request: object): object | undefined => answerLine(JSON.stringify({ cmd: "run", seq: 7, id: "x", ...request }), self);

const config = { compression: "none", limit: 65536, role: "client" };

test("introduces itself", (t) => {
  t.deepEqual(answerLine('{"cmd":"start","format":1}', self), {
    name: "self",
    version: "1",
    ops: ["decode", "encode", "varsize", "handshake", "decompress", "session"],
  });
});

test("skips unknown operations, including names of members of Object", (t) => {
  t.deepEqual(reply({ op: "no-such-operation" }), { seq: 7, skipped: "no op no-such-operation" });
  t.deepEqual(reply({ op: "constructor" }), { seq: 7, skipped: "no op constructor" });
});

test("decodes octets as a whole and in feeds", (t) => {
  const frames = [{ type: "text", text: "Hi" }];
  t.deepEqual(reply({ op: "decode", config, wire: "03004869" }), { seq: 7, frames });
  t.deepEqual(reply({ op: "decode", config, steps: [{ feed: "0300" }, { feed: "4869" }] }), { seq: 7, frames, emitted: [0, 1] });
  t.deepEqual(reply({ op: "decode", config, wire: "0300486903" }), { seq: 7, frames, error: "INCOMPLETE" });
  t.deepEqual(reply({ op: "decode", config, wire: "030048690110" }), { seq: 7, frames, error: "FRAM" });
});

test("decodes with the limit and the compression of the configuration", (t) => {
  t.deepEqual(reply({ op: "decode", config, wire: "ff02000100" }), { seq: 7, frames: [], error: "LRGE" });
  t.deepEqual(reply({ op: "decode", config: { ...config, limit: 65537 }, wire: "ff02000100" }), {
    seq: 7,
    frames: [],
    error: "INCOMPLETE",
  });
  t.deepEqual(reply({ op: "decode", config, wire: "0104" }), { seq: 7, frames: [], error: "FRAM" });
  t.deepEqual(reply({ op: "decode", config: { ...config, compression: { lz4: 1 } }, wire: "0104" }), { seq: 7, frames: [], error: "DECO" });
});

test("encodes frames, with octets in either form", (t) => {
  const frames = [
    { type: "text", text: "Hi" },
    { type: "binary", bytes: { repeat: "00", count: 2 } },
  ];
  t.deepEqual(reply({ op: "encode", config, frames }), { seq: 7, wire: "0300486903010000" });
});

test("decodes and encodes integers", (t) => {
  t.deepEqual(reply({ op: "varsize", wire: "feff00" }), { seq: 7, value: 255 });
  t.deepEqual(reply({ op: "varsize", wire: "fe0000" }), { seq: 7, error: "FRAM" });
  t.deepEqual(reply({ op: "varsize", wire: "fe" }), { seq: 7, error: "INCOMPLETE" });
  t.deepEqual(reply({ op: "varsize", value: 0 }), { seq: 7, wire: "00" });
});

test("checks handshakes in both roles", (t) => {
  const request = [
    [":method", "GET"],
    [":scheme", "https"],
    [":authority", "a.example"],
    [":path", "/"],
    ["websocket2-version", "1"],
  ];
  t.deepEqual(reply({ op: "handshake", config: { role: "server" }, fields: request }), {
    seq: 7,
    outcome: { error: "rejected", status: 405, compression: null, protocol: null },
  });
  t.deepEqual(reply({ op: "handshake", config: { role: "client" }, fields: [[":status", "200"]] }), { seq: 7, check: "not-websocket2" });
});

test("stops on stop, and at the end of the input", async (t) => {
  const out: string[] = [];
  async function* input(...pieces: string[]): AsyncGenerator<string> {
    yield* pieces;
  }
  await serveAdapter(
    input('{"cmd":"st', 'art","format":1}\r\n\n{"cmd":"stop"}\n{"cmd":"start","format":1}\n'),
    (line) => out.push(line),
    self,
  );
  t.is(out.length, 1);
  t.true(out[0]?.endsWith("}\n"));
  await serveAdapter(input(), (line) => out.push(line), self);
  t.is(out.length, 1);
});

test("rejects invalid lines", (t) => {
  t.throws(() => answerLine("{", self), { instanceOf: LineError });
  t.throws(() => answerLine('{"cmd":"go"}', self), {
    instanceOf: LineError,
    message: /expected \{"cmd":"start"\|"run"\|"stop",\.\.\.\}; the line was \{"cmd":"go"\}/,
  });
  t.throws(() => answerLine('{"cmd":"start","format":2}', self), { instanceOf: LineError, message: "expected format 1, found 2" });
});

test("describes an invalid request", (t) => {
  t.throws(() => reply({ op: "decode", config, wire: "FF" }), {
    instanceOf: LineError,
    message: 'request: wire: expected lower-case hexadecimal digits, two an octet, found "FF"',
  });
  t.throws(() => reply({ op: "encode", config }), { instanceOf: LineError, message: /^request: frames: / });
});

test("cuts text into lines wherever its pieces end", (t) => {
  const lines = new LineSplitter();
  t.deepEqual(
    ["a", "b\nc", "", "\r\n\nd"].map((piece) => lines.push(piece)),
    [[], ["ab"], [], ["c", ""]],
  );
  t.deepEqual(lines.push("\n"), ["d"]);
});
