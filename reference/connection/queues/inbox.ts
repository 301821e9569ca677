/**
 * What waits for the application: messages, and behind them how the connection ended.
 *
 * @module
 */
import type { LimitValues } from "../../layout/limits.ts";
import { Fifo } from "../../bytes/fifo.ts";
import { type Message, messageSize } from "../messages/message.ts";
import { PackedMessages } from "./packed-messages.ts";

/** A call that the application gets in its turn. */
export type InboxCall = () => void;

/** A view that holds on to so many times its own octets is copied before it waits. */
const MAX_RETAINED_RATIO = 2;

/** A small view would keep the whole buffer that it was read into. Not by slice, which is a view where the octets are a Buffer. */
function compact(message: Message): Message {
  if (message.type === "text") return message;
  const { bytes } = message;
  return bytes.buffer.byteLength > bytes.length * MAX_RETAINED_RATIO ? { type: "binary", bytes: new Uint8Array(bytes) } : message;
}

/** The queue to one application. */
export class Inbox {
  readonly #items = new Fifo<Message | PackedMessages | InboxCall>();
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

  /** Octets of the messages that wait. */
  get queuedOctets(): number {
    return this.#octets;
  }

  /** Messages that wait. */
  get queuedMessages(): number {
    return this.#messages;
  }

  /** Adds a message. */
  queueMessage(message: Message): void {
    if (!this.paused) this.#items.push(message);
    else if (!this.#pack(message)) this.#items.push(compact(message));
    this.#messages += 1;
    this.#octets += messageSize(message);
  }

  /** Puts a short message that waits to the others. @returns whether it was one */
  #pack(message: Message): boolean {
    const { last } = this.#items;
    if (last instanceof PackedMessages && last.add(message)) return true;
    const packed = new PackedMessages();
    if (!packed.add(message)) return false;
    this.#items.push(packed);
    return true;
  }

  /** Takes the first item, or the first message of those packed together. */
  #next(item: Message | PackedMessages): Message {
    const message = item instanceof PackedMessages ? item.take() : item;
    if (!(item instanceof PackedMessages) || item.empty) this.#items.shift();
    this.#messages -= 1;
    this.#octets -= messageSize(message);
    return message;
  }

  /** Adds a call, which comes behind the messages that wait. */
  queueCall(call: InboxCall): void {
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
        if (typeof item === "function") {
          this.#items.shift();
          item();
        } else if (this.paused) {
          break;
        } else {
          to.message(this.#next(item));
        }
      }
    } finally {
      this.#delivering = false;
    }
  }
}
