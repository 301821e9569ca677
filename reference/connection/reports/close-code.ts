/**
 * Close codes: which of them an error frame can carry, and what an error frame means to the application.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { Frame } from "../../schema/frames/frame.ts";
import { errorPayload } from "../../schema/frames/error.ts";
import { limit } from "../../schema/limits.ts";
import { errorCode, type ErrorCode } from "../../schema/registries.ts";

/** An error frame. */
export type ErrorFrame = Extract<Frame, { type: "error" }>;

/** The status and reason of a close. */
export interface CloseRequest {
  readonly status?: number;
  readonly reason: string;
}

/** Without a Status (RFC 6455, Section 7.4.1). */
export const NO_STATUS_RECEIVED = 1005;
/** An end without an error frame received (RFC 6455, Section 7.4.1). */
export const ABNORMAL_CLOSURE = 1006;

const sendableStatuses = errorPayload.model.fields.find(({ name }) => name === "status")?.sends ?? [];
/** What a Code that is not known counts as. */
const unknownCode = errorCode.entry("FRAM");
const protocolError = Number(unknownCode.columns["close"]);

/** Whether an error frame may carry a status. */
export function isSendableStatus(status: number): boolean {
  return sendableStatuses.some(([from, to]) => status >= from && status <= (to ?? Infinity));
}

/** A received Status as it counts: one that nobody may send is a protocol error. */
export function effectiveStatus(status: number): number {
  return isSendableStatus(status) ? status : protocolError;
}

/** The Code that an error frame counts as. */
export function effectiveCode({ code }: ErrorFrame): ErrorCode {
  return (errorCode.find(code) ?? unknownCode).name;
}

/** An error frame in words, with the Code that came. */
export function errorFrameText(frame: ErrorFrame): string {
  const counted = effectiveCode(frame);
  return `an error frame ${frame.code}${counted === frame.code ? "" : `, which counts as ${counted}`}`;
}

/** The close code that an error frame stands for. */
export function closeCodeOf(frame: ErrorFrame): number {
  const { code, status } = frame;
  if (code === "CLOS") return status === undefined ? NO_STATUS_RECEIVED : effectiveStatus(status);
  return Number(errorCode.entry(effectiveCode(frame)).columns["close"]);
}

/**
 * What an application asks for, checked.
 *
 * @param status - absent sends neither
 * @param reason - at most the `reason` limit in octets of UTF-8; only with a status
 * @throws {@link LocalError} where one of them cannot be sent
 */
export function validateClose(status?: number, reason = ""): CloseRequest {
  const most = limit.value("reason");
  const octets = new TextEncoder().encode(reason).length;
  if (status === undefined && reason !== "") throw new LocalError("status", "expected a status where there is a reason");
  if (status !== undefined && !isSendableStatus(status)) {
    throw new LocalError("status", `expected ${sendableStatuses.map(([from, to]) => `${from} to ${to ?? "more"}`).join(" or ")}, found ${status}`);
  }
  if (octets > most) throw new LocalError("reason", `expected at most ${most} octets in UTF-8, found ${octets}`);
  return status === undefined ? { reason } : { status, reason };
}

/** The CLOS that says a wish. */
export function closFrame({ status, reason }: CloseRequest): ErrorFrame {
  return status === undefined ? { type: "error", code: "CLOS" } : { type: "error", code: "CLOS", status, reason };
}

/** The answer to a CLOS: its Status as it counts, without its Reason. */
export function closAnswer({ status }: ErrorFrame): ErrorFrame {
  return closFrame(status === undefined ? { reason: "" } : { status: effectiveStatus(status), reason: "" });
}
