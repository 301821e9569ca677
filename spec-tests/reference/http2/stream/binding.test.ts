import { Writable } from "node:stream";

import test from "ava";

import type { ConnectionCore } from "../../../../reference/connection/index.ts";
import { Binding } from "../../../../reference/http2/stream/binding.ts";

/** A core that hands over all that was queued as one batch, as far as the binding knows it. */
class Queue {
  readonly state = "open";
  readonly deadline = undefined;
  #queued: number[] = [];

  queue(octet: number): void {
    this.#queued.push(octet);
  }

  take(): Uint8Array | undefined {
    const octets = this.#queued;
    this.#queued = [];
    return octets.length === 0 ? undefined : Uint8Array.from(octets);
  }

  sent(): void {
    // Nobody asks.
  }
}

/** A binding to a stream that keeps what is written. */
class Bound extends Binding<ConnectionCore> {
  readonly written: number[][] = [];
  readonly queue = new Queue();

  constructor() {
    super();
    this.core = this.queue as unknown as ConnectionCore;
    this.output = new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        this.written.push([...chunk]);
        done();
      },
    });
  }

  send(octet: number): void {
    this.queue.queue(octet);
    this.scheduleWrite();
  }

  override sendHeaders(): void {}
  override sendResponse(): void {}
  override sendEndStream(): void {}
  override sendReset(): void {}
  override setReceivePaused(): void {}
  override peerWindow(): number {
    return 0;
  }
}

test("what is sent in one task goes out in one write when the task has ended", async (t) => {
  const bound = new Bound();
  for (const octet of [1, 2, 3]) bound.send(octet);
  t.deepEqual(bound.written, []);
  await new Promise(setImmediate);
  t.deepEqual(bound.written, [[1, 2, 3]]);
});

test("what is sent while an input is worked on goes out in one write behind it, at once", (t) => {
  const bound = new Bound();
  bound.input(() => {
    for (const octet of [1, 2]) bound.send(octet);
    bound.input(() => bound.send(3));
    t.deepEqual(bound.written, []);
  });
  t.deepEqual(bound.written, [[1, 2, 3]]);
});
