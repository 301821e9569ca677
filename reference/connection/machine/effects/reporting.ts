/**
 * Reports the end to the application: the failure of an opening, or the close of an open connection
 * (Section "Close Codes").
 *
 * @module
 */
import { concatUpTo } from "../../../bytes/octets.ts";
import { issueText } from "../../../layout/errors.ts";
import { clientCheck, type ClientCheck } from "../../../schema/headers/index.ts";
import type { ConnectionEvent } from "../../../schema/states/index.ts";
import { refusedCheckOf } from "../../../wire/handshake/index.ts";
import { failedCheck, reportsContent, timeoutText } from "../../opening/client-opening.ts";
import { ABNORMAL_CLOSURE, closeCodeOf, effectiveCode, type ErrorFrame, errorFrameText } from "../../reports/close-code.ts";
import type { CloseReport, OpeningFailure } from "../../reports/close-report.ts";
import type { ConnectionContext } from "../connection-context.ts";
import type { Effect, EffectsOf } from "./effect.ts";

const STREAM_ENDS: readonly (ConnectionEvent | undefined)[] = ["end-stream", "reset", "loss"];

/** Descriptions of events that have no other description. */
export const eventText: Readonly<Partial<Record<ConnectionEvent, string>>> = {
  message: "a message",
  ping: "a ping",
  pong: "a pong with other Data",
  clos: "a CLOS",
  close: "the application closed",
  terminate: "the application ended the connection",
  "end-stream": "END_STREAM",
  loss: "the loss of the HTTP connection",
  "ping-lost": "no octet received although pings were sent",
  "close-timeout": "the stream did not end before the close timeout",
};

/** Returns the description of the current event for a report. */
function seenText({ event, incoming, fault, previousState }: ConnectionContext): string {
  if (event === "fault" && fault !== undefined) return issueText(fault);
  if (event === "error" && incoming.error !== undefined) return errorFrameText(incoming.error);
  if (event === "handshake-timeout") return timeoutText[previousState] ?? "nothing in time";
  return incoming.seen === "" ? (eventText[event ?? "loss"] ?? String(event)) : incoming.seen;
}

function reportClosed(context: ConnectionContext, close: CloseReport): void {
  const { exceededLimit, inbox, application } = context;
  const report = exceededLimit === undefined ? close : { ...close, limit: exceededLimit };
  context.report = report;
  inbox.queueCall(() => application.closed(report));
}

/** Returns the effective Code of the peer's error frame, and a description if the frame carried another Code. */
function errorFields(frame: ErrorFrame): Pick<CloseReport, "error" | "seen"> {
  const error = effectiveCode(frame);
  return { error, ...(error === frame.code ? {} : { seen: errorFrameText(frame) }) };
}

/** Reports a close with the code and the Reason of the peer's error frame. */
function reportPeerError(context: ConnectionContext, wasClean: boolean): void {
  const { peerError: frame } = context;
  if (frame === undefined) reportClosed(context, { code: ABNORMAL_CLOSURE, reason: "", wasClean: false });
  else reportClosed(context, { code: closeCodeOf(frame), reason: frame.reason ?? "", wasClean, ...errorFields(frame) });
}

/** Returns whether the stream ended before the pong of the client's second ping, with no error frame either way and no fault. */
function endedBeforeSecondPong({ role, event, fault, peerError, outbox, clientOpening }: ConnectionContext): boolean {
  if (role !== "client" || !STREAM_ENDS.includes(event)) return false;
  const errorFree = fault === undefined && peerError === undefined && !outbox.errorFrameBegun;
  return errorFree && !clientOpening.secondPingAnswered;
}

const reportAbnormal: Effect = (context) => {
  const { fault, peerError } = context;
  reportClosed(context, {
    code: ABNORMAL_CLOSURE,
    reason: "",
    wasClean: false,
    ...(fault === undefined ? { seen: seenText(context) } : { fault }),
    ...(peerError === undefined ? {} : errorFields(peerError)),
    ...(endedBeforeSecondPong(context) ? { check: clientCheck.entry("not-duplex").name } : {}),
  });
};

/** Returns the failure of a check of the response, with the content received; `undefined` if no check of the response failed. */
function replyFailure({ clientOpening: { reply, content }, limits }: ConnectionContext): OpeningFailure | undefined {
  if (reply === undefined || reply === "interim" || reply.ok) return undefined;
  const { check, seen, status, token, versions } = reply;
  return {
    check,
    seen,
    ...(status === undefined ? {} : { status }),
    ...(token === undefined ? {} : { token }),
    ...(versions === undefined ? {} : { versions }),
    ...(reportsContent(check) ? contentReport(check, concatUpTo(content, limits.refusalBody)) : {}),
  };
}

/** Returns the content of a response, and the check that the problem document of a refusal names. */
function contentReport(check: ClientCheck, content: Uint8Array): Pick<OpeningFailure, "content" | "serverCheck"> {
  const serverCheck = check === "refused" ? refusedCheckOf(content) : undefined;
  return { content, ...(serverCheck === undefined ? {} : { serverCheck }) };
}

/** Returns the failure of a check of the stream. */
function streamFailure(context: ConnectionContext): OpeningFailure {
  const { event = "loss", incoming, fault, previousState } = context;
  const frame = event === "error" || event === "clos" ? incoming.error : undefined;
  return {
    check: failedCheck(previousState, event),
    seen: seenText(context),
    ...(frame === undefined ? {} : { error: effectiveCode(frame) }),
    ...(event === "fault" && fault !== undefined ? { fault } : {}),
    ...(event === "reset" && incoming.reset !== undefined ? { reset: incoming.reset } : {}),
  };
}

function clientFailure(context: ConnectionContext): OpeningFailure {
  if (context.event === "octets") context.clientOpening.content.push(context.incoming.octets);
  return replyFailure(context) ?? streamFailure(context);
}

const reportFailed: Effect = (context) => {
  const { role, inbox, application } = context;
  const failure = role === "client" ? clientFailure(context) : (context.serverOpening.failure ?? { seen: seenText(context) });
  inbox.queueCall(() => application.failed(failure));
};

/** The effects that report the end. */
export const reportingEffects: EffectsOf<"report-failed" | "report-clean" | "report-unclean" | "report-abnormal"> = {
  "report-failed": reportFailed,
  "report-clean": (context) => reportPeerError(context, true),
  "report-unclean": (context) => reportPeerError(context, false),
  "report-abnormal": reportAbnormal,
};
