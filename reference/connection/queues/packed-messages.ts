/**
 * Short binary messages that wait, packed together: an array of octets for each would have a hundred times the memory of its octets.
 *
 * @module
 */
import type { Message } from "../messages/message.ts";

/** A message of more octets waits by itself. */
const MAX_PACKED_MESSAGE = 64;

/** The room of one pack in octets. */
const MAX_CAPACITY = 4096;

/** The smallest room. */
const MIN_CAPACITY = 64;

/** A run of messages: each its length in one octet, and its octets. */
export class PackedMessages {
  #buffer = new Uint8Array(MIN_CAPACITY);
  #readOffset = 0;
  #writeOffset = 0;

  /** Whether no message is left. */
  get empty(): boolean {
    return this.#readOffset === this.#writeOffset;
  }

  /** Adds a message at the end. @returns whether it was one for this pack, which has room for it */
  add(message: Message): boolean {
    if (message.type === "text") return false;
    const { bytes } = message;
    const to = this.#writeOffset + 1 + bytes.length;
    if (bytes.length > MAX_PACKED_MESSAGE || to > MAX_CAPACITY) return false;
    if (to > this.#buffer.length) this.#grow();
    this.#buffer[this.#writeOffset] = bytes.length;
    this.#buffer.set(bytes, this.#writeOffset + 1);
    this.#writeOffset = to;
    return true;
  }

  #grow(): void {
    const room = new Uint8Array(Math.min(MAX_CAPACITY, this.#buffer.length * 4));
    room.set(this.#buffer);
    this.#buffer = room;
  }

  /** Takes the first message, which has octets of its own. Only where one is left. */
  take(): Message {
    const start = this.#readOffset + 1;
    const end = start + (this.#buffer[this.#readOffset] as number);
    this.#readOffset = end;
    return { type: "binary", bytes: this.#buffer.slice(start, end) };
  }
}
