/**
 * What `send` was given, as messages in its order: a Blob gives its octets only later, and what comes behind it waits.
 *
 * @module
 */
import { types } from "node:util";

/** What is sent: text, or octets. */
type MessageData = string | Uint8Array;

/** A message, and how many octets it has. */
interface SizedMessage {
  readonly octets: number;
  readonly data: MessageData | Promise<MessageData>;
}

async function fromBlob(blob: Blob): Promise<MessageData> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** The caller may change the octets as soon as `send` has returned. */
function copied(bytes: Uint8Array): SizedMessage {
  return { octets: bytes.length, data: bytes.slice() };
}

/** Octets and Blobs make binary messages; anything else is turned into a string, lone surrogates into U+FFFD. */
function readMessage(given: unknown): SizedMessage {
  if (given instanceof Blob) return { octets: given.size, data: fromBlob(given) };
  if (ArrayBuffer.isView(given)) return copied(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
  // Also one of another realm, as test runners and vm have them.
  if (types.isArrayBuffer(given)) return copied(new Uint8Array(given));
  // Not by String, which takes a symbol.
  const text = `${given as string}`.toWellFormed();
  return { octets: Buffer.byteLength(text), data: text };
}

/** Where messages go. */
export interface OutgoingTarget {
  /** Takes a message with so many octets. */
  readonly send: (data: MessageData, octets: number) => void;
  /** A Blob of so many octets cannot be read any more. */
  readonly fail: (error: unknown, octets: number) => void;
}

/** Messages on their way to a connection. */
export class OutgoingMessages {
  readonly #target: OutgoingTarget;
  #waiting = 0;
  #last: Promise<void> | undefined;

  constructor(sink: OutgoingTarget) {
    this.#target = sink;
  }

  /** Octets that wait for a Blob, or are in one. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Sends what `send` was given. */
  send(given: unknown): void {
    const { octets, data } = readMessage(given);
    if (this.#last === undefined && !(data instanceof Promise)) this.#target.send(data, octets);
    else this.#later(octets, data);
  }

  /** Calls back when all that was sent before has gone to the sink. */
  after(next: () => void): void {
    if (this.#last === undefined) next();
    else this.#chain(this.#last.then(next));
  }

  #later(octets: number, data: MessageData | Promise<MessageData>): void {
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

  /** Nothing waits any more when the last link of the chain is done. */
  #chain(link: Promise<void>): void {
    const last = link.finally(() => {
      if (this.#last === last) this.#last = undefined;
    });
    this.#last = last;
  }
}
