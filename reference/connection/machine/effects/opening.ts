/**
 * The actions of the opening handshake.
 *
 * @module
 */
import { limit } from "../../../schema/limits.ts";
import { buildRefusal, checkRequest, type RefusalResponse } from "../../../wire/handshake/index.ts";
import { encodeFrame } from "../../../wire/frame-encoder.ts";
import { type ClientOpening, releaseClientOpening } from "../../opening/client-opening.ts";
import type { ConnectionContext } from "../connection-context.ts";
import { Liveness } from "../../timers/liveness.ts";
import { PING_DATA_SIZE } from "../../timers/outstanding-pings.ts";
import { refusalResponse, type ServerOpening, releaseServerOpening } from "../../opening/server-opening.ts";
import type { Effect, EffectsOf } from "./effect.ts";

const client = (life: ConnectionContext): ClientOpening => life.opening as ClientOpening;
const server = (life: ConnectionContext): ServerOpening => life.opening as ServerOpening;

const sendOpeningPing: Effect = (life) => {
  const data = life.environment.random(PING_DATA_SIZE);
  client(life).openingPingData = data;
  life.pings.add(data, life.now);
  life.outbox.queuePing(encodeFrame({ type: "ping", kind: "ping", data }));
};

/** The checks decide, or the application is asked. */
const validateRequest: Effect = (life, run) => {
  const opening = server(life);
  const checked = checkRequest(opening.fields, { endStream: opening.endStream, policy: opening.policy });
  opening.checked = checked;
  if (checked.ok) {
    life.inbox.queueCall(() => life.application.request?.(checked.request));
    return;
  }
  opening.refusal = refusalResponse(checked);
  opening.failure = { check: checked.check, status: checked.status, seen: checked.seen };
  life.inbox.queueCall(() => life.application.failed({ check: checked.check, status: checked.status, seen: checked.seen }));
  run.fire(life, "refuse");
};

function sendRefusal(life: ConnectionContext, refusal: Pick<RefusalResponse, "fields" | "body"> | undefined): void {
  if (refusal === undefined) return;
  life.localEnded = true;
  life.stream.sendResponse(refusal.fields, refusal.body);
}

const refuseEnded: Effect = (life) => {
  const opening = server(life);
  const checked = checkRequest(opening.fields, { endStream: true, policy: opening.policy });
  if (checked.ok) return;
  opening.failure = { check: checked.check, status: checked.status, seen: checked.seen };
  sendRefusal(life, refusalResponse(checked));
};

const refuseUndecided: Effect = (life) => {
  const opening = server(life);
  const method = opening.fields.find(([name]) => name === ":method")?.[1];
  const status = limit.entry("handshake").status;
  const refusal = buildRefusal({
    check: "application",
    versions: [],
    ...(method === undefined ? {} : { method }),
    ...(status === undefined ? {} : { status }),
  });
  opening.failure = { check: "application", status: refusal.status, seen: "no decision in time" };
  sendRefusal(life, refusal);
};

/** The messages kept come behind the news that the connection is open. */
const announceOpen: Effect = (life) => {
  const { now, negotiated: opened } = life;
  life.statistics.opening = now - life.startedAt;
  const liveness = new Liveness(life.limits, now, life.stream);
  if (life.outbox.pingWaits) liveness.openingPingWaits(now);
  life.timer = liveness;
  life.inbox.queueCall(() => life.application.opened(opened));
  if (life.role === "server") {
    releaseServerOpening(server(life));
    return;
  }
  const opening = client(life);
  for (const message of opening.keptMessages) life.inbox.queueMessage(message);
  releaseClientOpening(opening);
};

/** The effects of the opening. */
export const openingEffects: EffectsOf<
  | "send-request"
  | "send-opening-ping"
  | "check-request"
  | "send-reply"
  | "send-refusal"
  | "refuse-ended"
  | "refuse-undecided"
  | "keep-content"
  | "count-opening"
  | "announce-open"
> = {
  "send-request": (life) => life.stream.sendHeaders(client(life).fields),
  "send-opening-ping": sendOpeningPing,
  "check-request": validateRequest,
  "send-reply": (life) => life.stream.sendHeaders(server(life).reply),
  "send-refusal": (life) => sendRefusal(life, server(life).refusal),
  "refuse-ended": refuseEnded,
  "refuse-undecided": refuseUndecided,
  "keep-content": (life) => {
    const opening = client(life);
    opening.content.push(life.incoming.octets);
    opening.contentOctets += life.incoming.octets.length;
  },
  "count-opening": (life) => life.inbox.queueCall(() => life.application.openingAborted?.()),
  "announce-open": announceOpen,
};
