import test from "ava";

import { LocalError } from "../../../reference/layout/errors.ts";
import { toHex } from "../../../reference/layout/plain.ts";
import type { WriteTarget } from "../../../reference/layout/runtime/write-target.ts";
import type { Frame } from "../../../reference/schema/index.ts";
import { encodeFrame, frameCodec, FrameEncoder } from "../../../reference/wire/index.ts";

const right: readonly (readonly [frame: Frame, wire: string])[] = [
  [{ type: "text", text: "" }, "0100"],
  [{ type: "text", text: "Hi" }, "03004869"],
  [{ type: "text", text: "\u00e9" }, "0300c3a9"],
  [{ type: "binary", bytes: new Uint8Array(0) }, "0101"],
  [{ type: "binary", bytes: Uint8Array.of(0, 255) }, "030100ff"],
  [{ type: "error", code: "CLOS" }, "0502434c4f53"],
  [{ type: "error", code: "CLOS", status: 1000, reason: "" }, "0702434c4f53e803"],
  [{ type: "error", code: "LRGE", status: 4999, reason: "no" }, "09024c52474587136e6f"],
  [{ type: "ping", kind: "pong", data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }, "0a03010102030405060708"],
  [{ type: "text", compression: "lz4", payload: Uint8Array.of(0xaa) }, "0204aa"],
  [{ type: "binary", compression: "deflate", payload: Uint8Array.of(0xaa) }, "0209aa"],
];

for (const [frame, wire] of right) {
  test(`encodes ${wire}`, (t) => {
    t.is(toHex(encodeFrame(frame)), wire);
  });
}

const lengths: readonly (readonly [octets: number, start: string])[] = [
  [252, "fd01"],
  [253, "fefe0001"],
  [65534, "feffff01"],
  [65535, "ff0000010001"],
];

for (const [octets, start] of lengths) {
  test(`encodes the length of a payload of ${octets} octets in its shortest form`, (t) => {
    const wire = encodeFrame({ type: "binary", bytes: new Uint8Array(octets).fill(0x61) });
    t.is(toHex(wire.subarray(0, start.length / 2)), start);
    t.is(wire.length, octets + start.length / 2);
  });
}

const wrong: readonly (readonly [title: string, frame: unknown, path: string])[] = [
  ["a type that is not registered", { type: "close" }, "type"],
  ["no text", { type: "text" }, "text"],
  ["text with half a surrogate pair", { type: "text", text: "\ud800" }, "text"],
  ["bytes that are no octets", { type: "binary", bytes: "00" }, "bytes"],
  ["a code of five octets", { type: "error", code: "CLOSE" }, "code"],
  ["a code that is not printable", { type: "error", code: "CLO\u001f" }, "code"],
  ["a status without a reason", { type: "error", code: "CLOS", status: 1000 }, "reason"],
  ["a reason without a status", { type: "error", code: "CLOS", reason: "" }, "status"],
  ["a status that is not for senders, 1004", { type: "error", code: "CLOS", status: 1004, reason: "" }, "status"],
  ["a status that is not for senders, 1015", { type: "error", code: "CLOS", status: 1015, reason: "" }, "status"],
  ["a status that is not for senders, 999", { type: "error", code: "CLOS", status: 999, reason: "" }, "status"],
  ["a status that is not for senders, 2999", { type: "error", code: "CLOS", status: 2999, reason: "" }, "status"],
  ["a status that is not for senders, 5000", { type: "error", code: "CLOS", status: 5000, reason: "" }, "status"],
  ["a reason of 124 octets", { type: "error", code: "CLOS", status: 1000, reason: "a".repeat(124) }, "reason"],
  ["data of 7 octets", { type: "ping", kind: "ping", data: new Uint8Array(7) }, "data"],
  ["data of 9 octets", { type: "ping", kind: "ping", data: new Uint8Array(9) }, "data"],
  ["a kind that is not registered", { type: "ping", kind: "pang", data: new Uint8Array(8) }, "kind"],
  ["a compressed ping", { type: "ping", compression: "lz4", payload: new Uint8Array(9) }, "type"],
  ["an empty compressed payload", { type: "text", compression: "lz4", payload: new Uint8Array(0) }, "payload"],
  ["a compression that is not registered", { type: "text", compression: "zip", payload: new Uint8Array(1) }, "compression"],
];

for (const [title, frame, path] of wrong) {
  test(`refuses to encode ${title}`, (t) => {
    const error = t.throws(() => encodeFrame(frame as Frame), { instanceOf: LocalError });
    t.is(error?.path, path);
  });
}

test("accepts the first and last Status of each range for senders", (t) => {
  for (const status of [1000, 1003, 1007, 1014, 3000, 4999]) {
    t.notThrows(() => encodeFrame({ type: "error", code: "CLOS", status, reason: "a".repeat(123) }));
  }
});

test("encodes several frames into one array", (t) => {
  t.is(toHex(new FrameEncoder().encode({ type: "text", text: "Hi" }, { type: "text", text: "" })), "030048690100");
  t.is(new FrameEncoder().encode().length, 0);
});

test("refuses a compression that is not negotiated", (t) => {
  const frame: Frame = { type: "text", compression: "lz4", payload: Uint8Array.of(1) };
  t.is(toHex(new FrameEncoder({ compression: "lz4" }).encode(frame)), "020401");
  t.throws(() => new FrameEncoder({ compression: "deflate" }).encode(frame), {
    instanceOf: LocalError,
    message: /negotiated method \(deflate\)/,
  });
  t.throws(() => new FrameEncoder().encode(frame), { instanceOf: LocalError });
});

/** A write target that requests long payloads by reference, and records the calls. */
class Parts implements WriteTarget {
  readonly at = 1;
  readonly long = 300;
  head = new Uint8Array(0);
  tail: Uint8Array | undefined;

  take(octets: number, tail?: Uint8Array): Uint8Array {
    this.head = new Uint8Array(this.at + octets);
    this.tail = tail;
    return this.head;
  }
}

test("passes a payload of at least the requested size by reference, and copies a shorter payload", (t) => {
  for (const [octets, head, byReference] of [[299, "fe2c0101", false], [300, "fe2d0101", true], [70000, "ff7111010001", true]] as const) {
    const [parts, bytes] = [new Parts(), new Uint8Array(octets).fill(0x61)];
    frameCodec.encodeInto({ type: "binary", bytes }, parts);
    t.is(parts.tail, byReference ? bytes : undefined);
    t.is(toHex(parts.head), `00${head}${byReference ? "" : "61".repeat(octets)}`);
  }
});

test("passes the octets of a long text and of a compressed payload by reference", (t) => {
  const [text, packed] = [new Parts(), new Parts()];
  frameCodec.encodeInto({ type: "text", text: "\u00e9".repeat(150) }, text);
  t.is(toHex(text.head), "00fe2d0100");
  t.is(toHex(text.tail ?? text.head), "c3a9".repeat(150));
  const payload = new Uint8Array(300).fill(0xaa);
  frameCodec.encodeInto({ type: "text", compression: "lz4", payload }, packed);
  t.is(toHex(packed.head), "00fe2d0104");
  t.is(packed.tail, payload);
});
