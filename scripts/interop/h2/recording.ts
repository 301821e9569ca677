/**
 * Records the frames of a connection with sender and time.
 *
 * @module
 */
import type { Http2Event } from "./http2-event.ts";
import type { ReceivedFrame } from "./receiver.ts";

/** One recorded frame or note. */
export interface RecordingEntry {
  /** Time since the recording began, in ms. */
  readonly atMs: number;
  /** The sender: `us` is this program, `them` the peer under test. */
  readonly side: "us" | "them";
  /** A frame, `octets` for raw octets, `note` for an event of the transport connection. */
  readonly frame: ReceivedFrame["frame"] | "octets" | "note";
  /** The octets of the frame, its header included. */
  readonly octets: Uint8Array;
  /** The text of a note. */
  readonly text?: string;
  /** The event of a received frame, or of a note. */
  readonly event?: Http2Event | undefined;
}

/** Records frames in the order in which they are sent and received. */
export class Http2Recording {
  readonly entries: RecordingEntry[] = [];
  /** The event that a reader took last: in a case that fails, the one on which the verdict rests. */
  lastTaken: Http2Event | undefined;
  readonly #clock: () => number;
  readonly #begin: number;

  /** @param clock - the time in ms */
  constructor(clock: () => number) {
    this.#clock = clock;
    this.#begin = clock();
  }

  /** Records a frame or raw octets. */
  add(side: RecordingEntry["side"], frame: RecordingEntry["frame"], octets: Uint8Array, event?: Http2Event): void {
    this.entries.push({ atMs: this.#clock() - this.#begin, side, frame, octets, event });
  }

  /** Records a text, such as the loss of the transport connection. */
  note(side: RecordingEntry["side"], text: string, event?: Http2Event): void {
    this.entries.push({ atMs: this.#clock() - this.#begin, side, frame: "note", octets: new Uint8Array(0), text, event });
  }
}
