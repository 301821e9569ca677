/**
 * The actions on frames that are received.
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
import { type Message, sizeOf } from "../message.ts";
import { sameData } from "../pings.ts";
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
  // When what has waited came nobody knows.
  if (isEmpty(message) && !life.backlog.late) countEmpty(life, run, "emptyMessages");
  run.fire(life, "message", life.node.on.message);
  life.incoming.message = undefined;
}

function onCompressed(life: Life, run: Run, frame: CompressedFrame): void {
  const read = decompressed(frame, life.decompressor as Decompressor);
  if (!read.ok) {
    fault(life, run, read.issue);
    return;
  }
  life.allowance.spend(sizeOf(read.message));
  onMessage(life, run, read.message);
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
  if (counts && !life.backlog.late && life.tooOften("pings")) closeFor(life, run, "pings");
  else run.fire(life, "ping");
}

function onError(life: Life, run: Run, frame: ErrorFrame): void {
  life.incoming.error = frame;
  const event: ConnectionEvent = frame.code === "CLOS" ? "clos" : "error";
  run.fire(life, event);
}

/** What is received breaks a rule. */
export function fault(life: Life, run: Run, issue: NonNullable<Life["fault"]>): void {
  life.fault = issue;
  run.fire(life, "fault");
}

/** Works on one frame. */
export function receiveFrame(life: Life, run: Run, frame: Frame): void {
  if (frame.compression !== undefined) onCompressed(life, run, frame);
  else if (frame.type === "text" || frame.type === "binary") onMessage(life, run, frame);
  else if (frame.type === "ping") onPing(life, run, frame);
  else onError(life, run, frame);
}

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
  opening.keptOctets += sizeOf(message);
  life.counts.received.messages += 1;
};

/** The effects on frames. */
export const receivingEffects: EffectsOf<"keep-message" | "deliver" | "settle-ping" | "keep-code"> = {
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
