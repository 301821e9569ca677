/**
 * What a mutant is: a reference peer with one fault.
 */
import type { Mutation } from "../lab-peer.ts";
import type { LabStream } from "../lab-stream.ts";
import { byFrame, type FrameChange } from "./frames.ts";

/** A peer that is wrong on purpose. */
export interface Mutant {
  readonly name: string;
  readonly role: "client" | "server";
  /** What it does wrong. */
  readonly does: string;
  /** The case that has to find it, with what verdict: where a limit may be left to the peer, `unimplemented`. */
  readonly found: readonly [id: string, verdict: "fail" | "wrong-code" | "non-strict" | "unimplemented"];
  readonly mutation: Mutation;
}

/** Frames that go out, changed one by one; each connection has a state of its own. */
export const out = (change: (stream: LabStream) => FrameChange): Mutation => ({ out: (stream) => byFrame(change(stream)) });

/** Frames that come in, changed before the core sees them. */
export const into = (change: (stream: LabStream) => FrameChange): Mutation => ({ in: (stream) => byFrame(change(stream)) });
