import { Writable } from "node:stream";

import test from "ava";

import type { ConnectionCore } from "../../../../reference/connection/index.ts";
import { Binding } from "../../../../reference/http2/stream/binding.ts";

/** Core that returns all queued octets as one batch. */
class FakeCore {
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
    // Not observed.
  }
}

/** Binding to a stream that records its writes. */
class RecordingBinding extends Binding<ConnectionCore> {
  readonly written: number[][] = [];
  readonly fakeCore = new FakeCore();

  constructor() {
    super();
    this.core = this.fakeCore as unknown as ConnectionCore;
    this.output = new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        this.written.push([...chunk]);
        done();
      },
    });
  }

  send(octet: number): void {
    this.fakeCore.queue(octet);
    this.scheduleWrite();
  }

  override sendHeaders(): void {}
  override sendResponse(): void {}
  override sendEndStream(): void {}
  override sendReset(): void {}
  override setReceivePaused(): void {}
  override windowForPeer(): number {
    return 0;
  }
}

test("output of one task is written at once after the task", async (t) => {
  const binding = new RecordingBinding();
  for (const octet of [1, 2, 3]) binding.send(octet);
  t.deepEqual(binding.written, []);
  await new Promise(setImmediate);
  t.deepEqual(binding.written, [[1, 2, 3]]);
});

test("output of an input is written at once after the outermost input", (t) => {
  const binding = new RecordingBinding();
  binding.input(() => {
    for (const octet of [1, 2]) binding.send(octet);
    binding.input(() => binding.send(3));
    t.deepEqual(binding.written, []);
  });
  t.deepEqual(binding.written, [[1, 2, 3]]);
});
