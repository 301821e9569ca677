import test from "ava";

import { Outbox } from "../../../../reference/connection/queues/outbox.ts";
import { ZERO_COPY_SIZE, frameArena } from "../../../../reference/bytes/frame-arena.ts";
import { writeMessage } from "../../../../reference/connection/message.ts";

const MOST = 65536;

const filled = (octets: number, value: number): Uint8Array => new Uint8Array(octets).fill(value);

function queue(outbox: Outbox, ...payloads: readonly Uint8Array[]): void {
  for (const bytes of payloads) outbox.queueMessage(frameArena, writeMessage({ type: "binary", bytes }, undefined, undefined));
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

test("a long payload goes out from where it lies, a shorter one is copied", (t) => {
  for (const [octets, copied] of [[ZERO_COPY_SIZE - 1, true], [ZERO_COPY_SIZE, false]] as const) {
    const [outbox, bytes] = [new Outbox(), filled(octets, 1)];
    queue(outbox, bytes);
    t.is(all(outbox).some(({ buffer }) => buffer === bytes.buffer), !copied);
  }
});

test("a frame whose first octets were taken goes out whole when the rest of the queue is dropped", (t) => {
  const outbox = new Outbox();
  queue(outbox, filled(3, 1), filled(20_000, 2), filled(7, 3));
  const first = outbox.take(MOST) ?? filled(0, 0);
  t.is(outbox.payloadOctets, 20_007);
  outbox.drop();
  t.is(outbox.payloadOctets, 20_000);
  t.is(joined([first, ...all(outbox)]), joined([frame(filled(3, 1)), frame(filled(20_000, 2))]));
});

test("a frame of which nothing was taken is dropped whole", (t) => {
  const outbox = new Outbox();
  queue(outbox, filled(20_000, 2));
  outbox.drop();
  t.deepEqual(all(outbox), []);
  t.is(outbox.payloadOctets, 0);
  queue(outbox, filled(1, 9));
  t.is(joined(all(outbox)), joined([frame(filled(1, 9))]));
});

test("the memory of frames is used again once they have gone out, and not before", (t) => {
  const slabs = (outbox: Outbox, count: number, sent: boolean): number => {
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
  slabs(idle, 20, true);
  t.is(slabs(new Outbox(), 100, true), 1);
  // Each has room for twelve frames, in front of the quarter that is given up.
  t.true(slabs(new Outbox(), 100, false) >= 6);
});

test("several slabs whose frames have all gone out are used again", (t) => {
  const outbox = new Outbox();
  const round = (): Set<ArrayBufferLike> => {
    // Of a slab of 16 KiB each takes more than half.
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

test("frames that have not gone out stay as they are while other connections send", (t) => {
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

test("frames that are dropped, or whose connection ended, do not give their memory to others while HTTP may read it", (t) => {
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
