/**
 * Messages of `send` in order: a Blob yields its octets asynchronously, so later messages wait for it.
 *
 * @module
 */
import { types } from "node:util";

import { hasLostBuffer } from "../bytes/octets.ts";

/** Data of a message: text, or octets. */
type MessageData = string | Uint8Array;

/** Message with its size. */
interface SizedMessage {
  /** Size in octets, of text in UTF-8. */
  readonly octets: number;
  /** Data; of a Blob a promise. */
  readonly data: MessageData | Promise<MessageData>;
}

async function fromBlob(blob: Blob): Promise<MessageData> {
  return new Uint8Array(await blob.arrayBuffer());
}

/**
 * Returns a message with a copy of the octets, which the caller may change after `send` has returned. A buffer that was transferred has no
 * octets, as in Web IDL.
 */
function copyOf(bytes: ArrayBufferView): SizedMessage {
  const data = hasLostBuffer(bytes) ? new Uint8Array() : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice();
  return { octets: data.length, data };
}

/** Returns the message of a value: octets and Blobs are binary, others become a string, in which lone surrogates become U+FFFD. */
function messageOf(value: unknown): SizedMessage {
  if (value instanceof Blob) return { octets: value.size, data: fromBlob(value) };
  if (ArrayBuffer.isView(value)) return copyOf(value);
  // Unlike `instanceof`, this accepts an ArrayBuffer of another realm, as in test runners and node:vm.
  if (types.isArrayBuffer(value)) return copyOf(value.byteLength === 0 ? new Uint8Array() : new Uint8Array(value));
  // Unlike `String`, a template throws for a symbol.
  const text = `${value as string}`.toWellFormed();
  return { octets: Buffer.byteLength(text), data: text };
}

/** Receives messages in order. */
export interface OutgoingTarget {
  /** Sends a message; `octets` is its size. */
  readonly send: (data: MessageData, octets: number) => void;
  /** Reports a Blob that cannot be read; `octets` is its size. */
  readonly fail: (error: unknown, octets: number) => void;
}

/** Queue of messages to a connection, which holds them only behind a Blob. */
export class OutgoingMessages {
  readonly #target: OutgoingTarget;
  #waiting = 0;
  #last: Promise<void> | undefined;

  /** @param target - receives the messages */
  constructor(target: OutgoingTarget) {
    this.#target = target;
  }

  /** Size of the Blobs that are being read, and of the messages that wait for them, in octets. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Sends the message of a value. */
  send(value: unknown): void {
    const { octets, data } = messageOf(value);
    if (this.#last === undefined && !(data instanceof Promise)) this.#target.send(data, octets);
    else this.#queue(octets, data);
  }

  /** Calls back when all earlier messages have been sent; at once if none waits. */
  after(next: () => void): void {
    if (this.#last === undefined) next();
    else this.#chain(this.#last.then(next));
  }

  #queue(octets: number, data: MessageData | Promise<MessageData>): void {
    this.#waiting += octets;
    const ready = Promise.resolve(data).then(
      (read) => (): void => this.#target.send(read, octets),
      (error: unknown) => (): void => this.#target.fail(error, octets),
    );
    const forward = async (): Promise<void> => {
      await this.#last;
      const act = await ready;
      this.#waiting -= octets;
      act();
    };
    this.#chain(forward());
  }

  /** Appends to the chain of promises; after its last link nothing waits. */
  #chain(link: Promise<void>): void {
    const last = link.finally(() => {
      if (this.#last === last) this.#last = undefined;
    });
    this.#last = last;
  }
}
