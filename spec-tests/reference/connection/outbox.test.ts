import test from "ava";

import { Outbox } from "../../../reference/connection/outbox.ts";
import { LONG, room } from "../../../reference/connection/slab.ts";
import { writeMessage } from "../../../reference/connection/write-message.ts";

const MOST = 65536;

const filled = (octets: number, value: number): Uint8Array => new Uint8Array(octets).fill(value);

function queue(outbox: Outbox, ...payloads: readonly Uint8Array[]): void {
  for (const bytes of payloads) outbox.message(room, writeMessage({ type: "binary", bytes }, undefined, undefined));
}

/** The octets of a binary message, worked out by hand. */
function frame(payload: Uint8Array): Uint8Array {
  const length = payload.length + 1;
  const head = length < 254 ? [length] : length < 65536 ? [254, length & 255, length >> 8] : [255, length & 255, (length >> 8) & 255, length >> 16, 0];
  return Uint8Array.from([...head, 1, ...payload]);
}

function all(outbox: Outbox, most = MOST): Uint8Array[] {
  const taken: Uint8Array[] = [];
  for (let next = outbox.take(most); next !== undefined; next = outbox.take(most)) taken.push(next);
  return taken;
}

const joined = (parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString("hex");

test("long and short messages go out in order, each whole, around the length from which they are not copied", (t) => {
  for (const most of [1000, MOST]) {
    for (const octets of [LONG - 1, LONG, LONG + 1, 16_383, 16_384, 16_385, 70_000]) {
      const outbox = new Outbox();
      const payloads = [filled(3, 1), filled(octets, 2), filled(octets, 3), filled(4, 4), filled(5, 5)];
      queue(outbox, ...payloads);
      t.is(outbox.payload, 2 * octets + 12);
      t.is(joined(all(outbox, most)), joined(payloads.map(frame)));
      t.is(outbox.payload, 0);
      t.true(outbox.empty);
    }
  }
});

test("a long payload goes out from where it lies, a shorter one is copied", (t) => {
  for (const [octets, copied] of [[LONG - 1, true], [LONG, false]] as const) {
    const [outbox, bytes] = [new Outbox(), filled(octets, 1)];
    queue(outbox, bytes);
    t.is(all(outbox).some(({ buffer }) => buffer === bytes.buffer), !copied);
  }
});

test("a frame whose first octets were taken goes out whole when the rest of the queue is dropped", (t) => {
  const outbox = new Outbox();
  queue(outbox, filled(3, 1), filled(20_000, 2), filled(7, 3));
  const first = outbox.take(MOST) ?? filled(0, 0);
  t.is(outbox.payload, 20_007);
  outbox.drop();
  t.is(outbox.payload, 20_000);
  t.is(joined([first, ...all(outbox)]), joined([frame(filled(3, 1)), frame(filled(20_000, 2))]));
});

test("a frame of which nothing was taken is dropped whole", (t) => {
  const outbox = new Outbox();
  queue(outbox, filled(20_000, 2));
  outbox.drop();
  t.deepEqual(all(outbox), []);
  t.is(outbox.payload, 0);
  queue(outbox, filled(1, 9));
  t.is(joined(all(outbox)), joined([frame(filled(1, 9))]));
});
