/**
 * What waits for the application: messages, and behind them how the connection ended.
 *
 * @module
 */
import type { LimitValues } from "../layout/limits.ts";
import { Fifo } from "./fifo.ts";
import type { Message } from "./message.ts";

/** A call that the application gets in its turn. */
export type Call = () => void;

/** A view that holds on to so many times its own octets is copied before it waits. */
const HOLDS_ON = 2;

const isMessage = (item: Message | Call): item is Message => typeof item !== "function";

/** Octets of a message, a text counted by its UTF-16 code units. */
function sizeOf(message: Message): number {
  return message.type === "text" ? message.text.length : message.bytes.length;
}

/** A small view would keep the whole buffer that it was read into. Not by slice, which is a view where the octets are a Buffer. */
function compact(message: Message): Message {
  if (message.type === "text") return message;
  const { bytes } = message;
  return bytes.buffer.byteLength > bytes.length * HOLDS_ON ? { type: "binary", bytes: new Uint8Array(bytes) } : message;
}

/** The queue to one application. */
export class Inbox {
  readonly #items = new Fifo<Message | Call>();
  readonly #limits: LimitValues<"queuedOctets" | "queuedMessages">;
  #messages = 0;
  #octets = 0;
  #delivering = false;
  /** Whether messages wait. */
  paused = false;

  /** @param limits - over which the window is withheld */
  constructor(limits: LimitValues<"queuedOctets" | "queuedMessages">) {
    this.#limits = limits;
  }

  /** Whether the messages that wait are over a limit. */
  get full(): boolean {
    return this.#messages > this.#limits.queuedMessages || this.#octets > this.#limits.queuedOctets;
  }

  /** Messages that wait. */
  get messages(): number {
    return this.#messages;
  }

  /** Adds a message. */
  message(message: Message): void {
    this.#items.push(this.paused ? compact(message) : message);
    this.#messages += 1;
    this.#octets += sizeOf(message);
  }

  /** Adds a call, which comes behind the messages that wait. */
  call(call: Call): void {
    this.#items.push(call);
  }

  /** Whether the application has its turn. */
  get delivering(): boolean {
    return this.#delivering;
  }

  /** Hands over what may be handed over. What the application does meanwhile comes in its turn. */
  deliver(to: { message(message: Message): void }): void {
    this.#delivering = true;
    try {
      for (let item = this.#items.first; item !== undefined; item = this.#items.first) {
        if (!isMessage(item)) {
          this.#items.shift();
          item();
        } else if (this.paused) {
          break;
        } else {
          this.#items.shift();
          this.#messages -= 1;
          this.#octets -= sizeOf(item);
          to.message(item);
        }
      }
    } finally {
      this.#delivering = false;
    }
  }
}
