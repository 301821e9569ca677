/**
 * The queue of messages and events for the application.
 *
 * @module
 */
import { Fifo } from "../../bytes/fifo.ts";
import type { LimitValues } from "../../layout/limits.ts";
import { type Message, messageSize } from "../message.ts";
import { PackedMessages } from "./packed-messages.ts";

/** A queued call of the application. */
export type InboxCall = () => void;

/** A view is copied before it is queued if its buffer is longer than the view by more than this factor. */
const MAX_RETAINED_RATIO = 2;

/** Copies a small view, which would retain the whole buffer. It avoids `slice`, which returns a view for a Buffer of Node. */
function compact(message: Message): Message {
  if (message.type === "text") return message;
  const { bytes } = message;
  return bytes.buffer.byteLength > bytes.length * MAX_RETAINED_RATIO ? { type: "binary", bytes: new Uint8Array(bytes) } : message;
}

/** The queue to one application. It counts the queued messages and octets against their limits. */
export class Inbox {
  readonly #items = new Fifo<Message | PackedMessages | InboxCall>();
  readonly #limits: LimitValues<"queuedOctets" | "queuedMessages">;
  #messages = 0;
  #octets = 0;
  /** Whether a call of the application is in progress. */
  delivering = false;
  /** Whether the application has paused the delivery of messages. Calls behind a queued message are paused with it. */
  paused = false;

  /** @param limits - the limits above which the inbox is {@link Inbox.full} */
  constructor(limits: LimitValues<"queuedOctets" | "queuedMessages">) {
    this.#limits = limits;
  }

  /** Whether the queued messages exceed a limit. */
  get full(): boolean {
    return this.#messages > this.#limits.queuedMessages || this.#octets > this.#limits.queuedOctets;
  }

  /** The size of the queued messages: the octets of binary messages, and the UTF-16 code units of text messages. */
  get queuedOctets(): number {
    return this.#octets;
  }

  /** The number of queued messages. */
  get queuedMessages(): number {
    return this.#messages;
  }

  /** Queues a message. */
  queueMessage(message: Message): void {
    if (!this.paused) this.#items.push(message);
    else if (!this.#pack(message)) this.#items.push(compact(message));
    this.#messages += 1;
    this.#octets += messageSize(message);
  }

  /** Queues a call behind all queued messages. */
  queueCall(call: InboxCall): void {
    this.#items.push(call);
  }

  /** Packs a short message together with those before it. @returns whether the message was packed */
  #pack(message: Message): boolean {
    const { last } = this.#items;
    if (last instanceof PackedMessages && last.add(message)) return true;
    const packed = new PackedMessages();
    if (!packed.add(message)) return false;
    this.#items.push(packed);
    return true;
  }

  /** Removes and returns the first message. @param item - the first item of the queue */
  #takeMessage(item: Message | PackedMessages): Message {
    const packed = item instanceof PackedMessages;
    const message = packed ? item.take() : item;
    if (!packed || item.empty) this.#items.shift();
    this.#messages -= 1;
    this.#octets -= messageSize(message);
    return message;
  }

  /** Delivers messages and calls in order, until the queue is empty or a message is paused. Items queued meanwhile are included. */
  deliver(application: { message(message: Message): void }): void {
    const items = this.#items;
    this.delivering = true;
    try {
      for (let item = items.first; item !== undefined; item = items.first) {
        if (typeof item === "function") {
          items.shift();
          item();
        } else if (this.paused) {
          break;
        } else {
          application.message(this.#takeMessage(item));
        }
      }
    } finally {
      this.delivering = false;
    }
  }
}
