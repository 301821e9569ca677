/**
 * The opening handshake: sends the request and the reply, checks the request, refuses it, and opens the connection
 * (Section "Opening Handshake").
 *
 * @module
 */
import { limit } from "../../../schema/limits.ts";
import { buildRefusal, checkRequest, type FieldLines, type RejectedRequest } from "../../../wire/handshake/index.ts";
import { releaseClientOpening } from "../../opening/client-opening.ts";
import { refusalResponse, RELEASED_OPENING, requestMethod, type ServerRefusal } from "../../opening/server-opening.ts";
import type { FailedRequest } from "../../reports/close-report.ts";
import { Liveness } from "../../timers/liveness.ts";
import type { ConnectionContext } from "../connection-context.ts";
import type { Effect, EffectsOf } from "./effect.ts";

const failureOf = ({ check, status, seen }: RejectedRequest): FailedRequest => ({ check, status, seen });

const CONTINUE: FieldLines = [[":status", "100"]];

/** Checks the request. If all checks pass, the application decides, after 100 (Continue) if the client waits for it; otherwise refuses. */
const validateRequest: Effect = (context) => {
  const { serverOpening: opening, inbox, application } = context;
  const checked = checkRequest(opening.fields, { endStream: opening.endStream, policy: opening.policy });
  opening.checked = checked;
  if (checked.ok) {
    if (checked.expectsContinue) context.stream.sendHeaders(CONTINUE);
    inbox.queueCall(() => application.request?.(checked.request));
    return;
  }
  const failure = failureOf(checked);
  opening.refusal = refusalResponse(checked);
  opening.failure = failure;
  inbox.queueCall(() => application.failed(failure));
  context.fire("refuse");
};

function sendRefusal(context: ConnectionContext, refusal: ServerRefusal | undefined): void {
  if (refusal === undefined) return;
  context.localEnded = true;
  context.stream.sendResponse(refusal.fields, refusal.body);
}

/** Refuses a request whose stream the client has ended before the decision. */
const refuseEnded: Effect = (context) => {
  const { serverOpening: opening } = context;
  const checked = checkRequest(opening.fields, { endStream: true, policy: opening.policy });
  if (checked.ok) return;
  opening.failure = failureOf(checked);
  sendRefusal(context, refusalResponse(checked));
};

/** Refuses a request that the application has not decided before the handshake timeout. */
const refuseUndecided: Effect = (context) => {
  const { serverOpening: opening } = context;
  const { status } = limit.entry("handshake");
  const refusal = buildRefusal({
    check: "application",
    versions: [],
    ...requestMethod(opening),
    ...(status === undefined ? {} : { status }),
  });
  opening.failure = { check: "application", status: refusal.status, seen: "no decision in time" };
  sendRefusal(context, refusal);
};

/** Starts the timer of liveness and calls {@link Application.opened}; the messages that a client has kept follow. */
const announceOpen: Effect = (context) => {
  const { now, negotiated, inbox, application } = context;
  context.statistics.opening = context.exactTime - context.opening.startedAt;
  const liveness = new Liveness(context.limits, now, context.stream);
  if (context.outbox.pingWaits) liveness.secondPingWaits(now);
  context.timer = liveness;
  inbox.queueCall(() => application.opened(negotiated));
  if (context.role === "server") {
    context.opening = RELEASED_OPENING;
    return;
  }
  for (const message of context.clientOpening.keptMessages) inbox.queueMessage(message);
  releaseClientOpening(context.clientOpening);
};

/** The effects of the opening handshake. */
export const openingEffects: EffectsOf<
  | "send-request"
  | "check-request"
  | "send-reply"
  | "send-refusal"
  | "refuse-ended"
  | "refuse-undecided"
  | "keep-content"
  | "count-opening"
  | "announce-open"
> = {
  "send-request": ({ stream, clientOpening }) => stream.sendHeaders(clientOpening.fields),
  "check-request": validateRequest,
  "send-reply": ({ stream, serverOpening }) => stream.sendHeaders(serverOpening.reply),
  "send-refusal": (context) => sendRefusal(context, context.serverOpening.refusal),
  "refuse-ended": refuseEnded,
  "refuse-undecided": refuseUndecided,
  "keep-content": ({ clientOpening, incoming }) => {
    clientOpening.content.push(incoming.octets);
    clientOpening.contentOctets += incoming.octets.length;
  },
  "count-opening": ({ inbox, application }) => inbox.queueCall(() => application.openingAborted?.()),
  "announce-open": announceOpen,
};
