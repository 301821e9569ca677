/**
 * The actions that queue output or drop it.
 *
 * @module
 */
import { encodeFrame } from "../../wire/encoder.ts";
import type { ClientOpening } from "../client-opening.ts";
import { answerTo, closFrame } from "../close-code.ts";
import type { Life } from "../life.ts";
import { DATA } from "../pings.ts";
import { room } from "../slab.ts";
import { writeMessage } from "../write-message.ts";
import type { Effect, EffectsOf } from "./effect.ts";

const pong = (data: Uint8Array): Uint8Array => encodeFrame({ type: "ping", kind: "pong", data });

function queuePing(life: Life): Uint8Array {
  const data = life.surroundings.random(DATA);
  life.pings.add(data, life.now);
  life.outbox.ping(encodeFrame({ type: "ping", kind: "ping", data }));
  life.liveness?.pingQueued(life.now);
  return data;
}

const queueSecondPing: Effect = (life) => {
  life.counts.roundTrip = life.pings.settle(life.incoming.data, life.now);
  (life.opening as ClientOpening).second = queuePing(life);
};

const queueMessage: Effect = (life) => {
  const { message, options } = life.wish;
  if (message === undefined) return;
  life.outbox.message(room, writeMessage(message, options, life.sender));
  life.counts.sent.messages += 1;
  life.wish.taken = true;
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
  "queue-opening-pong": (life) => life.outbox.openingPong(pong(life.incoming.data)),
  "queue-second-ping": queueSecondPing,
  "queue-ping": (life) => void queuePing(life),
  "queue-pong": (life) => life.outbox.pong(pong(life.incoming.data)),
  "queue-message": queueMessage,
  "refuse-message": (life) => {
    life.wish.taken = false;
  },
  "queue-clos": (life) => life.outbox.error(encodeFrame(closFrame(life.wish.close))),
  "queue-answer": (life) => {
    if (life.peerError !== undefined) life.outbox.error(encodeFrame(answerTo(life.peerError)));
  },
  "queue-plain-clos": (life) => life.outbox.error(encodeFrame(closFrame({ reason: "" }))),
  "queue-fault": (life) => life.outbox.error(encodeFrame({ type: "error", code: life.fault?.code ?? "FRAM" })),
  "queue-framing-fault": (life) => life.outbox.error(encodeFrame({ type: "error", code: "FRAM" })),
  "drop-messages": (life) => life.outbox.drop(),
  // The error frame of the fault takes the place of an own CLOS that waits.
  "drop-queue": (life) => life.outbox.drop(),
};
