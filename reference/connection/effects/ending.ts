/**
 * The actions that end a stream and tell the application.
 *
 * @module
 */
import { issueText } from "../../layout/errors.ts";
import { clientCheck } from "../../schema/headers/index.ts";
import type { ConnectionEvent } from "../../schema/states/index.ts";
import { ABNORMAL, closeCodeOf, codeCounted, type ErrorFrame, errorText } from "../close-code.ts";
import { awaited, checkFailed, type ClientOpening, reportsContent } from "../client-opening.ts";
import { joined } from "../joined.ts";
import type { Life } from "../life.ts";
import type { CloseReport, OpeningFailure } from "../report.ts";
import type { ServerOpening } from "../server-opening.ts";
import type { Effect, EffectsOf } from "./effect.ts";

const ENDS = ["end-stream", "reset", "loss"];

/** What the events are that bring no words with them. */
export const inWords: Readonly<Partial<Record<ConnectionEvent, string>>> = {
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

function report(life: Life, close: CloseReport): void {
  const { overLimit } = life;
  const all = overLimit === undefined ? close : { ...close, limit: overLimit };
  life.report = all;
  life.inbox.call(() => life.application.closed(all));
}

/** The Code of the peer's error frame as it counts, and in words where another one came. */
function errorFacts(frame: ErrorFrame): Pick<CloseReport, "error" | "seen"> {
  const error = codeCounted(frame);
  return { error, ...(error === frame.code ? {} : { seen: errorText(frame) }) };
}

/** The report of an end at which the peer's error frame says the code. */
function received(life: Life, wasClean: boolean): CloseReport {
  const frame = life.peerError;
  if (frame === undefined) return { code: ABNORMAL, reason: "", wasClean: false };
  return { code: closeCodeOf(frame), reason: frame.reason ?? "", wasClean, ...errorFacts(frame) };
}

/** What was seen, in words: what HTTP said, else what the event is. */
function seenNow(life: Life): string {
  const { event, incoming } = life;
  if (event === "fault" && life.fault !== undefined) return issueText(life.fault);
  if (event === "error" && incoming.error !== undefined) return errorText(incoming.error);
  if (event === "handshake-timeout") return awaited[life.from] ?? "nothing in time";
  return incoming.seen === "" ? (inWords[event ?? "loss"] ?? String(event)) : incoming.seen;
}

const reportAbnormal: Effect = (life) => {
  const { fault, peerError, event } = life;
  const quiet = fault === undefined && peerError === undefined && !life.outbox.lastBegun;
  const half = life.role === "client" && quiet && ENDS.includes(event ?? "") && !(life.opening as ClientOpening).answered;
  report(life, {
    code: ABNORMAL,
    reason: "",
    wasClean: false,
    ...(fault === undefined ? { seen: seenNow(life) } : { fault }),
    ...(peerError === undefined ? {} : errorFacts(peerError)),
    ...(half ? { check: clientCheck.entry("not-duplex").name } : {}),
  });
};

/** What a failed check of the header section reports, with the content that came. */
function failedReply(life: Life): OpeningFailure | undefined {
  const { reply, content } = life.opening as ClientOpening;
  if (reply === undefined || reply === "interim" || reply.ok) return undefined;
  const { check, seen, status, token, versions } = reply;
  return {
    check,
    seen,
    ...(status === undefined ? {} : { status }),
    ...(token === undefined ? {} : { token }),
    ...(versions === undefined ? {} : { versions }),
    ...(reportsContent(check) ? { content: joined(content, life.limits.refusalBody) } : {}),
  };
}

function failedStream(life: Life): OpeningFailure {
  const { error } = life.incoming;
  const check = checkFailed(life.from, life.event ?? "loss");
  const byFrame = life.event === "error" || life.event === "clos" ? error : undefined;
  return {
    check,
    seen: seenNow(life),
    ...(byFrame === undefined ? {} : { error: codeCounted(byFrame) }),
    ...(life.event === "fault" && life.fault !== undefined ? { fault: life.fault } : {}),
    ...(life.event === "reset" && life.incoming.reset !== undefined ? { reset: life.incoming.reset } : {}),
  };
}

const reportFailed: Effect = (life) => {
  if (life.role === "client") {
    if (life.event === "octets") (life.opening as ClientOpening).content.push(life.incoming.octets);
    const failure = failedReply(life) ?? failedStream(life);
    life.inbox.call(() => life.application.failed(failure));
    return;
  }
  const failure = (life.opening as ServerOpening).failed ?? { seen: seenNow(life) };
  life.inbox.call(() => life.application.failed(failure));
};

/** The effects that end. */
export const endingEffects: EffectsOf<
  "send-end-stream" | "reset-cancel" | "reset-no-error" | "report-failed" | "report-clean" | "report-unclean" | "report-abnormal"
> = {
  "send-end-stream": (life) => {
    life.ended = true;
    life.stream.end();
  },
  "reset-cancel": (life) => life.stream.reset("CANCEL"),
  "reset-no-error": (life) => {
    if (!life.peerEnded) life.stream.reset("NO_ERROR");
  },
  "report-failed": reportFailed,
  "report-clean": (life) => report(life, received(life, true)),
  "report-unclean": (life) => report(life, received(life, false)),
  "report-abnormal": reportAbnormal,
};
