/**
 * Implements the actions of the transition table in the model: their effects on the stream and on the application.
 *
 * @module
 */
import { toPlain } from "../../../../reference/layout/index.ts";
import { errorCode, type HandshakeOutcome, VERSION, websocket2Error, websocket2Version } from "../../../../reference/schema/index.ts";
import type { ConnectionAction, ConnectionEvent, ConnectionState } from "../../../../reference/schema/states/index.ts";
import type { ModelEnd } from "./model-end.ts";
import { receivedPingData, receivedContentHex } from "./guards.ts";
import { errorFrame, octetsOfFrame, pingFrame } from "./inputs.ts";

type EndAction = (end: ModelEnd) => void;

const noAction: EndAction = () => undefined;
const abnormal = 1006;
const noStatus = 1005;
const streamEnds = ["end-stream", "reset", "loss"];

/** The client's checks that events fail, from the table of the draft; the checks of the header section are one here. */
const failedChecks: Readonly<Partial<Record<ConnectionState, Readonly<Partial<Record<ConnectionEvent, string>>>>>> = {
  connecting: {
    headers: "refused", reset: "aborted", loss: "aborted", close: "cancelled", terminate: "cancelled", "handshake-timeout": "timeout",
  },
  replied: {
    message: "opening-pong", ping: "opening-pong", pong: "opening-pong", clos: "opening-pong", error: "opening-pong", fault: "opening-pong",
    "end-stream": "ended", reset: "aborted", loss: "aborted",
    close: "cancelled", terminate: "cancelled", "handshake-timeout": "timeout",
  },
  confirming: {
    error: "refused", fault: "opening-pong", "end-stream": "not-duplex", reset: "not-duplex", loss: "not-duplex",
    close: "cancelled", terminate: "cancelled", "handshake-timeout": "timeout",
  },
};

function sendHeaders(status: string, outcome: HandshakeOutcome): EndAction {
  return ({ sent }) => void sent.push({ headers: [[":status", status], [websocket2Error.model.id, outcome]] });
}

function sendRefusal(status: string): EndAction {
  return (end) => {
    sendHeaders(status, "rejected")(end);
    end.sent.push({ endStream: true });
  };
}

function reportFailed(end: ModelEnd): void {
  if (end.setup.role === "server") {
    end.told.push({ failed: {} });
    return;
  }
  if (end.event === "octets") end.content += receivedContentHex(end);
  const { from, event, frame, facts, content } = end;
  const check = failedChecks[from]?.[event] ?? "refused";
  const code = (event === "error" || event === "clos") && frame?.type === "error" ? { code: frame.code } : {};
  const reset = event === "reset" && from !== "refused" ? { reset: facts.reset } : {};
  end.told.push({ failed: { check, ...code, ...reset, ...(content === "" ? {} : { content }) } });
}

/** Returns an action that reports a close with the close code of the peer's error frame. */
function reportClosed(wasClean: boolean): EndAction {
  return ({ told, peerError }) => {
    if (peerError === undefined) throw new Error("expected an error frame of the peer before the close is reported");
    const code = peerError.code === "CLOS" ? (peerError.status ?? noStatus) : Number(errorCode.find(peerError.code)?.columns["close"]);
    told.push({ closed: { code, reason: peerError.reason ?? "", wasClean } });
  };
}

function reportAbnormal({ told, setup, answered, peerError, fault, ownBegun, event }: ModelEnd): void {
  const quiet = peerError === undefined && fault === undefined && !ownBegun;
  const half = setup.role === "client" && quiet && !answered && streamEnds.includes(event);
  told.push({ closed: { code: abnormal, reason: "", wasClean: false, ...(half ? { check: "not-duplex" } : {}) } });
}

const deliverMessage = (end: ModelEnd): void => {
  if (end.frame !== undefined) end.told.push({ message: toPlain(end.frame) });
};

function announce(end: ModelEnd): void {
  end.told.push({ open: { compression: null, protocol: null } });
  for (const frame of end.keptMessages) end.told.push({ message: toPlain(frame) });
  end.keptMessages = [];
}

const queuePing: EndAction = (end) => end.queue.add("ping", octetsOfFrame(pingFrame("ping", end.nextData())));
const queueErrorFrame = (code: string): EndAction => ({ queue }) => queue.add("error", octetsOfFrame(errorFrame(code)));

/** The effects of each action. */
export const actions: Readonly<Record<ConnectionAction, EndAction>> = {
  "send-request": ({ sent }) => void sent.push({ headers: [[websocket2Version.model.id, String(VERSION)]] }),
  "send-opening-ping": queuePing,
  "check-request": ({ told }) => void told.push({ decide: true }),
  "send-reply": sendHeaders("200", "okay"),
  "send-refusal": sendRefusal("403"),
  "refuse-content": sendRefusal("400"),
  "refuse-undecided": sendRefusal("503"),
  "keep-content": (end) => void (end.content += receivedContentHex(end)),
  "count-opening": noAction,
  "announce-open": announce,
  "start-handshake-timer": noAction,
  "shorten-handshake-timer": noAction,
  "start-refusal-timer": noAction,
  "start-flush-timer": noAction,
  "start-answer-timer": noAction,
  "start-close-timer": noAction,
  hold: ({ unread, facts }) => void unread.push(...(facts.received ?? [])),
  parse: (end) => {
    const received = [...end.unread, ...(end.facts.received ?? [])];
    end.unread = [];
    end.read(received);
  },
  discard: (end) => void (end.unread = []),
  "keep-message": ({ keptMessages, frame }) => void (frame === undefined || keptMessages.push(frame)),
  deliver: deliverMessage,
  "settle-ping": (end) => void (end.answered ||= receivedPingData(end) === end.pings[1]),
  "keep-code": (end) => void (end.peerError = end.frame?.type === "error" ? end.frame : undefined),
  "queue-opening-pong": (end) => end.queue.add("opening-pong", octetsOfFrame(pingFrame("pong", receivedPingData(end)))),
  "queue-second-ping": queuePing,
  "queue-ping": queuePing,
  "queue-pong": (end) => end.queue.add("pong", octetsOfFrame(pingFrame("pong", receivedPingData(end)))),
  "queue-message": ({ queue }) => queue.add("message", octetsOfFrame({ type: "text", text: "Hi" })),
  "refuse-message": ({ told }) => void told.push({ taken: false }),
  "queue-clos": queueErrorFrame("CLOS"),
  "queue-answer": ({ queue, peerError }) => queue.add("error", octetsOfFrame(errorFrame("CLOS", peerError?.status))),
  "queue-plain-clos": queueErrorFrame("CLOS"),
  "queue-fault": ({ queue, fault }) => queue.add("error", octetsOfFrame(errorFrame(fault ?? ""))),
  "queue-framing-fault": queueErrorFrame("FRAM"),
  "drop-messages": ({ queue }) => queue.drop(true),
  "drop-queue": ({ queue }) => queue.drop(false),
  "send-end-stream": ({ sent }) => void sent.push({ endStream: true }),
  "reset-cancel": ({ sent }) => void sent.push({ reset: "CANCEL" }),
  "reset-no-error": ({ sent, peerEnded }) => void (peerEnded || sent.push({ reset: "NO_ERROR" })),
  "report-failed": reportFailed,
  "report-clean": reportClosed(true),
  "report-unclean": reportClosed(false),
  "report-abnormal": reportAbnormal,
};
