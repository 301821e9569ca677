/**
 * The actions of the opening handshake.
 *
 * @module
 */
import { limit } from "../../schema/limits.ts";
import { buildRefusal, checkRequest, type Refusal } from "../../wire/handshake/index.ts";
import { encodeFrame } from "../../wire/encoder.ts";
import { type ClientOpening, settleClientOpening } from "../client-opening.ts";
import type { Life } from "../life.ts";
import { Liveness } from "../liveness.ts";
import { DATA } from "../pings.ts";
import { refusalOf, type ServerOpening, settleServerOpening } from "../server-opening.ts";
import type { Effect, EffectsOf } from "./effect.ts";

const client = (life: Life): ClientOpening => life.opening as ClientOpening;
const server = (life: Life): ServerOpening => life.opening as ServerOpening;

const sendOpeningPing: Effect = (life) => {
  const data = life.surroundings.random(DATA);
  client(life).first = data;
  life.pings.add(data, life.now);
  life.outbox.ping(encodeFrame({ type: "ping", kind: "ping", data }));
};

/** The checks decide, or the application is asked. */
const checkTheRequest: Effect = (life, run) => {
  const opening = server(life);
  const checked = checkRequest(opening.fields, { endStream: opening.endStream, policy: opening.policy });
  opening.checked = checked;
  if (checked.ok) {
    life.inbox.call(() => life.application.request?.(checked.request));
    return;
  }
  opening.refusal = refusalOf(checked);
  opening.failed = { check: checked.check, status: checked.status, seen: checked.found };
  life.inbox.call(() => life.application.failed({ check: checked.check, status: checked.status, seen: checked.found }));
  run.fire(life, "refuse");
};

function respond(life: Life, refusal: Pick<Refusal, "fields" | "body"> | undefined): void {
  if (refusal === undefined) return;
  life.ended = true;
  life.stream.respond(refusal.fields, refusal.body);
}

const refuseEnded: Effect = (life) => {
  const opening = server(life);
  const checked = checkRequest(opening.fields, { endStream: true, policy: opening.policy });
  if (checked.ok) return;
  opening.failed = { check: checked.check, status: checked.status, seen: checked.found };
  respond(life, refusalOf(checked));
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
  opening.failed = { check: "application", status: refusal.status, seen: "no decision in time" };
  respond(life, refusal);
};

/** The messages kept come behind the news that the connection is open. */
const announceOpen: Effect = (life) => {
  const { now, opened } = life;
  life.counts.opening = now - life.begun;
  const liveness = new Liveness(life.limits, now, life.stream);
  if (life.outbox.pingWaits) liveness.openingPingWaits(now);
  life.timer = liveness;
  life.inbox.call(() => life.application.opened(opened));
  if (life.role === "server") {
    settleServerOpening(server(life));
    return;
  }
  const opening = client(life);
  for (const message of opening.kept) life.inbox.message(message);
  settleClientOpening(opening);
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
  "send-request": (life) => life.stream.headers(client(life).fields),
  "send-opening-ping": sendOpeningPing,
  "check-request": checkTheRequest,
  "send-reply": (life) => life.stream.headers(server(life).reply),
  "send-refusal": (life) => respond(life, server(life).refusal),
  "refuse-ended": refuseEnded,
  "refuse-undecided": refuseUndecided,
  "keep-content": (life) => {
    const opening = client(life);
    opening.content.push(life.incoming.octets);
    opening.contentOctets += life.incoming.octets.length;
  },
  "count-opening": (life) => life.inbox.call(() => life.application.openingBrokenOff?.()),
  "announce-open": announceOpen,
};
