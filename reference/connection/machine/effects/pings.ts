/**
 * Pings: sends them, answers the peer's with pongs, counts the peer's against the limit, and matches pongs to pings
 * (Section "Ping", Section "Liveness").
 *
 * @module
 */
import { equalOctets } from "../../../bytes/octets.ts";
import { LocalError } from "../../../layout/errors.ts";
import { limit } from "../../../schema/limits.ts";
import type { Frame } from "../../../wire/frame-types.ts";
import { encodeFrame } from "../../../wire/frame-encoder.ts";
import { acknowledgeSecondPing } from "../../opening/client-opening.ts";
import { PING_DATA_SIZE, type PingAnswered } from "../../queues/outstanding-pings.ts";
import type { ConnectionContext } from "../connection-context.ts";
import { countPing } from "../rate-limits.ts";
import type { Effect, EffectsOf } from "./effect.ts";

type PingFrame = Extract<Frame, { type: "ping" }>;

/** The pings of an opening, which a server does not count against the limit: the opening ping and the second ping. */
const OPENING_PINGS = 2;

const EMPTY = new Uint8Array(0);

/** Handles a received ping or pong. */
export function receivePing(context: ConnectionContext, { kind, data }: PingFrame): void {
  context.incoming.data = data;
  if (kind === "pong") context.fire("pong");
  else if (!exceedsLimit(context)) context.fire("ping");
  context.incoming.data = EMPTY;
}

/**
 * Counts a received ping. Pings that were read late do not count against the limit, since their arrival times are unknown.
 *
 * @returns whether it exceeds the limit
 */
function exceedsLimit(context: ConnectionContext): boolean {
  context.statistics.pings += 1;
  const counts = context.role === "client" || context.statistics.pings > OPENING_PINGS;
  return counts && !context.backlog.delayed && countPing(context);
}

const encodePong = (data: Uint8Array): Uint8Array => encodeFrame({ type: "ping", kind: "pong", data });

/** Queues a ping with random Data. @returns the Data */
function queuePing(context: ConnectionContext, answered?: PingAnswered): Uint8Array {
  const data = context.environment.random(PING_DATA_SIZE);
  context.pings.add(data, context.exactTime, answered);
  context.outbox.queuePing(encodeFrame({ type: "ping", kind: "ping", data }));
  context.liveness?.pingQueued(context.now);
  return data;
}

/** The pings that an endpoint should not exceed in an interval (Section "Ping"), less the one of liveness. */
const REQUESTED_PINGS = 4;

/** The interval of the limit `pings`, in ms. */
const REQUEST_INTERVAL_MS = limit.entry("pings").within ?? 0;

/** When the application last requested pings, in ms of the clock; outside of the context, since most connections request none. */
const requestTimes = new WeakMap<ConnectionContext, readonly number[]>();

/**
 * Queues a ping that the application requests.
 *
 * @param answered - receives the round-trip time; called while an input is handled, so it must not call the connection
 * @throws {@link LocalError} if the limits on pings of an endpoint permit no ping now
 */
export function requestPing(context: ConnectionContext, answered: PingAnswered): void {
  const { now, limits, pings } = context;
  if (pings.count >= limits.pingsOutstanding) {
    throw new LocalError("ping", `expected fewer pings without a pong: ${pings.count} wait, and more are not permitted`);
  }
  const recent = (requestTimes.get(context) ?? []).filter((at) => now - at < REQUEST_INTERVAL_MS);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= REQUESTED_PINGS) {
    const next = oldest + REQUEST_INTERVAL_MS - now;
    throw new LocalError("ping", `expected at most ${REQUESTED_PINGS} in ${REQUEST_INTERVAL_MS} ms; the next may follow in ${next} ms`);
  }
  requestTimes.set(context, [...recent, now]);
  queuePing(context, answered);
}

const queueSecondPing: Effect = (context) => {
  context.statistics.roundTrip = context.pings.acknowledge(context.incoming.data, context.exactTime);
  context.clientOpening.secondPingData = queuePing(context);
};

const settlePing: Effect = (context) => {
  const { incoming, pings, statistics, role } = context;
  statistics.roundTrip = pings.acknowledge(incoming.data, context.exactTime) ?? statistics.roundTrip;
  if (role === "client" && equalOctets(incoming.data, context.clientOpening.secondPingData)) acknowledgeSecondPing(context.clientOpening);
};

/** The effects on pings and pongs. `queue-pong` answers a ping. */
export const pingEffects: EffectsOf<
  "send-opening-ping" | "queue-opening-pong" | "queue-second-ping" | "queue-ping" | "queue-pong" | "settle-ping"
> = {
  "send-opening-ping": (context) => {
    context.clientOpening.openingPingData = queuePing(context);
  },
  "queue-opening-pong": ({ outbox, incoming }) => outbox.queueOpeningPong(encodePong(incoming.data)),
  "queue-second-ping": queueSecondPing,
  "queue-ping": (context) => {
    if (context.pings.count < context.limits.pingsOutstanding) queuePing(context);
    else context.liveness?.pingOmitted(context.now);
  },
  "queue-pong": ({ outbox, incoming }) => outbox.queuePong(encodePong(incoming.data)),
  "settle-ping": settlePing,
};
