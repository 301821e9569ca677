/**
 * The actions on what is received.
 *
 * @module
 */
import type { Decompressor } from "../../compression/index.ts";
import type { Frame } from "../../schema/frames/frame.ts";
import { limit } from "../../schema/limits.ts";
import type { ConnectionEvent } from "../../schema/states/index.ts";
import { type ClientOpening, noteAnswer } from "../client-opening.ts";
import type { ErrorFrame } from "../close-code.ts";
import type { Life } from "../life.ts";
import { sameData } from "../pings.ts";
import type { Message } from "../message.ts";
import { type CompressedFrame, decompressed, isEmpty } from "../read-message.ts";
import type { Effect, EffectsOf, Run } from "./effect.ts";

type PingFrame = Extract<Frame, { type: "ping" }>;

/** The pings of an opening, which no limit counts. */
const OPENING_PINGS = 2;

const NOTHING = new Uint8Array(0);

/** The endpoint itself closes since the peer went over a limit. */
function closeFor(life: Life, run: Run, name: "pings" | "emptyFrames"): void {
  if (life.state !== "open") return;
  const { status } = limit.entry(name);
  life.wish.close = status === undefined ? { reason: "" } : { status, reason: "" };
  life.overLimit = name;
  run.fire(life, "close");
}

/** Counts what may come only so often: empty messages, and DATA frames that carry next to nothing. */
export function countEmpty(life: Life, run: Run, what: "emptyMessages" | "emptyData"): void {
  if (life.tooOften(what)) closeFor(life, run, "emptyFrames");
}

function onMessage(life: Life, run: Run, message: Message): void {
  life.incoming.message = message;
  if (isEmpty(message)) countEmpty(life, run, "emptyMessages");
  run.fire(life, "message", life.node.on.message);
  life.incoming.message = undefined;
}

function onCompressed(life: Life, run: Run, frame: CompressedFrame): void {
  const read = decompressed(frame, life.decompressor as Decompressor);
  if (read.ok) onMessage(life, run, read.message);
  else fault(life, run, read.issue);
}

function onPing(life: Life, run: Run, frame: PingFrame): void {
  life.incoming.data = frame.data;
  firePing(life, run, frame);
  life.incoming.data = NOTHING;
}

function firePing(life: Life, run: Run, { kind }: PingFrame): void {
  if (kind === "pong") {
    run.fire(life, "pong");
    return;
  }
  life.counts.pings += 1;
  const counts = life.role === "client" || life.counts.pings > OPENING_PINGS;
  if (counts && life.tooOften("pings")) closeFor(life, run, "pings");
  else run.fire(life, "ping");
}

function onError(life: Life, run: Run, frame: ErrorFrame): void {
  life.incoming.error = frame;
  const event: ConnectionEvent = frame.code === "CLOS" ? "clos" : "error";
  run.fire(life, event);
}

function fault(life: Life, run: Run, issue: NonNullable<Life["fault"]>): void {
  life.fault = issue;
  run.fire(life, "fault");
}

function receiveFrame(life: Life, run: Run, frame: Frame): void {
  if (frame.compression !== undefined) onCompressed(life, run, frame);
  else if (frame.type === "text" || frame.type === "binary") onMessage(life, run, frame);
  else if (frame.type === "ping") onPing(life, run, frame);
  else onError(life, run, frame);
}

/** Frame by frame, for as long as the state reads. */
function readOctets(life: Life, run: Run, octets: Uint8Array): void {
  const { decoder } = life;
  if (decoder === undefined) return;
  for (const frame of decoder.push(octets)) {
    receiveFrame(life, run, frame);
    if (!run.reads(life)) return;
  }
  if (decoder.fault !== undefined && life.fault === undefined) fault(life, run, decoder.fault);
}

const parse: Effect = (life, run) => {
  const { octets } = life.incoming;
  life.incoming.octets = NOTHING;
  if (life.held.length > 0) readOctets(life, run, life.held.take());
  if (octets.length > 0 && run.reads(life)) readOctets(life, run, octets);
};

const settlePing: Effect = (life) => {
  const { data } = life.incoming;
  life.counts.roundTrip = life.pings.settle(data, life.now) ?? life.counts.roundTrip;
  if (life.role === "client" && sameData(data, (life.opening as ClientOpening).second)) noteAnswer(life.opening as ClientOpening);
};

const keepMessage: Effect = (life) => {
  const { message } = life.incoming;
  if (message === undefined) return;
  const opening = life.opening as ClientOpening;
  opening.kept.push(message);
  opening.keptOctets += message.type === "binary" ? message.bytes.length : message.text.length;
  life.counts.received.messages += 1;
};

/** The effects on what is received. */
export const receivingEffects: EffectsOf<"hold" | "parse" | "discard" | "keep-message" | "deliver" | "settle-ping" | "keep-code"> = {
  hold: (life) => {
    life.held.add(life.incoming.octets);
    life.incoming.octets = NOTHING;
  },
  parse,
  discard: () => undefined,
  "keep-message": keepMessage,
  deliver: (life) => {
    if (life.incoming.message === undefined) return;
    life.counts.received.messages += 1;
    life.inbox.message(life.incoming.message);
  },
  "settle-ping": settlePing,
  "keep-code": (life) => {
    life.peerError = life.incoming.error;
  },
};
