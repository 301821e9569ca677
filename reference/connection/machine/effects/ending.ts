/**
 * The actions that end a stream and tell the application.
 *
 * @module
 */
import { issueText } from "../../../layout/errors.ts";
import { clientCheck } from "../../../schema/headers/index.ts";
import type { ConnectionEvent } from "../../../schema/states/index.ts";
import { ABNORMAL_CLOSURE, closeCodeOf, effectiveCode, type ErrorFrame, errorFrameText } from "../../reports/close-code.ts";
import { timeoutText, failedCheck, type ClientOpening, reportsContent } from "../../opening/client-opening.ts";
import { concatUpTo } from "../../../bytes/octets.ts";
import type { ConnectionContext } from "../connection-context.ts";
import type { CloseReport, OpeningFailure } from "../../reports/close-report.ts";
import type { ServerOpening } from "../../opening/server-opening.ts";
import type { Effect, EffectsOf } from "./effect.ts";

const STREAM_ENDS = ["end-stream", "reset", "loss"];

/** What the events are that bring no words with them. */
export const eventText: Readonly<Partial<Record<ConnectionEvent, string>>> = {
  message: "a message",
  ping: "a ping",
  pong: "a pong with other Data",
  clos: "a CLOS",
  close: "the application closed",
  "end-stream": "END_STREAM",
  loss: "the loss of the HTTP connection",
  "ping-lost": "no octet in spite of pings",
  "close-timeout": "no end in time",
};

function reportClosed(life: ConnectionContext, close: CloseReport): void {
  const { exceededLimit: overLimit } = life;
  const all = overLimit === undefined ? close : { ...close, limit: overLimit };
  life.report = all;
  life.inbox.queueCall(() => life.application.closed(all));
}

/** The Code of the peer's error frame as it counts, and in words where another one came. */
function errorFacts(frame: ErrorFrame): Pick<CloseReport, "error" | "seen"> {
  const error = effectiveCode(frame);
  return { error, ...(error === frame.code ? {} : { seen: errorFrameText(frame) }) };
}

/** The report of an end at which the peer's error frame says the code. */
function peerReport(life: ConnectionContext, wasClean: boolean): CloseReport {
  const frame = life.peerError;
  if (frame === undefined) return { code: ABNORMAL_CLOSURE, reason: "", wasClean: false };
  return { code: closeCodeOf(frame), reason: frame.reason ?? "", wasClean, ...errorFacts(frame) };
}

/** What was seen, in words: what HTTP said, else what the event is. */
function seenText(life: ConnectionContext): string {
  const { event, incoming } = life;
  if (event === "fault" && life.fault !== undefined) return issueText(life.fault);
  if (event === "error" && incoming.error !== undefined) return errorFrameText(incoming.error);
  if (event === "handshake-timeout") return timeoutText[life.previousState] ?? "nothing in time";
  return incoming.seen === "" ? (eventText[event ?? "loss"] ?? String(event)) : incoming.seen;
}

const reportAbnormal: Effect = (life) => {
  const { fault, peerError, event } = life;
  const quiet = fault === undefined && peerError === undefined && !life.outbox.errorFrameBegun;
  const half = life.role === "client" && quiet && STREAM_ENDS.includes(event ?? "") && !(life.opening as ClientOpening).secondPingAnswered;
  reportClosed(life, {
    code: ABNORMAL_CLOSURE,
    reason: "",
    wasClean: false,
    ...(fault === undefined ? { seen: seenText(life) } : { fault }),
    ...(peerError === undefined ? {} : errorFacts(peerError)),
    ...(half ? { check: clientCheck.entry("not-duplex").name } : {}),
  });
};

/** What a failed check of the header section reports, with the content that came. */
function replyFailure(life: ConnectionContext): OpeningFailure | undefined {
  const { reply, content } = life.opening as ClientOpening;
  if (reply === undefined || reply === "interim" || reply.ok) return undefined;
  const { check, seen, status, token, versions } = reply;
  return {
    check,
    seen,
    ...(status === undefined ? {} : { status }),
    ...(token === undefined ? {} : { token }),
    ...(versions === undefined ? {} : { versions }),
    ...(reportsContent(check) ? { content: concatUpTo(content, life.limits.refusalBody) } : {}),
  };
}

function streamFailure(life: ConnectionContext): OpeningFailure {
  const { error } = life.incoming;
  const check = failedCheck(life.previousState, life.event ?? "loss");
  const byFrame = life.event === "error" || life.event === "clos" ? error : undefined;
  return {
    check,
    seen: seenText(life),
    ...(byFrame === undefined ? {} : { error: effectiveCode(byFrame) }),
    ...(life.event === "fault" && life.fault !== undefined ? { fault: life.fault } : {}),
    ...(life.event === "reset" && life.incoming.reset !== undefined ? { reset: life.incoming.reset } : {}),
  };
}

const reportFailed: Effect = (life) => {
  if (life.role === "client") {
    if (life.event === "octets") (life.opening as ClientOpening).content.push(life.incoming.octets);
    const failure = replyFailure(life) ?? streamFailure(life);
    life.inbox.queueCall(() => life.application.failed(failure));
    return;
  }
  const failure = (life.opening as ServerOpening).failure ?? { seen: seenText(life) };
  life.inbox.queueCall(() => life.application.failed(failure));
};

/** The effects that end. */
export const endingEffects: EffectsOf<
  "send-end-stream" | "reset-cancel" | "reset-no-error" | "report-failed" | "report-clean" | "report-unclean" | "report-abnormal"
> = {
  "send-end-stream": (life) => {
    life.localEnded = true;
    life.stream.sendEndStream();
  },
  "reset-cancel": (life) => life.stream.sendReset("CANCEL"),
  "reset-no-error": (life) => {
    if (!life.peerEnded) life.stream.sendReset("NO_ERROR");
  },
  "report-failed": reportFailed,
  "report-clean": (life) => reportClosed(life, peerReport(life, true)),
  "report-unclean": (life) => reportClosed(life, peerReport(life, false)),
  "report-abnormal": reportAbnormal,
};
