/**
 * A recording of an exchange: who sent what, and when.
 *
 * @module
 */
import type { ReceivedFrame } from "./receiver.ts";

/** One frame of an exchange. */
export interface RecordingEntry {
  /** Ms from the beginning of the recording. */
  readonly atMs: number;
  /** `us` is the lab, `them` the peer under test. */
  readonly side: "us" | "them";
  /** What was sent: a frame, octets that are none, or a word for what happened to the transport connection. */
  readonly frame: ReceivedFrame["frame"] | "octets" | "note";
  /** All octets of it. */
  readonly octets: Uint8Array;
  /** In words, for a note. */
  readonly text?: string;
}

/** Takes down what happens, in order. */
export class Http2Recording {
  readonly entries: RecordingEntry[] = [];
  readonly #clock: () => number;
  readonly #begin: number;

  /** @param clock - the time in ms */
  constructor(clock: () => number) {
    this.#clock = clock;
    this.#begin = clock();
  }

  /** Takes down a frame, or octets. */
  add(by: RecordingEntry["side"], frame: RecordingEntry["frame"], octets: Uint8Array): void {
    this.entries.push({ atMs: this.#clock() - this.#begin, side: by, frame, octets });
  }

  /** Takes down in words what is no octet: a connection that opens or breaks, a step of a case. */
  note(by: RecordingEntry["side"], text: string): void {
    this.entries.push({ atMs: this.#clock() - this.#begin, side: by, frame: "note", octets: new Uint8Array(0), text });
  }
}
