/**
 * A recording of an exchange: who sent what, and when.
 *
 * @module
 */
import type { Received } from "./receiver.ts";

/** One frame of an exchange. */
export interface Recorded {
  /** Ms from the beginning of the recording. */
  readonly at: number;
  /** `us` is the lab, `them` the peer under test. */
  readonly by: "us" | "them";
  /** What was sent: a frame, octets that are none, or a word for what happened to the transport connection. */
  readonly frame: Received["frame"] | "octets" | "note";
  /** All octets of it. */
  readonly octets: Uint8Array;
  /** In words, for a note. */
  readonly text?: string;
}

/** Takes down what happens, in order. */
export class Recording {
  readonly entries: Recorded[] = [];
  readonly #clock: () => number;
  readonly #begin: number;

  /** @param clock - the time in ms */
  constructor(clock: () => number) {
    this.#clock = clock;
    this.#begin = clock();
  }

  /** Takes down a frame, or octets. */
  add(by: Recorded["by"], frame: Recorded["frame"], octets: Uint8Array): void {
    this.entries.push({ at: this.#clock() - this.#begin, by, frame, octets });
  }

  /** Takes down in words what is no octet: a connection that opens or breaks, a step of a case. */
  note(by: Recorded["by"], text: string): void {
    this.entries.push({ at: this.#clock() - this.#begin, by, frame: "note", octets: new Uint8Array(0), text });
  }
}
