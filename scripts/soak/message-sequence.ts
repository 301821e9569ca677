/**
 * What one end sends: messages that both ends know in advance from the seed, so that a receiver can compare every octet.
 *
 * @module
 */
import type { ReceivedData } from "../../reference/http2/index.ts";
import { SeededRandom } from "../common/random.ts";

const POOL = 256 * 1024;
const MAX_OCTETS = 64 * 1024;
/** One message in so many is as long as they come; the others are short or of medium length. */
const LONG_EVERY = 50;
const MEDIUM = 2048;

const random = new SeededRandom(1);

/** Octets that do not compress. */
const noise = Buffer.from(Uint8Array.from({ length: POOL }, () => random.below(256)));

const WORDS = ["price", "time", "größe", "数量", "id", ":", "12", ",", "{", "}", "\n", "true", "symbol", "🙂"];

/** Text that does, of one to four octets a character; cut only at the beginning of a word. */
const words = Array.from({ length: POOL / 4 }, () => WORDS[random.below(WORDS.length)] as string);

/** The same octets as text. */
const repeating = Buffer.from(words.join(""));

type MessageContent = "text" | "noise" | "repeating";
const CONTENTS: readonly MessageContent[] = ["text", "text", "noise", "repeating"];

/** The messages of one direction of one connection, one after another. */
export class MessageSequence {
  readonly #random: SeededRandom;

  /** @param seed - the same at both ends */
  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  /** The next message. */
  next(): ReceivedData {
    const size = this.#random.size(0, this.#random.once(LONG_EVERY) ? MAX_OCTETS : MEDIUM);
    const content = CONTENTS[this.#random.below(CONTENTS.length)];
    const at = this.#random.next();
    if (content === "text") return this.#text(size, at);
    const pool = content === "noise" ? noise : repeating;
    const from = Math.floor(at * (pool.length - size));
    return pool.subarray(from, from + size);
  }

  #text(size: number, at: number): string {
    const count = Math.ceil(size / 4);
    const from = Math.floor(at * (words.length - count));
    return words.slice(from, from + count).join("");
  }
}

/** Whether a message is the one that was sent. */
export function sameMessage(expected: ReceivedData, found: ReceivedData): boolean {
  if (typeof expected === "string" || typeof found === "string") return expected === found;
  return Buffer.compare(expected, found) === 0;
}
