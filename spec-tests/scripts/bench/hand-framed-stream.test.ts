import { Duplex } from "node:stream";

import test from "ava";

import { encodeFrame, FrameDecoder } from "../../../reference/wire/index.ts";
import { HandFramedStream } from "../../../scripts/bench/hand-framed-stream.ts";

const SIZES = [0, 1, 125, 252, 253, 254, 8191, 8192, 65534, 65535, 65536, 200_000];

const message = (size: number): Uint8Array => new Uint8Array(size).map((_, at) => at % 251);

const all = Buffer.concat(SIZES.map(message));

function stream(): { readonly duplex: Duplex; readonly written: Buffer[] } {
  const written: Buffer[] = [];
  const write = (chunk: Buffer, _encoding: string, done: () => void): void => {
    written.push(chunk);
    done();
  };
  return { duplex: new Duplex({ read: () => undefined, write }), written };
}

test("messages of any size are frames of WebSocket2", async (t) => {
  const { duplex, written } = stream();
  const framed = new HandFramedStream(duplex);
  for (const size of SIZES) framed.send(message(size));
  await new Promise(setImmediate);
  const decoder = new FrameDecoder({ message: 1 << 20, compression: "none" });
  const frames = written.flatMap((chunk) => decoder.push(chunk)) as { readonly bytes: Uint8Array }[];
  t.is(decoder.fault, undefined);
  t.deepEqual(frames.map(({ bytes }) => bytes.length), SIZES);
  t.true(all.equals(Buffer.concat(frames.map(({ bytes }) => bytes))));
});

for (const cut of [1, 2, 3, 1000, 16384, 1 << 20]) {
  test(`frames of WebSocket2 in chunks of ${cut} octets are read`, async (t) => {
    const { duplex } = stream();
    const framed = new HandFramedStream(duplex);
    const found: Uint8Array[] = [];
    framed.onMessage = (octets) => found.push(Uint8Array.from(octets));
    const octets = Buffer.concat(SIZES.map((size) => encodeFrame({ type: "binary", bytes: message(size) })));
    for (let at = 0; at < octets.length; at += cut) duplex.emit("data", octets.subarray(at, at + cut));
    t.deepEqual(found.map(({ length }) => length), SIZES);
    t.true(all.equals(Buffer.concat(found)));
  });
}
