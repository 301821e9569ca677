/**
 * Packs short messages into one buffer: an object for each would take a hundred times the memory of its octets.
 *
 * @module
 */
import { utf8Length, utf8Text, utf8Write } from "../../layout/runtime/text.ts";
import type { Message } from "../message.ts";

/** The longest message that is packed, in octets. */
const MAX_PACKED_MESSAGE = 64;

/** The greatest ASCII character. */
const MAX_ASCII = 0x7f;

/** The bit of a length octet that marks a text. */
const TEXT = 0x80;

/** The largest capacity, in octets. */
const MAX_CAPACITY = 4096;

/** The smallest capacity, in octets. */
const MIN_CAPACITY = 64;

/** A queue of short messages in one buffer: for each, its type and its length in one octet, and its octets, those of a text in UTF-8. */
export class PackedMessages {
  #buffer = new Uint8Array(MIN_CAPACITY);
  #readOffset = 0;
  #writeOffset = 0;

  /** Whether all messages have been taken. */
  get empty(): boolean {
    return this.#readOffset === this.#writeOffset;
  }

  /** Adds a message; a text is well-formed. @returns `false` if it is too long or does not fit */
  add(message: Message): boolean {
    return message.type === "text" ? this.#addText(message.text) : this.#addOctets(message.bytes);
  }

  #addOctets(octets: Uint8Array): boolean {
    if (!this.#reserve(octets.length)) return false;
    this.#buffer[this.#writeOffset] = octets.length;
    this.#buffer.set(octets, this.#writeOffset + 1);
    this.#writeOffset += 1 + octets.length;
    return true;
  }

  #addText(text: string): boolean {
    return text.length === 1 && text.charCodeAt(0) <= MAX_ASCII ? this.#addCharacter(text.charCodeAt(0)) : this.#addLongerText(text);
  }

  /** Adds a text of one ASCII character, without the calls into the engine that other texts need. */
  #addCharacter(character: number): boolean {
    if (!this.#reserve(1)) return false;
    this.#buffer[this.#writeOffset] = TEXT | 1;
    this.#buffer[this.#writeOffset + 1] = character;
    this.#writeOffset += 2;
    return true;
  }

  #addLongerText(text: string): boolean {
    // A text has at least as many octets as code units.
    const length = text.length > MAX_PACKED_MESSAGE ? text.length : utf8Length(text);
    if (!this.#reserve(length)) return false;
    this.#buffer[this.#writeOffset] = TEXT | length;
    utf8Write(this.#buffer, text, this.#writeOffset + 1, length);
    this.#writeOffset += 1 + length;
    return true;
  }

  /** Makes room for a message. @returns `false` if it is too long or does not fit */
  #reserve(octets: number): boolean {
    const end = this.#writeOffset + 1 + octets;
    if (octets > MAX_PACKED_MESSAGE || end > MAX_CAPACITY) return false;
    if (end <= this.#buffer.length) return true;
    const larger = new Uint8Array(Math.min(MAX_CAPACITY, this.#buffer.length * 4));
    larger.set(this.#buffer);
    this.#buffer = larger;
    return true;
  }

  /** Removes and returns the first message, with memory of its own. The caller checks {@link PackedMessages.empty} first. */
  take(): Message {
    const head = this.#buffer[this.#readOffset] as number;
    const start = this.#readOffset + 1;
    const end = start + (head & ~TEXT);
    this.#readOffset = end;
    if (head < TEXT) return { type: "binary", bytes: this.#buffer.slice(start, end) };
    return { type: "text", text: utf8Text(this.#buffer, start, end) ?? "" };
  }
}
