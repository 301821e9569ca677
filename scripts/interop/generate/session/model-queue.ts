/**
 * What waits to go out, in the order of the draft: the frame in hand, an opening pong, pings and pongs, messages, the error frame.
 *
 * @module
 */

/** Kinds of frames by rank: the lower goes out first. */
const ranks = { "opening-pong": 0, ping: 1, pong: 1, message: 2, error: 3 } as const;

/** What a frame that waits is. */
export type QueuedFrameKind = keyof typeof ranks;

interface QueuedFrame {
  readonly kind: QueuedFrameKind;
  hex: string;
  begun: boolean;
}

const HEX_DIGITS_PER_OCTET = 2;

/** The frames that wait. */
export class ModelQueue {
  #waiting: QueuedFrame[] = [];

  /** Whether nothing waits. */
  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether a frame of that kind waits, and if so whether it has begun. */
  waits(kind: QueuedFrameKind): "begun" | "whole" | undefined {
    const found = this.#waiting.find((each) => each.kind === kind);
    return found === undefined ? undefined : found.begun ? "begun" : "whole";
  }

  /** Adds a frame at its place; a pong takes that of one that waits. */
  add(kind: QueuedFrameKind, hex: string): void {
    const same = this.#waiting.find((each) => kind === "pong" && each.kind === kind && !each.begun);
    if (same !== undefined) {
      same.hex = hex;
      return;
    }
    const before = this.#waiting.filter((each) => each.begun || ranks[each.kind] <= ranks[kind]).length;
    this.#waiting.splice(before, 0, { kind, hex, begun: false });
  }

  /** Drops what has not begun. @param keepError - but the error frame */
  drop(keepError: boolean): void {
    this.#waiting = this.#waiting.filter((each) => each.begun || (keepError && each.kind === "error"));
  }

  /** Lets so many octets out. @returns them in hexadecimal */
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
