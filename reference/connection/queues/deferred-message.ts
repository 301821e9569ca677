/**
 * Messages that are compressed when the stream can take them, and in turns with other connections.
 *
 * @module
 */
import { ZERO_COPY_SIZE } from "../../bytes/frame-arena.ts";
import type { MessageSteps, SelectiveCompressor } from "../../compression/selective-compressor.ts";
import { utf8Length, utf8Octets } from "../../layout/runtime/text.ts";
import type { WorkBudget } from "../limits/work-budget.ts";
import { type Message, messageSize, type SendOptions, writeMessage, writeOctets } from "../message.ts";

/** The longest message that is compressed at once, in octets or UTF-16 code units, and the octets of one step of a longer one. */
export const COMPRESSION_STEP = 64 * 1024;

/** The work of compressing an octet, in octets of decompression. */
const COMPRESSION_COST = 16;

/** Counts the compression of one message, or of one step. @param octets - before compression */
export function spendCompression(budget: WorkBudget, { leastWork }: SelectiveCompressor, octets: number): void {
  budget.spend(Math.max(octets * COMPRESSION_COST, leastWork));
}

/** One message that waits uncompressed. A long one is kept by reference: all receivers of a broadcast share it. */
export class DeferredMessage {
  readonly #message: Message;
  readonly #options: SendOptions | undefined;
  readonly #compressor: SelectiveCompressor;
  readonly #budget: WorkBudget;
  /** The octets of a message that is compressed in steps. */
  readonly #octets: Uint8Array | undefined;
  #steps: MessageSteps | undefined;
  /** The octets of the message. */
  readonly payload: number;

  /**
   * @param message - of the peer's limits
   * @param options - of this message
   * @param compressor - of the connection
   * @param budget - of the turns that the connection shares
   */
  constructor(message: Message, options: SendOptions | undefined, compressor: SelectiveCompressor, budget: WorkBudget) {
    const { type } = message;
    this.#message = type === "binary" && message.bytes.length < ZERO_COPY_SIZE ? { type, bytes: new Uint8Array(message.bytes) } : message;
    this.#options = options;
    this.#compressor = compressor;
    this.#budget = budget;
    if (messageSize(message) > COMPRESSION_STEP && compressor.selects(messageSize(message), options)) {
      this.#octets = message.type === "text" ? utf8Octets(message.text) : message.bytes;
    }
    this.payload = this.#octets?.length ?? (message.type === "text" ? utf8Length(message.text) : message.bytes.length);
  }

  /** Whether its octets are gone: their buffer was transferred, or has shrunk. */
  get lost(): boolean {
    return this.#message.type === "binary" && this.#message.bytes.length !== this.payload;
  }

  /** Writes the frame into the shared arena if the budget permits it. @returns whether the frame is written */
  write(): boolean {
    return this.#octets === undefined ? this.#writeAtOnce() : this.#writeInSteps(this.#octets);
  }

  #writeAtOnce(): boolean {
    if (this.#budget.exhausted) return false;
    const selected = this.#compressor.selects(this.payload, this.#options);
    if (selected) spendCompression(this.#budget, this.#compressor, this.payload);
    writeMessage(this.#message, this.#options, selected ? this.#compressor : undefined);
    return true;
  }

  #writeInSteps(octets: Uint8Array): boolean {
    const budget = this.#budget;
    this.#steps ??= this.#compressor.begin(octets);
    while (!budget.exhausted) {
      spendCompression(budget, this.#compressor, COMPRESSION_STEP);
      if (!this.#steps.step(COMPRESSION_STEP)) continue;
      writeOctets(this.#message, this.#steps.result);
      return true;
    }
    budget.unfinished = true;
    return false;
  }
}
