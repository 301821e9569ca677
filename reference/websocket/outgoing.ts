/**
 * What `send` was given, as messages in its order: a Blob gives its octets only later, and what comes behind it waits.
 *
 * @module
 */
import type { Message } from "../connection/index.ts";

/** What can be sent. */
export type Sendable = string | Blob | ArrayBufferLike | ArrayBufferView;

/** A message, and how many octets of the application it has. */
interface Sized {
  readonly octets: number;
  readonly message: Message | Promise<Message>;
}

const binary = (bytes: Uint8Array): Message => ({ type: "binary", bytes });

async function fromBlob(blob: Blob): Promise<Message> {
  return binary(new Uint8Array(await blob.arrayBuffer()));
}

/** Octets and Blobs make binary messages; anything else is turned into a string, lone surrogates into U+FFFD. */
function read(data: unknown): Sized {
  if (data instanceof Blob) return { octets: data.size, message: fromBlob(data) };
  if (ArrayBuffer.isView(data)) return { octets: data.byteLength, message: binary(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)) };
  if (data instanceof ArrayBuffer) return { octets: data.byteLength, message: binary(new Uint8Array(data)) };
  const text = String(data).toWellFormed();
  return { octets: Buffer.byteLength(text), message: { type: "text", text } };
}

/** Where messages go. */
export interface Sink {
  /** Takes a message, whose octets the caller may change afterwards. */
  readonly send: (message: Message) => void;
  /** A Blob cannot be read any more. */
  readonly fail: (error: unknown) => void;
}

/** Messages on their way to a connection. */
export class Outgoing {
  readonly #sink: Sink;
  #waiting = 0;
  #last: Promise<void> | undefined;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Octets that wait for a Blob, or are in one. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Sends data. @returns how many octets it has */
  send(data: unknown): number {
    const { octets, message } = read(data);
    if (this.#last === undefined && !(message instanceof Promise)) this.#sink.send(message);
    else this.#later(octets, message instanceof Promise ? message : Promise.resolve(copied(message)));
    return octets;
  }

  /** Calls back when all that was sent before has gone to the sink. */
  after(next: () => void): void {
    if (this.#last === undefined) next();
    else this.#chain(this.#last.then(next));
  }

  #later(octets: number, message: Promise<Message>): void {
    this.#waiting += octets;
    const before = this.#last ?? Promise.resolve();
    const forward = async (): Promise<void> => {
      await before;
      const ready = await message;
      this.#waiting -= octets;
      this.#sink.send(ready);
    };
    this.#chain(forward());
  }

  /** Nothing waits any more when the last link of the chain is done. */
  #chain(link: Promise<void>): void {
    const last = link.catch(this.#sink.fail).then(() => {
      if (this.#last === last) this.#last = undefined;
    });
    this.#last = last;
  }
}

function copied(message: Message): Message {
  return message.type === "binary" ? binary(message.bytes.slice()) : message;
}
