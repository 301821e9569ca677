/**
 * Records the frames of a connection with sender and time.
 *
 * @module
 */
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
}

/** Records frames in the order in which they are sent and received. */
export class Http2Recording {
  readonly entries: RecordingEntry[] = [];
  readonly #clock: () => number;
  readonly #begin: number;

  /** @param clock - the time in ms */
  constructor(clock: () => number) {
    this.#clock = clock;
    this.#begin = clock();
  }

  /** Records a frame or raw octets. */
  add(side: RecordingEntry["side"], frame: RecordingEntry["frame"], octets: Uint8Array): void {
    this.entries.push({ atMs: this.#clock() - this.#begin, side, frame, octets });
  }

  /** Records a text, such as the loss of the transport connection. */
  note(side: RecordingEntry["side"], text: string): void {
    this.entries.push({ atMs: this.#clock() - this.#begin, side, frame: "note", octets: new Uint8Array(0), text });
  }
}
