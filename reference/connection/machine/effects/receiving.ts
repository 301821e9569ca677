/**
 * The actions on frames that are received.
 *
 * @module
 */
import type { Decompressor } from "../../../compression/index.ts";
import type { Frame } from "../../../schema/frames/frame.ts";
import { limit } from "../../../schema/limits.ts";
import type { ConnectionEvent } from "../../../schema/states/index.ts";
import { type ClientOpening, acknowledgeSecondPing } from "../../opening/client-opening.ts";
import type { ErrorFrame } from "../../reports/close-code.ts";
import type { ConnectionContext } from "../connection-context.ts";
import { type Message, messageSize } from "../../messages/message.ts";
import { equalOctets } from "../../timers/outstanding-pings.ts";
import { type CompressedFrame, decompressMessage, isEmptyMessage } from "../../messages/decompress-message.ts";
import type { Effect, EffectsOf, Dispatcher } from "./effect.ts";

type PingFrame = Extract<Frame, { type: "ping" }>;

/** The pings of an opening, which no limit counts. */
const OPENING_PINGS = 2;

const EMPTY = new Uint8Array(0);

/** The endpoint itself closes since the peer went over a limit. */
function closeOverLimit(life: ConnectionContext, run: Dispatcher, name: "pings" | "emptyFrames"): void {
  if (life.state !== "open") return;
  const { status } = limit.entry(name);
  life.localRequest.close = status === undefined ? { reason: "" } : { status, reason: "" };
  life.exceededLimit = name;
  run.fire(life, "close");
}

/** Counts what may come only so often: empty messages, and DATA frames that carry next to nothing. */
export function countEmpty(life: ConnectionContext, run: Dispatcher, what: "emptyMessages" | "emptyData"): void {
  if (life.exceedsRate(what)) closeOverLimit(life, run, "emptyFrames");
}

function onMessage(life: ConnectionContext, run: Dispatcher, message: Message): void {
  life.incoming.message = message;
  // When what has waited came nobody knows.
  if (isEmptyMessage(message) && !life.backlog.delayed) countEmpty(life, run, "emptyMessages");
  run.fire(life, "message", life.node.on.message);
  life.incoming.message = undefined;
}

function onCompressed(life: ConnectionContext, run: Dispatcher, frame: CompressedFrame): void {
  const read = decompressMessage(frame, life.decompressor as Decompressor);
  if (!read.ok) {
    fireFault(life, run, read.issue);
    return;
  }
  life.budget.spend(messageSize(read.message));
  onMessage(life, run, read.message);
}

function onPing(life: ConnectionContext, run: Dispatcher, frame: PingFrame): void {
  life.incoming.data = frame.data;
  countPing(life, run, frame);
  life.incoming.data = EMPTY;
}

function countPing(life: ConnectionContext, run: Dispatcher, { kind }: PingFrame): void {
  if (kind === "pong") {
    run.fire(life, "pong");
    return;
  }
  life.statistics.pings += 1;
  const counts = life.role === "client" || life.statistics.pings > OPENING_PINGS;
  if (counts && !life.backlog.delayed && life.exceedsRate("pings")) closeOverLimit(life, run, "pings");
  else run.fire(life, "ping");
}

function onError(life: ConnectionContext, run: Dispatcher, frame: ErrorFrame): void {
  life.incoming.error = frame;
  const event: ConnectionEvent = frame.code === "CLOS" ? "clos" : "error";
  run.fire(life, event);
}

/** What is received breaks a rule. */
export function fireFault(life: ConnectionContext, run: Dispatcher, issue: NonNullable<ConnectionContext["fault"]>): void {
  life.fault = issue;
  run.fire(life, "fault");
}

/** Works on one frame. */
export function receiveFrame(life: ConnectionContext, run: Dispatcher, frame: Frame): void {
  if (frame.compression !== undefined) onCompressed(life, run, frame);
  else if (frame.type === "text" || frame.type === "binary") onMessage(life, run, frame);
  else if (frame.type === "ping") onPing(life, run, frame);
  else onError(life, run, frame);
}

const settlePing: Effect = (life) => {
  const { data } = life.incoming;
  life.statistics.roundTrip = life.pings.acknowledge(data, life.now) ?? life.statistics.roundTrip;
  if (life.role === "client" && equalOctets(data, (life.opening as ClientOpening).secondPingData)) acknowledgeSecondPing(life.opening as ClientOpening);
};

const keepMessage: Effect = (life) => {
  const { message } = life.incoming;
  if (message === undefined) return;
  const opening = life.opening as ClientOpening;
  opening.keptMessages.push(message);
  opening.keptOctets += messageSize(message);
  life.statistics.received.messages += 1;
};

/** The effects on frames. */
export const receivingEffects: EffectsOf<"keep-message" | "deliver" | "settle-ping" | "keep-code"> = {
  "keep-message": keepMessage,
  deliver: (life) => {
    if (life.incoming.message === undefined) return;
    life.statistics.received.messages += 1;
    life.inbox.queueMessage(life.incoming.message);
  },
  "settle-ping": settlePing,
  "keep-code": (life) => {
    life.peerError = life.incoming.error;
  },
};
