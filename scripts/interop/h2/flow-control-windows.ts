/**
 * The windows of flow control that a peer gives (RFC 9113, Section 5.2).
 *
 * @module
 */
import type { Http2Setting } from "./http2-event.ts";

const DEFAULT_WINDOW = 65535;

/** How much may be sent on each stream. */
export class FlowControlWindows {
  readonly #streams = new Map<number, number>();
  #connection = DEFAULT_WINDOW;
  #initial = DEFAULT_WINDOW;

  /** How many octets of DATA may go out on a stream now; below 0 where more was sent than allowed. */
  available(stream: number): number {
    return Math.min(this.#connection, this.streamWindow(stream));
  }

  /** How many octets the window of the stream alone has. */
  streamWindow(stream: number): number {
    return this.#streams.get(stream) ?? this.#initial;
  }

  /** Counts octets of DATA that go out. */
  consume(stream: number, octets: number): void {
    this.#connection -= octets;
    this.#streams.set(stream, this.streamWindow(stream) - octets);
  }

  /** Counts a WINDOW_UPDATE. */
  increase(stream: number, octets: number): void {
    if (stream === 0) this.#connection += octets;
    else this.#streams.set(stream, this.streamWindow(stream) + octets);
  }

  /** Takes settings into account: a new initial size changes the streams that there are. */
  applySettings(settings: readonly Http2Setting[]): void {
    for (const { identifier, value } of settings) {
      if (identifier !== "INITIAL_WINDOW_SIZE") continue;
      for (const [stream, window] of this.#streams) this.#streams.set(stream, window + value - this.#initial);
      this.#initial = value;
    }
  }
}
