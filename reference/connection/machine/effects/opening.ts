/**
 * The opening handshake: sends the request and the reply, checks the request, refuses it, and opens the connection
 * (Section "Opening Handshake").
 *
 * @module
 */
import type { ServerCheck } from "../../../schema/headers/index.ts";
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

/** Refuses a request that has passed all checks, before the decision of the application. */
function refuseEarly(context: ConnectionContext, check: ServerCheck, seen: string, status?: number): void {
  const { serverOpening: opening } = context;
  const refusal = buildRefusal({ check, versions: [], ...requestMethod(opening), ...(status === undefined ? {} : { status }) });
  opening.failure = { check, status: refusal.status, seen };
  sendRefusal(context, refusal);
}

/** Refuses a request that the client has ended, or that has brought too much content, before the decision. */
const refuseContent: Effect = (context) => {
  const { event, limits } = context;
  const seen = event === "end-stream" ? "the end of the request" : `more than ${limits.undecidedContent} octets before the decision`;
  refuseEarly(context, "content", seen);
};

/** Refuses a request that the application has not decided before the handshake timeout. */
const refuseUndecided: Effect = (context) => {
  refuseEarly(context, "application", "no decision in time", limit.entry("handshake").status);
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
  | "refuse-content"
  | "refuse-undecided"
  | "keep-content"
  | "count-opening"
  | "announce-open"
> = {
  "send-request": ({ stream, clientOpening }) => stream.sendHeaders(clientOpening.fields),
  "check-request": validateRequest,
  "send-reply": ({ stream, serverOpening }) => stream.sendHeaders(serverOpening.reply),
  "send-refusal": (context) => sendRefusal(context, context.serverOpening.refusal),
  "refuse-content": refuseContent,
  "refuse-undecided": refuseUndecided,
  "keep-content": ({ clientOpening, incoming }) => {
    clientOpening.content.push(incoming.octets);
    clientOpening.contentOctets += incoming.octets.length;
  },
  "count-opening": ({ inbox, application }) => inbox.queueCall(() => application.openingAborted?.()),
  "announce-open": announceOpen,
};
