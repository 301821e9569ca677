/**
 * A mutant: a reference peer with one fault.
 */
import type { PeerMutation } from "../mutable-peer.ts";
import type { MutableStream } from "../mutable-stream.ts";
import { byFrame, type FrameChange } from "./frames.ts";

/** A peer with one fault. */
export interface Mutant {
  readonly name: string;
  readonly role: "client" | "server";
  /** Describes the fault; the subject is the mutant. */
  readonly does: string;
  /** The case that detects the fault, with its verdict; `unimplemented` for a limit that a peer may omit. */
  readonly found: readonly [id: string, verdict: "fail" | "wrong-code" | "non-strict" | "unimplemented"];
  readonly mutation: PeerMutation;
  /** The time that a step of the case waits, in ms; by default short, since most faults show by a missing event. */
  readonly timeoutMs?: number;
}

/** Changes sent frames one by one. `change` runs once for each connection and can keep state. */
export const mutateOutgoing = (change: (stream: MutableStream) => FrameChange): PeerMutation => ({
  outgoing: (stream) => byFrame(change(stream)),
});

/** Changes received frames one by one, before the core receives them. */
export const mutateIncoming = (change: (stream: MutableStream) => FrameChange): PeerMutation => ({
  incoming: (stream) => byFrame(change(stream)),
});
