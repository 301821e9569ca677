/**
 * Models the queue of frames to send. The order is that of the draft: the frame that has begun, an opening pong, pings and pongs,
 * messages, the error frame.
 *
 * @module
 */

/** Kinds of frames by rank; frames of a lower rank are sent first. */
const ranks = { "opening-pong": 0, ping: 1, pong: 1, message: 2, error: 3 } as const;

/** The kind of a queued frame. */
export type QueuedFrameKind = keyof typeof ranks;

interface QueuedFrame {
  readonly kind: QueuedFrameKind;
  hex: string;
  begun: boolean;
}

const HEX_DIGITS_PER_OCTET = 2;

/** The queue of frames to send. */
export class ModelQueue {
  #waiting: QueuedFrame[] = [];

  /** Whether the queue is empty. */
  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Returns `begun` or `whole` if a frame of that kind is in the queue: whether a part of it has been sent. */
  waits(kind: QueuedFrameKind): "begun" | "whole" | undefined {
    const found = this.#waiting.find((each) => each.kind === kind);
    return found === undefined ? undefined : found.begun ? "begun" : "whole";
  }

  /** Adds a frame behind the frames of its rank; a pong replaces a pong of which no octet has been sent. */
  add(kind: QueuedFrameKind, hex: string): void {
    const same = this.#waiting.find((each) => kind === "pong" && each.kind === kind && !each.begun);
    if (same !== undefined) {
      same.hex = hex;
      return;
    }
    const before = this.#waiting.filter((each) => each.begun || ranks[each.kind] <= ranks[kind]).length;
    this.#waiting.splice(before, 0, { kind, hex, begun: false });
  }

  /** Drops the frames that have not begun. @param keepError - whether to keep the error frame */
  drop(keepError: boolean): void {
    this.#waiting = this.#waiting.filter((each) => each.begun || (keepError && each.kind === "error"));
  }

  /** Removes at most that many octets. @returns the octets in hexadecimal */
  take(octets: number): string {
    let out = "";
    for (let left = octets; left > 0 && !this.empty; left = octets - out.length / HEX_DIGITS_PER_OCTET) {
      const first = this.#waiting[0] as QueuedFrame;
      out += first.hex.slice(0, left * HEX_DIGITS_PER_OCTET);
      first.hex = first.hex.slice(left * HEX_DIGITS_PER_OCTET);
      first.begun = true;
      if (first.hex === "") this.#waiting.shift();
    }
    return out;
  }
}
