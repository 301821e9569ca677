/**
 * Messages that both ends derive from a seed, so that a receiver can compare every octet.
 *
 * @module
 */
import type { ReceivedData } from "../../reference/http2/index.ts";
import { SeededRandom } from "../common/random.ts";

const POOL = 256 * 1024;
const MAX_OCTETS = 64 * 1024;
/** One message in 50 has up to `MAX_OCTETS`; the others have up to `MEDIUM_OCTETS`. */
const LONG_EVERY = 50;
const MEDIUM_OCTETS = 2048;

const random = new SeededRandom(1);

/** Incompressible octets. */
const noise = Buffer.from(Uint8Array.from({ length: POOL }, () => random.below(256)));

const WORDS = ["price", "time", "größe", "数量", "id", ":", "12", ",", "{", "}", "\n", "true", "symbol", "🙂"];

/** Compressible text of one to four octets a character, in words that stay whole. */
const words = Array.from({ length: POOL / 4 }, () => WORDS[random.below(WORDS.length)] as string);

/** The compressible text as octets. */
const repeating = Buffer.from(words.join(""));

type MessageContent = "text" | "noise" | "repeating";
const CONTENTS: readonly MessageContent[] = ["text", "text", "noise", "repeating"];

/** The messages of one direction of one connection. */
export class MessageSequence {
  readonly #random: SeededRandom;

  /** @param seed - the same at both ends */
  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  /** Returns the next message. */
  next(): ReceivedData {
    const size = this.#random.size(0, this.#random.once(LONG_EVERY) ? MAX_OCTETS : MEDIUM_OCTETS);
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

/** Returns whether two messages are equal. */
export function sameMessage(expected: ReceivedData, found: ReceivedData): boolean {
  if (typeof expected === "string" || typeof found === "string") return expected === found;
  return Buffer.compare(expected, found) === 0;
}
