/**
 * Closing: sends and receives error frames, drops queued output, and ends the stream (Section "Closing").
 *
 * @module
 */
import type { Issue } from "../../../layout/errors.ts";
import { encodeFrame } from "../../../wire/frame-encoder.ts";
import { closAnswer, closFrame, type ErrorFrame } from "../../reports/close-code.ts";
import type { ConnectionContext } from "../connection-context.ts";
import type { EffectsOf } from "./effect.ts";

/** Handles a received error frame. */
export function receiveError(context: ConnectionContext, frame: ErrorFrame): void {
  context.incoming.error = frame;
  context.fire(frame.code === "CLOS" ? "clos" : "error");
}

/** Handles a fault in the peer's octets (Section "Faults"). */
export function fireFault(context: ConnectionContext, issue: Issue): void {
  context.fault = issue;
  context.fire("fault");
}

function queueError({ outbox }: ConnectionContext, frame: ErrorFrame): void {
  outbox.queueErrorFrame(encodeFrame(frame));
}

/** Drops queued output. A queued CLOS stays; the error frame of a fault replaces it. */
function dropQueued({ outbox }: ConnectionContext): void {
  outbox.drop();
}

/** The effects on error frames and on the end of the stream. */
export const closingEffects: EffectsOf<
  | "queue-clos"
  | "queue-answer"
  | "queue-plain-clos"
  | "queue-fault"
  | "queue-framing-fault"
  | "keep-code"
  | "drop-messages"
  | "drop-queue"
  | "send-end-stream"
  | "reset-cancel"
  | "reset-no-error"
> = {
  "queue-clos": (context) => queueError(context, closFrame(context.closeRequest)),
  "queue-answer": (context) => {
    if (context.peerError !== undefined) queueError(context, closAnswer(context.peerError));
  },
  "queue-plain-clos": (context) => queueError(context, closFrame({ reason: "" })),
  "queue-fault": (context) => queueError(context, { type: "error", code: context.fault?.code ?? "FRAM" }),
  "queue-framing-fault": (context) => queueError(context, { type: "error", code: "FRAM" }),
  "keep-code": (context) => {
    context.peerError = context.incoming.error;
  },
  "drop-messages": dropQueued,
  "drop-queue": dropQueued,
  "send-end-stream": (context) => {
    context.localEnded = true;
    context.stream.sendEndStream();
  },
  "reset-cancel": ({ stream }) => stream.sendReset("CANCEL"),
  "reset-no-error": ({ stream, peerEnded }) => {
    if (!peerEnded) stream.sendReset("NO_ERROR");
  },
};
