import test from "ava";

import { fromHex, toHex } from "../../../reference/layout/plain.ts";
import { FrameRecorder, type RecordedFrame } from "../../../reference/wire/frame-recorder.ts";

/** A text, a compressed binary message of each method, a close and a ping, by hand. */
const FRAMES = ["03004869", "0305aabb", "0309ccdd", "0802434c4f53e8034f", "0a03000102030405060708"];

const shown = ({ frame, octets, size }: RecordedFrame) => [frame.type, frame.compression, toHex(octets), size];

const EXPECTED = [
  ["text", undefined, "03004869", 2],
  ["binary", "lz4", "0305aabb", 2],
  ["binary", "deflate", "0309ccdd", 2],
  ["error", undefined, "0802434c4f53e8034f", 7],
  ["ping", undefined, "0a03000102030405060708", 9],
];

for (const chunk of [1, 3, 100]) {
  test(`returns each frame with its octets, compressed by any method, of chunks of ${chunk} octets`, (t) => {
    const recorder = new FrameRecorder(65536);
    const octets = fromHex(FRAMES.join(""));
    const found: unknown[] = [];
    for (let at = 0; at < octets.length; at += chunk) found.push(...recorder.push(octets.slice(at, at + chunk)).map(shown));
    t.deepEqual(found, EXPECTED);
  });
}

test("the head of a longer frame does not count as its payload", (t) => {
  const recorder = new FrameRecorder(65536);
  const octets = new Uint8Array(3 + 1 + 300);
  octets.set(fromHex("fe2d0101"));
  t.deepEqual(recorder.push(octets).map(({ size }) => size), [300]);
});

test("returns nothing after a fault, and states the fault", (t) => {
  const recorder = new FrameRecorder(65536);
  t.deepEqual(recorder.push(fromHex("0300486900")).map(shown), [EXPECTED[0]]);
  const { code, path, octet } = recorder.fault ?? {};
  t.deepEqual({ code, path, octet }, { code: "FRAM", path: "length", octet: 4 });
  t.deepEqual(recorder.push(fromHex("03004869")), []);
});
