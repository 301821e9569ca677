import { Writable } from "node:stream";

import test from "ava";

import { Outbound } from "../../../../reference/http2/stream/outbound.ts";

/** Stream that completes a write only when `complete` is called. */
class SlowStream extends Writable {
  readonly written: number[] = [];
  #done: (() => void) | undefined;

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    this.written.push(chunk.length);
    this.#done = done;
  }

  async complete(): Promise<void> {
    this.#done?.();
    await new Promise(setImmediate);
  }
}

function createOutbound(batches: number[]) {
  const stream = new SlowStream();
  stream.on("error", () => undefined);
  const sent: number[] = [];
  const requested: number[] = [];
  const take = (most: number): Uint8Array | undefined => {
    requested.push(most);
    const next = batches.shift();
    return next === undefined ? undefined : new Uint8Array(Math.min(next, most));
  };
  const outbound = new Outbound(stream, { take }, { sent: (octets) => sent.push(octets) });
  return { stream, sent, requested, outbound, batches };
}

test("batches are taken until 64 KiB wait in Node.js; the rest stays in the source", (t) => {
  const { outbound, batches, requested } = createOutbound([16_384, 16_384, 16_384, 16_384, 1, 2]);
  outbound.flush();
  t.deepEqual(requested, [65_536, 49_152, 32_768, 16_384]);
  t.deepEqual(batches, [1, 2]);
});

test("several pieces are written in one batch, a single piece alone", async (t) => {
  const calls: number[][] = [];
  const stream = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      calls.push([chunk.length]);
      done();
    },
    writev: (chunks: readonly { readonly chunk: Uint8Array }[], done) => {
      calls.push(chunks.map(({ chunk }) => chunk.length));
      done();
    },
  });
  const batches = [6, 16_384, 7];
  const sent: number[] = [];
  const take = (): Uint8Array | undefined => {
    const next = batches.shift();
    return next === undefined ? undefined : new Uint8Array(next);
  };
  const outbound = new Outbound(stream, { take }, { sent: (octets) => sent.push(octets) });
  outbound.flush();
  batches.push(5);
  outbound.flush();
  await new Promise(setImmediate);
  t.deepEqual(calls, [[6, 16_384, 7], [5]]);
  t.deepEqual(sent, [16_397, 5]);
});

test("a batch is reported once, when all of it was written, and then makes room", async (t) => {
  const { outbound, stream, sent, batches } = createOutbound([60_000, 10_000, 5]);
  outbound.flush();
  t.deepEqual([batches, sent], [[5], []]);
  await stream.complete();
  await stream.complete();
  t.deepEqual(sent, [70_000]);
  outbound.flush();
  t.deepEqual(batches, []);
});

test("nothing is taken until 16 KiB are free", async (t) => {
  const { outbound, stream, requested } = createOutbound([16_385, 16_384, 16_384, 16_383, 16_384, 1]);
  outbound.flush();
  t.deepEqual(requested, [65_536, 49_151, 32_767, 16_384]);
  outbound.flush();
  t.is(requested.length, 4);
  for (let piece = 0; piece < 4; piece++) await stream.complete();
  outbound.flush();
  t.deepEqual(requested.slice(4), [65_536, 49_152, 49_151]);
});

/** Sends messages of a 5-octet head and a payload, as a connection does. Returns the number of pieces written. */
async function piecesOf(messages: number, payload: number): Promise<number> {
  let pieces = 0;
  let remainingMessages = messages;
  let remainingPayload = 0;
  const later = (_: unknown, done: () => void): void => void setImmediate(done);
  const stream = new Writable({ write: (chunk, _encoding, done) => later(chunk, done), writev: later });
  const take = (most: number): Uint8Array | undefined => {
    if (remainingPayload === 0 && remainingMessages === 0) return undefined;
    pieces += 1;
    if (remainingPayload === 0) {
      remainingMessages -= 1;
      remainingPayload = payload;
      return new Uint8Array(5);
    }
    const octets = Math.min(remainingPayload, most);
    remainingPayload -= octets;
    return new Uint8Array(octets);
  };
  const outbound: Outbound = new Outbound(stream, { take }, { sent: () => outbound.flush() });
  outbound.flush();
  while (remainingPayload > 0 || remainingMessages > 0) await new Promise(setImmediate);
  return pieces;
}

for (const payload of [16_384, 65_536, 1_048_576]) {
  for (const messages of [16, 32, 64, 1024]) {
    test(`${messages} waiting messages of ${payload} octets take at most 1.25 pieces each, plus one for each 16 KiB begun`, async (t) => {
      const each = (await piecesOf(messages, payload)) / messages;
      t.true(each <= 1.25 + Math.ceil(payload / 16_384), `${each} pieces a message`);
    });
  }
}

test("a stream that has ended or is destroyed takes nothing, and lost octets are not reported as sent", async (t) => {
  const ended = createOutbound([1]);
  ended.stream.end();
  ended.outbound.flush();
  t.deepEqual(ended.batches, [1]);
  const destroyed = createOutbound([1, 2]);
  destroyed.outbound.flush();
  destroyed.stream.destroy();
  await new Promise(setImmediate);
  t.deepEqual(destroyed.sent, []);
});
