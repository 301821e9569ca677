import test from "ava";
import fc from "fast-check";

import { Fifo } from "../../../reference/bytes/fifo.ts";
import { measureMemory } from "../../../scripts/soak/memory-usage.ts";

test("returns items in the order of insertion", (t) => {
  const fifo = new Fifo<number>();
  const out: (number | undefined)[] = [];
  for (let at = 0; at < 6000; at += 1) {
    fifo.push(at);
    if (at >= 1500) out.push(fifo.shift());
  }
  t.deepEqual([fifo.length, fifo.first, fifo.last], [1500, 4500, 5999]);
  while (fifo.length > 0) out.push(fifo.shift());
  t.deepEqual(out, Array.from({ length: 6000 }, (_, at) => at));
  t.deepEqual([fifo.shift(), fifo.first, fifo.last], [undefined, undefined, undefined]);
});

test("behaves as an array for any sequence of push, shift and clear", (t) => {
  const steps = fc.array(fc.constantFrom("push", "push", "shift", "clear" as const), { maxLength: 40 });
  fc.assert(
    fc.property(steps, (todo) => {
      const fifo = new Fifo<number>();
      const array: number[] = [];
      for (const [index, step] of todo.entries()) {
        if (step === "push") {
          fifo.push(index);
          array.push(index);
        } else if (step === "shift") {
          t.is(fifo.shift(), array.shift());
        } else {
          fifo.clear();
          array.length = 0;
        }
        t.deepEqual([fifo.length, fifo.first, fifo.last], [array.length, array[0], array.at(-1)]);
      }
    }),
    { seed: 1 },
  );
});

test.serial("a queue that never becomes empty does not grow", async (t) => {
  const fifo = new Fifo<number>();
  fifo.push(0);
  const { used } = await measureMemory();
  for (let at = 0; at < 1_000_000; at += 1) {
    fifo.push(at);
    fifo.shift();
  }
  // A million slots take 8 MB, or 4 MB with compressed pointers.
  t.true((await measureMemory()).used - used < 1_000_000);
  t.is(fifo.length, 1);
});

test.serial("a queue that becomes empty releases its memory", async (t) => {
  const fifo = new Fifo<number>();
  const { used } = await measureMemory();
  for (let at = 0; at < 1_000_000; at += 1) fifo.push(at);
  while (fifo.length > 0) fifo.shift();
  t.true((await measureMemory()).used - used < 1_000_000);
  t.is(fifo.length, 0);
});
