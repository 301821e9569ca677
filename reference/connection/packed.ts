/**
 * Short binary messages that wait, packed together: an array of octets for each would have a hundred times the memory of its octets.
 *
 * @module
 */
import type { Message } from "./message.ts";

/** A message of more octets waits by itself. */
const SHORT = 64;

/** The room of one pack in octets. */
const ROOM = 4096;

/** The smallest room. */
const LEAST = 64;

/** A run of messages: each its length in one octet, and its octets. */
export class Packed {
  #room = new Uint8Array(LEAST);
  #from = 0;
  #to = 0;

  /** Whether no message is left. */
  get empty(): boolean {
    return this.#from === this.#to;
  }

  /** Adds a message at the end. @returns whether it was one for this pack, which has room for it */
  add(message: Message): boolean {
    if (message.type === "text") return false;
    const { bytes } = message;
    const to = this.#to + 1 + bytes.length;
    if (bytes.length > SHORT || to > ROOM) return false;
    if (to > this.#room.length) this.#grow();
    this.#room[this.#to] = bytes.length;
    this.#room.set(bytes, this.#to + 1);
    this.#to = to;
    return true;
  }

  #grow(): void {
    const room = new Uint8Array(Math.min(ROOM, this.#room.length * 4));
    room.set(this.#room);
    this.#room = room;
  }

  /** Takes the first message, which has octets of its own. Only where one is left. */
  take(): Message {
    const start = this.#from + 1;
    const end = start + (this.#room[this.#from] as number);
    this.#from = end;
    return { type: "binary", bytes: this.#room.slice(start, end) };
  }
}
