/**
 * Packs short binary messages into one buffer: a byte array for each would take a hundred times the memory of its octets.
 *
 * @module
 */
import type { Message } from "../message.ts";

/** The longest message that is packed, in octets. */
const MAX_PACKED_MESSAGE = 64;

/** The largest capacity, in octets. */
const MAX_CAPACITY = 4096;

/** The smallest capacity, in octets. */
const MIN_CAPACITY = 64;

/** A queue of short binary messages in one buffer: for each, its length in one octet, and its octets. */
export class PackedMessages {
  #buffer = new Uint8Array(MIN_CAPACITY);
  #readOffset = 0;
  #writeOffset = 0;

  /** Whether all messages have been taken. */
  get empty(): boolean {
    return this.#readOffset === this.#writeOffset;
  }

  /** Adds a message. @returns `false` if it is a text, too long, or does not fit */
  add(message: Message): boolean {
    if (message.type === "text") return false;
    const { bytes } = message;
    const end = this.#writeOffset + 1 + bytes.length;
    if (bytes.length > MAX_PACKED_MESSAGE || end > MAX_CAPACITY) return false;
    if (end > this.#buffer.length) this.#grow();
    this.#buffer[this.#writeOffset] = bytes.length;
    this.#buffer.set(bytes, this.#writeOffset + 1);
    this.#writeOffset = end;
    return true;
  }

  #grow(): void {
    const larger = new Uint8Array(Math.min(MAX_CAPACITY, this.#buffer.length * 4));
    larger.set(this.#buffer);
    this.#buffer = larger;
  }

  /** Removes and returns the first message, with memory of its own. The caller checks {@link PackedMessages.empty} first. */
  take(): Message {
    const start = this.#readOffset + 1;
    const end = start + (this.#buffer[this.#readOffset] as number);
    this.#readOffset = end;
    return { type: "binary", bytes: this.#buffer.slice(start, end) };
  }
}
