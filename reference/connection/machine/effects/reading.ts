/**
 * Reading octets as frames, and what is left unread for now: compressed messages multiply what a window holds, and they take time.
 *
 * @module
 */
import type { Frame } from "../../../schema/frames/frame.ts";
import type { UnreadFrames } from "../../queues/backlog.ts";
import type { ConnectionContext } from "../connection-context.ts";
import type { Effect, EffectsOf, Dispatcher } from "./effect.ts";
import { fireFault, receiveFrame } from "./receiving.ts";

/**
 * Where messages can be compressed, so many octets are cut into frames at once: one DATA frame of the usual size. Frames left unread
 * take more memory than their octets.
 */
const MAX_DECODE_PIECE = 16384;

const EMPTY = new Uint8Array(0);

/**
 * Whether so much waits for the application that a compressed message stays unread. Over what withholds the window by a whole
 * message, so that a slow application alone keeps no ping from being read.
 */
export function inboxOverfull({ inbox, limits }: ConnectionContext): boolean {
  return inbox.queuedOctets > limits.message + limits.queuedOctets;
}

function mustWait(life: ConnectionContext): boolean {
  if (!inboxOverfull(life)) return life.budget.exhausted;
  life.backlog.delayed = true;
  return true;
}

/** Frame by frame, for as long as the state reads. @returns whether the octets behind them are to be read now */
function readFrames(life: ConnectionContext, run: Dispatcher, { frames, next: from }: UnreadFrames): boolean {
  for (let at = from; at < frames.length; at += 1) {
    const frame = frames[at] as Frame;
    if (frame.compression !== undefined && mustWait(life)) {
      life.backlog.setUnread({ frames, next: at });
      return false;
    }
    receiveFrame(life, run, frame);
    if (!run.readsFrames(life)) {
      life.backlog.drop();
      return false;
    }
  }
  const found = life.decoder?.fault;
  if (found === undefined || life.fault !== undefined) return true;
  life.backlog.drop();
  fireFault(life, run, found);
  return false;
}

function readOctets(life: ConnectionContext, run: Dispatcher, octets: Uint8Array): void {
  const { decoder, backlog } = life;
  if (decoder === undefined) return;
  const piece = life.decompressor === undefined ? octets.length : MAX_DECODE_PIECE;
  for (let at = 0; at < octets.length; at += piece) {
    const part = octets.length <= piece ? octets : octets.subarray(at, at + piece);
    if (readFrames(life, run, { frames: decoder.push(part), next: 0 })) continue;
    if (backlog.hasFrames) backlog.addOctets(octets.subarray(at + piece));
    return;
  }
}

const parse: Effect = (life, run) => {
  const { octets } = life.incoming;
  life.incoming.octets = EMPTY;
  if (life.earlyData.length > 0) readOctets(life, run, life.earlyData.take());
  if (life.backlog.hasFrames) life.backlog.addOctets(octets);
  else if (octets.length > 0 && run.readsFrames(life)) readOctets(life, run, octets);
};

/** Whether {@link resumeReading} gets further now. */
export function canResumeReading(life: ConnectionContext): boolean {
  const { backlog } = life;
  return backlog.hasFrames ? !mustWait(life) : backlog.peerEnded;
}

function fireNextEnd(life: ConnectionContext, run: Dispatcher): void {
  const end = life.backlog.takeEnd();
  if (end === undefined || life.state === "closed") return;
  life.incoming.seen = end.seen;
  life.incoming.reset = end.reset;
  run.fire(life, end.event);
}

/** Reads on where reading stopped; behind all that was unread comes what ended the stream. */
export function resumeReading(life: ConnectionContext, run: Dispatcher): void {
  const { backlog } = life;
  life.incoming.seen = "";
  if (!backlog.hasFrames) fireNextEnd(life, run);
  else if (readFrames(life, run, backlog.takeFrames())) readOctets(life, run, backlog.takeOctets());
  if (!backlog.hasFrames) backlog.delayed = false;
}

/** The effects on octets. */
export const readingEffects: EffectsOf<"hold" | "parse" | "discard"> = {
  hold: (life) => {
    life.earlyData.add(life.incoming.octets);
    life.incoming.octets = EMPTY;
  },
  parse,
  discard: (life) => void life.earlyData.take(),
};
