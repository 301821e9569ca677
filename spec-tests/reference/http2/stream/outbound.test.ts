import { Writable } from "node:stream";

import test from "ava";

import { Outbound } from "../../../../reference/http2/stream/outbound.ts";

/** A stream that keeps what it is given until it is let go. */
class Slow extends Writable {
  readonly written: number[] = [];
  #done: (() => void) | undefined;

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    this.written.push(chunk.length);
    this.#done = done;
  }

  async letGo(): Promise<void> {
    this.#done?.();
    await new Promise(setImmediate);
  }
}

function made(batches: number[]) {
  const stream = new Slow();
  stream.on("error", () => undefined);
  const sent: number[] = [];
  const asked: number[] = [];
  const outbound = new Outbound(stream, {
    take: (most) => {
      asked.push(most);
      const next = batches.shift();
      return next === undefined ? undefined : new Uint8Array(Math.min(next, most));
    },
    sent: (octets) => sent.push(octets),
  });
  return { stream, sent, asked, outbound, batches };
}

test("batches are handed over until 64 KiB are on their way, and the rest stays where it was", (t) => {
  const { outbound, batches, asked } = made([16_384, 16_384, 16_384, 16_384, 1, 2]);
  outbound.flush();
  t.deepEqual(asked, [65_536, 49_152, 32_768, 16_384]);
  t.deepEqual(batches, [1, 2]);
});

test("pieces that wait at once are handed over together, one alone by itself", async (t) => {
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
  const outbound = new Outbound(stream, { take, sent: (octets) => sent.push(octets) });
  outbound.flush();
  batches.push(5);
  outbound.flush();
  await new Promise(setImmediate);
  t.deepEqual(calls, [[6, 16_384, 7], [5]]);
  t.deepEqual(sent, [16_397, 5]);
});

test("a batch is reported once, when all of it has gone out, and then makes room", async (t) => {
  const { outbound, stream, sent, batches } = made([60_000, 10_000, 5]);
  outbound.flush();
  t.deepEqual([batches, sent], [[5], []]);
  await stream.letGo();
  await stream.letGo();
  t.deepEqual(sent, [70_000]);
  outbound.flush();
  t.deepEqual(batches, []);
});

test("nothing is taken until 16 KiB are free", async (t) => {
  const { outbound, stream, asked } = made([16_385, 16_384, 16_384, 16_383, 16_384, 1]);
  outbound.flush();
  t.deepEqual(asked, [65_536, 49_151, 32_767, 16_384]);
  outbound.flush();
  t.is(asked.length, 4);
  for (let piece = 0; piece < 4; piece++) await stream.letGo();
  outbound.flush();
  t.deepEqual(asked.slice(4), [65_536, 49_152, 49_151]);
});

/** Sends messages of a 5-octet head and a payload, as a connection does. @returns how many pieces were written */
async function piecesOf(messages: number, payload: number): Promise<number> {
  let pieces = 0;
  let left = messages;
  let inHand = 0;
  const later = (_: unknown, done: () => void): void => void setImmediate(done);
  const stream = new Writable({ write: (chunk, _encoding, done) => later(chunk, done), writev: later });
  const outbound: Outbound = new Outbound(stream, {
    take: (most) => {
      if (inHand === 0 && left === 0) return undefined;
      pieces += 1;
      if (inHand === 0) {
        left -= 1;
        inHand = payload;
        return new Uint8Array(5);
      }
      const octets = Math.min(inHand, most);
      inHand -= octets;
      return new Uint8Array(octets);
    },
    sent: () => outbound.flush(),
  });
  outbound.flush();
  while (inHand > 0 || left > 0) await new Promise(setImmediate);
  return pieces;
}

for (const payload of [16_384, 65_536, 1_048_576]) {
  for (const messages of [16, 32, 64, 1024]) {
    test(`${messages} waiting messages of ${payload} octets go out in at most 1.25 pieces each, and one for each 16 KiB begun`, async (t) => {
      const each = (await piecesOf(messages, payload)) / messages;
      t.true(each <= 1.25 + Math.ceil(payload / 16_384), `${each} pieces a message`);
    });
  }
}

test("nothing is handed to a stream that has ended or is destroyed, and what was lost has not gone out", async (t) => {
  const ended = made([1]);
  ended.stream.end();
  ended.outbound.flush();
  t.deepEqual(ended.batches, [1]);
  const destroyed = made([1, 2]);
  destroyed.outbound.flush();
  destroyed.stream.destroy();
  await new Promise(setImmediate);
  t.deepEqual(destroyed.sent, []);
});
