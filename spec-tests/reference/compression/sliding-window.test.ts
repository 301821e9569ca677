import test from "ava";
import fc from "fast-check";

import { compressor, decompressor } from "../../../reference/compression/index.ts";
import { SlidingWindow } from "../../../reference/compression/deflate/sliding-window.ts";
import { digits, MESSAGE, prose, seeded, verdict } from "./support.ts";

test("the context is the last octets of all messages, in any pieces", (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(1400), { maxLength: 60 }), fc.constantFrom(9, 10), (sizes, bits) => {
      const window = new SlidingWindow(bits);
      let all = Buffer.alloc(0);
      for (const size of sizes) {
        const message = prose.slice(all.length % 50_000, (all.length % 50_000) + size);
        window.add(message);
        all = Buffer.concat([all, message]);
        message.fill(0);
        t.is(digits(window.octets), digits(all.subarray(Math.max(0, all.length - 2 ** bits))));
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("the buffer grows with the messages, up to a window and a quarter", (t) => {
  const window = new SlidingWindow(15);
  const capacity = (): number => window.octets.buffer.byteLength;
  t.is(capacity(), 0);
  window.add(prose.slice(0, 10));
  t.is(capacity(), 64);
  for (let sum = 10; sum < 200_000; sum += 100) {
    window.add(prose.slice(0, 100));
    t.true(capacity() <= Math.min(40_960, 2 * (sum + 100)), `${capacity()} octets for ${sum + 100}`);
  }
  t.is(capacity(), 40_960);
});

test("a message does not move the context to a new buffer", (t) => {
  const window = new SlidingWindow(15);
  for (let at = 0; at < 32; at += 1) window.add(prose.slice(0, 1024));
  for (let at = 0; at < 1000; at += 1) window.add(prose.slice(0, 10));
  const grown = window.octets.buffer;
  for (let at = 0; at < 10_000; at += 1) window.add(prose.slice(0, 10));
  t.is(window.octets.buffer, grown);
});

test("messages and payloads of every length around zlib's chunk sizes decompress", (t) => {
  const random = seeded(5);
  const noise = Uint8Array.from({ length: 17_000 }, () => random(256));
  const edges = [64, 128, 256, 512, 1024, 4096, 16_384].flatMap((edge) => Array.from({ length: 25 }, (_, at) => edge - 16 + at));
  for (const size of edges) {
    for (const share of [0, 0.5, 0.9]) {
      const sender = compressor({ deflate: 12 });
      const receiver = decompressor({ deflate: 12 }, { message: MESSAGE });
      const message = new Uint8Array(size);
      message.set(noise.subarray(0, Math.floor(size * share)));
      for (let round = 0; round < 2; round += 1) {
        const payload = sender.compress(message);
        if (payload !== undefined) t.is(digits(verdict(receiver.decompress(payload))), digits(message));
      }
    }
  }
});

test("a message at the limit decompresses and one octet more does not, around zlib's chunk sizes", (t) => {
  for (const size of [63, 64, 65, 255, 256, 257, 1023, 1024, 1025, 16_383, 16_384, 16_385]) {
    const payload = compressor({ deflate: 12 }).compress(prose.slice(0, size)) as Uint8Array;
    t.is(digits(verdict(decompressor({ deflate: 12 }, { message: size }).decompress(payload))), digits(prose.slice(0, size)));
    t.is(verdict(decompressor({ deflate: 12 }, { message: size - 1 }).decompress(payload)), "LRGE payload");
  }
});
