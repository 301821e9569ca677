import test from "ava";

import { type CompressionName, encodeFrame, type Frame, FrameDecoder, type UncompressedFrame } from "../../../reference/wire/index.ts";

/** `true` where two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only for `true`. */
function typed<T extends true>(value: T): T {
  return value;
}

const octets = encodeFrame({ type: "text", text: "Hi" });

test("narrows a frame to its fields by its type where nothing is compressed", (t) => {
  for (const frame of new FrameDecoder({ message: 65536 }).push(octets)) {
    typed<Same<typeof frame, UncompressedFrame>>(true);
    if (frame.type === "text") t.is(frame.text satisfies string, "Hi");
    else if (frame.type === "binary") t.fail(`${(frame.bytes satisfies Uint8Array).length}`);
    else if (frame.type === "error") t.fail(frame.code);
    else t.fail(frame.kind satisfies "ping" | "pong");
  }
});

test("narrows by the type with compression none given by name", (t) => {
  const [frame] = new FrameDecoder({ compression: "none" }).push(octets);
  t.is(frame?.type === "text" ? frame.text : undefined, "Hi");
});

test("narrows by compression and type where messages may be compressed", (t) => {
  const [frame] = new FrameDecoder({ compression: "lz4" }).push(octets);
  typed<Same<typeof frame, Frame | undefined>>(true);
  // @ts-expect-error a compressed text frame has a payload and no text
  t.is(frame?.type === "text" ? frame.text : undefined, "Hi");
  t.is(frame?.compression === undefined && frame?.type === "text" ? frame.text : undefined, "Hi");
});

test("gives frames that may be compressed where the method is known only at run time", (t) => {
  const method = "none" as CompressionName;
  const [frame] = new FrameDecoder({ compression: method }).push(octets);
  typed<Same<typeof frame, Frame | undefined>>(true);
  t.is(frame?.type, "text");
});
