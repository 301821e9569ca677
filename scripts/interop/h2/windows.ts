/**
 * The windows of flow control that a peer gives (RFC 9113, Section 5.2).
 *
 * @module
 */
import type { Setting } from "./event.ts";

const INITIAL = 65535;

/** How much may be sent on each stream. */
export class Windows {
  readonly #streams = new Map<number, number>();
  #connection = INITIAL;
  #initial = INITIAL;

  /** How many octets of DATA may go out on a stream now; below 0 where more was sent than allowed. */
  room(stream: number): number {
    return Math.min(this.#connection, this.ofStream(stream));
  }

  /** How many octets the window of the stream alone has. */
  ofStream(stream: number): number {
    return this.#streams.get(stream) ?? this.#initial;
  }

  /** Counts octets of DATA that go out. */
  spend(stream: number, octets: number): void {
    this.#connection -= octets;
    this.#streams.set(stream, this.ofStream(stream) - octets);
  }

  /** Counts a WINDOW_UPDATE. */
  add(stream: number, octets: number): void {
    if (stream === 0) this.#connection += octets;
    else this.#streams.set(stream, this.ofStream(stream) + octets);
  }

  /** Takes settings into account: a new initial size changes the streams that there are. */
  apply(settings: readonly Setting[]): void {
    for (const { identifier, value } of settings) {
      if (identifier !== "INITIAL_WINDOW_SIZE") continue;
      for (const [stream, window] of this.#streams) this.#streams.set(stream, window + value - this.#initial);
      this.#initial = value;
    }
  }
}
