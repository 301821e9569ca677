/**
 * The actions that queue output or drop it.
 *
 * @module
 */
import { encodeFrame } from "../../../wire/frame-encoder.ts";
import type { ClientOpening } from "../../opening/client-opening.ts";
import { closAnswer, closFrame } from "../../reports/close-code.ts";
import type { ConnectionContext } from "../connection-context.ts";
import { PING_DATA_SIZE } from "../../timers/outstanding-pings.ts";
import { frameArena } from "../../../bytes/frame-arena.ts";
import { writeMessage } from "../../messages/write-message.ts";
import type { Effect, EffectsOf } from "./effect.ts";

const encodePong = (data: Uint8Array): Uint8Array => encodeFrame({ type: "ping", kind: "pong", data });

function queuePing(life: ConnectionContext): Uint8Array {
  const data = life.environment.random(PING_DATA_SIZE);
  life.pings.add(data, life.now);
  life.outbox.queuePing(encodeFrame({ type: "ping", kind: "ping", data }));
  life.liveness?.pingQueued(life.now);
  return data;
}

const queueSecondPing: Effect = (life) => {
  life.statistics.roundTrip = life.pings.acknowledge(life.incoming.data, life.now);
  (life.opening as ClientOpening).secondPingData = queuePing(life);
};

const queueMessage: Effect = (life) => {
  const { message, options } = life.localRequest;
  if (message === undefined) return;
  life.outbox.queueMessage(frameArena, writeMessage(message, options, life.messageCompressor));
  life.statistics.sent.messages += 1;
  life.localRequest.taken = true;
};

/** The effects on output. */
export const queueingEffects: EffectsOf<
  | "queue-opening-pong"
  | "queue-second-ping"
  | "queue-ping"
  | "queue-pong"
  | "queue-message"
  | "refuse-message"
  | "queue-clos"
  | "queue-answer"
  | "queue-plain-clos"
  | "queue-fault"
  | "queue-framing-fault"
  | "drop-messages"
  | "drop-queue"
> = {
  "queue-opening-pong": (life) => life.outbox.queueOpeningPong(encodePong(life.incoming.data)),
  "queue-second-ping": queueSecondPing,
  "queue-ping": (life) => void queuePing(life),
  "queue-pong": (life) => life.outbox.queuePong(encodePong(life.incoming.data)),
  "queue-message": queueMessage,
  "refuse-message": (life) => {
    life.localRequest.taken = false;
  },
  "queue-clos": (life) => life.outbox.queueErrorFrame(encodeFrame(closFrame(life.localRequest.close))),
  "queue-answer": (life) => {
    if (life.peerError !== undefined) life.outbox.queueErrorFrame(encodeFrame(closAnswer(life.peerError)));
  },
  "queue-plain-clos": (life) => life.outbox.queueErrorFrame(encodeFrame(closFrame({ reason: "" }))),
  "queue-fault": (life) => life.outbox.queueErrorFrame(encodeFrame({ type: "error", code: life.fault?.code ?? "FRAM" })),
  "queue-framing-fault": (life) => life.outbox.queueErrorFrame(encodeFrame({ type: "error", code: "FRAM" })),
  "drop-messages": (life) => life.outbox.drop(),
  // The error frame of the fault takes the place of an own CLOS that waits.
  "drop-queue": (life) => life.outbox.drop(),
};
