import test from "ava";

import { Fifo } from "../../../reference/connection/fifo.ts";
import { memory } from "../../../scripts/soak/memory.ts";

test("items come out in the order in which they went in", (t) => {
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

test.serial("a queue that never becomes empty does not grow", async (t) => {
  const fifo = new Fifo<number>();
  fifo.push(0);
  const { used } = await memory();
  for (let at = 0; at < 1_000_000; at += 1) {
    fifo.push(at);
    fifo.shift();
  }
  // A million slots have 8 MB, or 4 where pointers are short.
  t.true((await memory()).used - used < 1_000_000);
  t.is(fifo.length, 1);
});

test.serial("a queue that becomes empty gives up its memory", async (t) => {
  const fifo = new Fifo<number>();
  const { used } = await memory();
  for (let at = 0; at < 1_000_000; at += 1) fifo.push(at);
  while (fifo.length > 0) fifo.shift();
  t.true((await memory()).used - used < 1_000_000);
  t.is(fifo.length, 0);
});
