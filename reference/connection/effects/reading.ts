/**
 * Reading octets as frames, and what is left unread for now: compressed messages multiply what a window holds, and they take time.
 *
 * @module
 */
import type { Frame } from "../../schema/frames/frame.ts";
import type { Unread } from "../backlog.ts";
import type { Life } from "../life.ts";
import type { Effect, EffectsOf, Run } from "./effect.ts";
import { fault, receiveFrame } from "./receiving.ts";

/**
 * Where messages can be compressed, so many octets are cut into frames at once: one DATA frame of the usual size. Frames left unread
 * take more memory than their octets.
 */
const PIECE = 16384;

const NOTHING = new Uint8Array(0);

/**
 * Whether so much waits for the application that a compressed message stays unread. Over what withholds the window by a whole
 * message, so that a slow application alone keeps no ping from being read.
 */
export function overfull({ inbox, limits }: Life): boolean {
  return inbox.octets > limits.message + limits.queuedOctets;
}

function leavesUnread(life: Life): boolean {
  if (!overfull(life)) return life.allowance.spent;
  life.backlog.late = true;
  return true;
}

/** Frame by frame, for as long as the state reads. @returns whether the octets behind them are to be read now */
function readFrames(life: Life, run: Run, { frames, from }: Unread): boolean {
  for (let at = from; at < frames.length; at += 1) {
    const frame = frames[at] as Frame;
    if (frame.compression !== undefined && leavesUnread(life)) {
      life.backlog.leave({ frames, from: at });
      return false;
    }
    receiveFrame(life, run, frame);
    if (!run.reads(life)) {
      life.backlog.drop();
      return false;
    }
  }
  const found = life.decoder?.fault;
  if (found === undefined || life.fault !== undefined) return true;
  life.backlog.drop();
  fault(life, run, found);
  return false;
}

function readOctets(life: Life, run: Run, octets: Uint8Array): void {
  const { decoder, backlog } = life;
  if (decoder === undefined) return;
  const piece = life.decompressor === undefined ? octets.length : PIECE;
  for (let at = 0; at < octets.length; at += piece) {
    const part = octets.length <= piece ? octets : octets.subarray(at, at + piece);
    if (readFrames(life, run, { frames: decoder.push(part), from: 0 })) continue;
    if (backlog.waits) backlog.add(octets.subarray(at + piece));
    return;
  }
}

const parse: Effect = (life, run) => {
  const { octets } = life.incoming;
  life.incoming.octets = NOTHING;
  if (life.held.length > 0) readOctets(life, run, life.held.take());
  if (life.backlog.waits) life.backlog.add(octets);
  else if (octets.length > 0 && run.reads(life)) readOctets(life, run, octets);
};

/** Whether {@link readOn} gets further now. */
export function canReadOn(life: Life): boolean {
  const { backlog } = life;
  return backlog.waits ? !leavesUnread(life) : backlog.ended;
}

function endNow(life: Life, run: Run): void {
  const end = life.backlog.takeEnd();
  if (end === undefined || life.state === "closed") return;
  life.incoming.seen = end.seen;
  life.incoming.reset = end.reset;
  run.fire(life, end.event);
}

/** Reads on where reading stopped; behind all that was unread comes what ended the stream. */
export function readOn(life: Life, run: Run): void {
  const { backlog } = life;
  life.incoming.seen = "";
  if (!backlog.waits) endNow(life, run);
  else if (readFrames(life, run, backlog.takeFrames())) readOctets(life, run, backlog.takeOctets());
  if (!backlog.waits) backlog.late = false;
}

/** The effects on octets. */
export const readingEffects: EffectsOf<"hold" | "parse" | "discard"> = {
  hold: (life) => {
    life.held.add(life.incoming.octets);
    life.incoming.octets = NOTHING;
  },
  parse,
  discard: (life) => void life.held.take(),
};
