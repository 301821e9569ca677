import test from "ava";
import fc from "fast-check";

import { ReassemblyBuffer } from "../../../reference/bytes/reassembly-buffer.ts";
import { BufferPool } from "../../../reference/bytes/buffer-pool.ts";
import { measureMemory } from "../../../scripts/soak/memory-usage.ts";

/** Adds octets in chunks of the given sizes, completes them with the rest, and returns the result. */
function reassemble(octets: Uint8Array, sizes: readonly number[]): Uint8Array {
  const buffer = new ReassemblyBuffer();
  let at = 0;
  for (const size of sizes) {
    if (at + size >= octets.length) break;
    buffer.add(octets.subarray(at, at + size), octets.length);
    at += size;
  }
  return buffer.complete(octets.subarray(at));
}

const numbered = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, index) => index * 7 + (index >> 8));

test("returns all added octets as one array, short or long, in any chunks", (t) => {
  const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1000, max: 70_000 })), { maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom(1, 3, 64, 65, 4096, 16_447, 16_448, 16_449, 20_000, 200_000), sizes, (size, cut) => {
      const octets = numbered(size);
      t.deepEqual(reassemble(octets, cut), octets);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("keeps a frame contiguous when its length becomes known late", (t) => {
  for (const size of [500, 16_448, 16_449, 100_000]) {
    const [buffer, octets] = [new ReassemblyBuffer(), numbered(size)];
    buffer.add(octets.subarray(0, 1), 3);
    buffer.add(octets.subarray(1, 3), 3);
    buffer.add(octets.subarray(3, 10), size);
    t.is(buffer.length, 10);
    t.deepEqual(buffer.complete(octets.subarray(10)), octets);
    t.is(buffer.length, 0);
  }
});

test("copies a small chunk of a long frame, which then retains no buffer, and keeps a large one by reference", (t) => {
  for (const [size, copied] of [[1, true], [4095, true], [4096, false]] as const) {
    const [buffer, octets] = [new ReassemblyBuffer(), numbered(100_000)];
    const chunk = octets.slice(0, size);
    buffer.add(chunk, octets.length);
    chunk.fill(0xff);
    const whole = buffer.complete(octets.subarray(size));
    t.is(Buffer.compare(whole, octets) === 0, copied, `${size} octets`);
  }
});

test.serial("octets of a long frame that arrive one by one take little more memory than their number", async (t) => {
  const { used } = await measureMemory();
  const buffer = new ReassemblyBuffer();
  for (let at = 0; at < 200_000; at += 1) buffer.add(Uint8Array.of(at), 16_000_000);
  t.true((await measureMemory()).used - used < 3 * 200_000);
  t.is(buffer.length, 200_000);
});

test("a pool returns arrays that do not overlap, and long ones in buffers of their own", (t) => {
  const pool = new BufferPool(100);
  const runs = [30, 30, 30, 30, 50, 51].map((size) => pool.take(size));
  for (const [index, run] of runs.entries()) run.fill(index + 1);
  t.deepEqual(runs.map((run) => new Set(run)), [1, 2, 3, 4, 5, 6].map((each) => new Set([each])));
  t.is(runs[0]?.buffer, runs[2]?.buffer);
  t.is(runs[3]?.buffer, runs[4]?.buffer);
  t.not(runs[2]?.buffer, runs[3]?.buffer);
  t.is(runs[5]?.buffer.byteLength, 51);
});
