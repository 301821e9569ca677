/**
 * The flow-control windows that a peer grants (RFC 9113, Section 5.2).
 *
 * @module
 */
import type { Http2Setting } from "./http2-event.ts";

const DEFAULT_WINDOW = 65535;

/** The send windows of a connection and of its streams, in octets. */
export class FlowControlWindows {
  readonly #streams = new Map<number, number>();
  #connection = DEFAULT_WINDOW;
  #initial = DEFAULT_WINDOW;

  /** Returns how many octets of DATA both windows allow on a stream; negative after more was sent than allowed. */
  available(stream: number): number {
    return Math.min(this.#connection, this.streamWindow(stream));
  }

  /** Returns the window of the stream alone. */
  streamWindow(stream: number): number {
    return this.#streams.get(stream) ?? this.#initial;
  }

  /** Counts octets of sent DATA, padding included. */
  consume(stream: number, octets: number): void {
    this.#connection -= octets;
    this.#streams.set(stream, this.streamWindow(stream) - octets);
  }

  /** Counts a WINDOW_UPDATE; stream 0 is the connection. */
  increase(stream: number, octets: number): void {
    if (stream === 0) this.#connection += octets;
    else this.#streams.set(stream, this.streamWindow(stream) + octets);
  }

  /** Applies SETTINGS: a new initial window changes the windows of open streams as well (RFC 9113, Section 6.9.2). */
  applySettings(settings: readonly Http2Setting[]): void {
    for (const { identifier, value } of settings) {
      if (identifier !== "INITIAL_WINDOW_SIZE") continue;
      for (const [stream, window] of this.#streams) this.#streams.set(stream, window + value - this.#initial);
      this.#initial = value;
    }
  }
}
