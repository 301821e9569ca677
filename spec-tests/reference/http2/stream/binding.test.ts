import { Writable } from "node:stream";

import test from "ava";

import type { ConnectionCore } from "../../../../reference/connection/index.ts";
import { Binding } from "../../../../reference/http2/stream/binding.ts";
import type { OctetObserver } from "../../../../reference/http2/stream/octet-observer.ts";
import type { ConnectionState } from "../../../../reference/schema/states/index.ts";

/** Core that returns all queued octets as one batch. */
class FakeCore {
  state: ConnectionState = "open";
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

  receiveData(octets: Uint8Array): void {
    this.calls?.push(["core", ...octets]);
  }

  /** The record of received octets, which the observer shares. */
  calls: unknown[] | undefined;
}

/** Binding to a stream that records its writes. */
class RecordingBinding extends Binding<ConnectionCore> {
  readonly written: number[][] = [];
  readonly fakeCore = new FakeCore();

  constructor(octetObserver?: OctetObserver) {
    super();
    this.core = this.fakeCore as unknown as ConnectionCore;
    if (octetObserver !== undefined) this.octetObserver = octetObserver;
    this.output = new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        this.written.push([...chunk]);
        done();
      },
    });
  }

  /** Receives octets as the stream delivers them. */
  deliver(...octets: number[]): void {
    this.contentHandler.receive(Uint8Array.from(octets));
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

test("an observer sees octets before the core handles them, and those that the core hands to HTTP, but no content of a refusal", (t) => {
  const calls: unknown[] = [];
  const binding = new RecordingBinding({
    connection: undefined,
    received: (octets) => calls.push(["in", ...octets]),
    sent: (octets) => calls.push(["out", ...octets]),
  });
  binding.fakeCore.calls = calls;
  binding.deliver(1, 2);
  binding.input(() => binding.send(3));
  binding.fakeCore.state = "refused";
  binding.deliver(4);
  t.deepEqual(calls, [["in", 1, 2], ["core", 1, 2], ["out", 3], ["core", 4]]);
});

test("a binding without an observer passes octets directly", (t) => {
  const binding = new RecordingBinding();
  t.false("octetObserver" in binding);
  t.is(binding["contentHandler"], binding);
});
