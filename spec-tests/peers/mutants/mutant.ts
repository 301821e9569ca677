/**
 * What a mutant is: a reference peer with one fault.
 */
import type { PeerMutation } from "../mutable-peer.ts";
import type { MutableStream } from "../mutable-stream.ts";
import { byFrame, type FrameChange } from "./frames.ts";

/** A peer that is wrong on purpose. */
export interface Mutant {
  readonly name: string;
  readonly role: "client" | "server";
  /** What it does wrong. */
  readonly does: string;
  /** The case that has to find it, with what verdict: where a limit may be left to the peer, `unimplemented`. */
  readonly found: readonly [id: string, verdict: "fail" | "wrong-code" | "non-strict" | "unimplemented"];
  readonly mutation: PeerMutation;
}

/** Frames that go out, changed one by one; each connection has a state of its own. */
export const mutateOutgoing = (change: (stream: MutableStream) => FrameChange): PeerMutation => ({ outgoing: (stream) => byFrame(change(stream)) });

/** Frames that come in, changed before the core sees them. */
export const mutateIncoming = (change: (stream: MutableStream) => FrameChange): PeerMutation => ({ incoming: (stream) => byFrame(change(stream)) });
