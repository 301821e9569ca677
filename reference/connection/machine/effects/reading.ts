/**
 * Reads octets as frames, and leaves compressed messages unread while the application or other connections have to go first: a small
 * payload can decompress into many octets.
 *
 * @module
 */
import { ByteBuffer } from "../../../bytes/byte-buffer.ts";
import type { Frame } from "../../../wire/frame-types.ts";
import type { UnreadFrames } from "../../queues/backlog.ts";
import { overBudget } from "../budget-share.ts";
import type { ConnectionContext } from "../connection-context.ts";
import { fireFault, receiveError } from "./closing.ts";
import type { Effect, EffectsOf } from "./effect.ts";
import { receiveCompressed, receiveMessage } from "./messages.ts";
import { receivePing } from "./pings.ts";

/**
 * The octets decoded at once on a connection with compression: one DATA frame of the usual size. Decoded frames that stay unread take
 * more memory than their octets.
 */
const MAX_DECODE_PIECE = 16384;

const EMPTY = new Uint8Array(0);

/** Returns whether a further compressed message stays unread, because of the messages that wait here or on all connections. */
export function inboxOverfull(context: ConnectionContext): boolean {
  const { inbox, limits } = context;
  return inbox.queuedOctets > limits.queuedOctets || overBudget(context);
}

function mustWait(context: ConnectionContext): boolean {
  if (!inboxOverfull(context)) return context.budget.exhausted;
  if (context.inbox.paused) context.backlog.delayed = true;
  return true;
}

function receiveFrame(context: ConnectionContext, frame: Frame): void {
  if (frame.compression !== undefined) receiveCompressed(context, frame);
  else if (frame.type === "text" || frame.type === "binary") receiveMessage(context, frame);
  else if (frame.type === "ping") receivePing(context, frame);
  else receiveError(context, frame);
}

/** Handles frames while the state permits it. @returns whether the octets after them are to be read now */
function readFrames(context: ConnectionContext, { frames, next }: UnreadFrames): boolean {
  for (let at = next; at < frames.length; at += 1) {
    const frame = frames[at] as Frame;
    if (frame.compression !== undefined && mustWait(context)) {
      context.backlog.setUnread({ frames, next: at });
      return false;
    }
    receiveFrame(context, frame);
    if (!context.readsFrames) {
      context.backlog.drop();
      return false;
    }
  }
  const found = context.decoder?.fault;
  if (found === undefined || context.fault !== undefined) return true;
  context.backlog.drop();
  fireFault(context, found);
  return false;
}

function readOctets(context: ConnectionContext, octets: Uint8Array): void {
  const { decoder, backlog } = context;
  if (decoder === undefined) return;
  const size = context.decompressor === undefined ? octets.length : MAX_DECODE_PIECE;
  for (let at = 0; at < octets.length; at += size) {
    const piece = octets.length <= size ? octets : octets.subarray(at, at + size);
    if (readFrames(context, { frames: decoder.push(piece), next: 0 })) continue;
    if (backlog.hasFrames) backlog.addOctets(octets.subarray(at + size));
    return;
  }
}

const parse: Effect = (context) => {
  const { octets } = context.incoming;
  context.incoming.octets = EMPTY;
  const { heldOctets } = context;
  context.heldOctets = undefined;
  if (heldOctets !== undefined) readOctets(context, heldOctets.take());
  if (context.backlog.hasFrames) context.backlog.addOctets(octets);
  else if (octets.length > 0 && context.readsFrames) readOctets(context, octets);
};

/** Returns whether {@link readBacklog} would make progress. */
export function canReadBacklog(context: ConnectionContext): boolean {
  const { backlog } = context;
  return backlog.hasFrames ? !mustWait(context) : backlog.peerEnded;
}

function fireNextEnd(context: ConnectionContext): void {
  const end = context.backlog.takeEnd();
  if (end === undefined || context.state === "closed") return;
  context.incoming.seen = end.seen;
  context.incoming.reset = end.reset;
  context.fire(end.event);
}

/** Reads unread frames and octets from the backlog, then the end of the stream that followed them. */
export function readBacklog(context: ConnectionContext): void {
  const { backlog } = context;
  context.incoming.seen = "";
  if (!backlog.hasFrames) fireNextEnd(context);
  else if (readFrames(context, backlog.takeFrames())) readOctets(context, backlog.takeOctets());
  if (!backlog.hasFrames) backlog.delayed = false;
}

/** The effects on received octets. */
export const readingEffects: EffectsOf<"hold" | "parse" | "discard"> = {
  hold: (context) => {
    const { octets } = context.incoming;
    context.incoming.octets = EMPTY;
    if (octets.length === 0) return;
    context.heldOctets ??= new ByteBuffer();
    context.heldOctets.add(octets);
  },
  parse,
  discard: (context) => {
    context.heldOctets = undefined;
  },
};
