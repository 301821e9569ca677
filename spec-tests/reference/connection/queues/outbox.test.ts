import test from "ava";

import { Outbox } from "../../../../reference/connection/queues/outbox.ts";
import { ZERO_COPY_SIZE, frameArena } from "../../../../reference/bytes/frame-arena.ts";
import { writeMessage } from "../../../../reference/connection/message.ts";

const MOST = 65536;

const filled = (octets: number, value: number): Uint8Array => new Uint8Array(octets).fill(value);

function queue(outbox: Outbox, ...payloads: readonly Uint8Array[]): void {
  for (const bytes of payloads) outbox.queueMessage(frameArena, writeMessage({ type: "binary", bytes }, undefined, undefined));
}

/** Returns the frame of a binary message, without the codec. */
function frame(payload: Uint8Array): Uint8Array {
  const length = payload.length + 1;
  const head =
    length < 254 ? [length] : length < 65536 ? [254, length & 255, length >> 8] : [255, length & 255, (length >> 8) & 255, length >> 16, 0];
  return Uint8Array.from([...head, 1, ...payload]);
}

function all(outbox: Outbox, most = MOST): Uint8Array[] {
  const taken: Uint8Array[] = [];
  for (let next = outbox.take(most); next !== undefined; next = outbox.take(most)) taken.push(next);
  return taken;
}

const joined = (parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString("hex");

test("sends short and long messages whole and in order, around the size from which payloads are not copied", (t) => {
  for (const most of [1000, MOST]) {
    for (const octets of [ZERO_COPY_SIZE - 1, ZERO_COPY_SIZE, ZERO_COPY_SIZE + 1, 16_383, 16_384, 16_385, 70_000]) {
      const outbox = new Outbox();
      const payloads = [filled(3, 1), filled(octets, 2), filled(octets, 3), filled(4, 4), filled(5, 5)];
      queue(outbox, ...payloads);
      t.is(outbox.payloadOctets, 2 * octets + 12);
      t.is(joined(all(outbox, most)), joined(payloads.map(frame)));
      t.is(outbox.payloadOctets, 0);
      t.true(outbox.empty);
    }
  }
});

test("sends a long payload by reference and copies a shorter one", (t) => {
  for (const [octets, copied] of [[ZERO_COPY_SIZE - 1, true], [ZERO_COPY_SIZE, false]] as const) {
    const [outbox, bytes] = [new Outbox(), filled(octets, 1)];
    queue(outbox, bytes);
    t.is(all(outbox).some(({ buffer }) => buffer === bytes.buffer), !copied);
  }
});

test("sends the rest of a partly taken frame after the queue is dropped", (t) => {
  const outbox = new Outbox();
  queue(outbox, filled(3, 1), filled(20_000, 2), filled(7, 3));
  const first = outbox.take(MOST) ?? filled(0, 0);
  t.is(outbox.payloadOctets, 20_007);
  outbox.drop();
  t.is(outbox.payloadOctets, 20_000);
  t.is(joined([first, ...all(outbox)]), joined([frame(filled(3, 1)), frame(filled(20_000, 2))]));
});

test("drops a whole frame if none of its octets was taken", (t) => {
  const outbox = new Outbox();
  queue(outbox, filled(20_000, 2));
  outbox.drop();
  t.deepEqual(all(outbox), []);
  t.is(outbox.payloadOctets, 0);
  queue(outbox, filled(1, 9));
  t.is(joined(all(outbox)), joined([frame(filled(1, 9))]));
});

test("reuses the memory of frames after they are sent, and not before", (t) => {
  const chunksUsed = (outbox: Outbox, count: number, sent: boolean): number => {
    const used = new Set<ArrayBufferLike>();
    for (let at = 0; at < count; at++) {
      queue(outbox, filled(1000, at % 256));
      const [octets = filled(0, 0)] = all(outbox);
      used.add(octets.buffer);
      if (sent) outbox.sent(octets.length);
    }
    return used.size;
  };
  const idle = new Outbox();
  chunksUsed(idle, 20, true);
  t.is(chunksUsed(new Outbox(), 100, true), 1);
  // A chunk has room for twelve frames before less than a quarter is free.
  t.true(chunksUsed(new Outbox(), 100, false) >= 6);
});

test("reuses several chunks after all their frames are sent", (t) => {
  const outbox = new Outbox();
  const round = (): Set<ArrayBufferLike> => {
    // Each frame takes more than half of a chunk of 16 KiB.
    const runs = Array.from({ length: 8 }, (_, at) => {
      queue(outbox, filled(10_000, at));
      return all(outbox);
    }).flat();
    for (const { length } of runs) outbox.sent(length);
    return new Set(runs.map(({ buffer }) => buffer));
  };
  const first = round();
  t.true(first.size >= 4);
  t.deepEqual([...round()].filter((buffer) => !first.has(buffer)), []);
});

test("keeps unsent frames unchanged while other connections send", (t) => {
  const [slow, fast] = [new Outbox(), new Outbox()];
  queue(slow, filled(100, 1), filled(100, 2));
  const taken = all(slow);
  const before = joined(taken);
  queue(slow, filled(100, 3));
  for (let round = 0; round < 1000; round++) {
    queue(fast, filled(200, round % 256));
    for (const { length } of all(fast)) fast.sent(length);
  }
  t.is(joined(taken), before);
  slow.sent(100);
  queue(fast, filled(16_000, 9));
  t.is(joined(taken), before);
  t.is(joined(all(slow)), joined([frame(filled(100, 3))]));
});

test("does not reuse the memory of frames that HTTP may still read, after a drop or the end of their connection", (t) => {
  const [ended, other] = [new Outbox(), new Outbox()];
  queue(ended, filled(100, 1));
  const taken = all(ended);
  queue(ended, filled(100, 2));
  ended.drop();
  for (let round = 0; round < 300; round++) {
    queue(other, filled(200, 9));
    for (const { length } of all(other)) other.sent(length);
  }
  t.is(joined(taken), joined([frame(filled(100, 1))]));
});
