/**
 * Close codes: the Statuses that an error frame may carry, and the close code that each error frame stands for (Section "Error").
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import { errorPayload } from "../../schema/frames/error.ts";
import type { Frame } from "../../wire/frame-types.ts";
import { limit } from "../../schema/limits.ts";
import { errorCode, type ErrorCode } from "../../schema/registries.ts";

/** An error frame. */
export type ErrorFrame = Extract<Frame, { type: "error" }>;

/** The Status and Reason of a CLOS that this end sends. */
export interface CloseRequest {
  readonly status?: number;
  readonly reason: string;
}

/** The close code of a CLOS without Status (RFC 6455, Section 7.4.1). */
export const NO_STATUS_RECEIVED = 1005;
/** The close code of an end without an error frame received (RFC 6455, Section 7.4.1). */
export const ABNORMAL_CLOSURE = 1006;

const sendableStatuses = errorPayload.model.fields.find(({ name }) => name === "status")?.sends ?? [];
/** The registry entry that stands in for an unknown Code. */
const unknownCode = errorCode.entry("FRAM");
const protocolError = Number(unknownCode.columns["close"]);

/** Returns whether an error frame may carry a status. */
export function isSendableStatus(status: number): boolean {
  return sendableStatuses.some(([from, to]) => status >= from && status <= (to ?? Infinity));
}

/** Returns the effective value of a received Status. One that no endpoint may send counts as a protocol error, 1002. */
export function effectiveStatus(status: number): number {
  return isSendableStatus(status) ? status : protocolError;
}

/** Returns the effective Code of an error frame. An unknown Code counts as FRAM. */
export function effectiveCode({ code }: ErrorFrame): ErrorCode {
  return (errorCode.find(code) ?? unknownCode).name;
}

/** Describes an error frame with the Code received. */
export function errorFrameText(frame: ErrorFrame): string {
  const counted = effectiveCode(frame);
  return `an error frame ${frame.code}${counted === frame.code ? "" : `, which counts as ${counted}`}`;
}

/** Returns the close code that an error frame stands for. */
export function closeCodeOf(frame: ErrorFrame): number {
  const { code, status } = frame;
  if (code === "CLOS") return status === undefined ? NO_STATUS_RECEIVED : effectiveStatus(status);
  return Number(errorCode.entry(effectiveCode(frame)).columns["close"]);
}

/**
 * Validates the arguments of `close`.
 *
 * @param code - the Status; absent sends neither Status nor Reason
 * @param reason - at most the `reason` limit in octets of UTF-8; only with a code
 * @throws {@link LocalError} if one of them cannot be sent
 */
export function validateClose(code?: number, reason = ""): CloseRequest {
  const maxOctets = limit.value("reason");
  const octets = new TextEncoder().encode(reason).length;
  if (code === undefined && reason !== "") throw new LocalError("code", "expected a code with a reason");
  if (code !== undefined && !isSendableStatus(code)) {
    const ranges = sendableStatuses.map(([from, to]) => `${from} to ${to ?? "more"}`).join(" or ");
    throw new LocalError("code", `expected ${ranges}, found ${code}`);
  }
  if (octets > maxOctets) throw new LocalError("reason", `expected at most ${maxOctets} octets in UTF-8, found ${octets}`);
  return code === undefined ? { reason } : { status: code, reason };
}

/** Returns the CLOS of a close request. */
export function closFrame({ status, reason }: CloseRequest): ErrorFrame {
  return status === undefined ? { type: "error", code: "CLOS" } : { type: "error", code: "CLOS", status, reason };
}

/** Returns the answer to a CLOS: its effective Status, without its Reason. */
export function closAnswer({ status }: ErrorFrame): ErrorFrame {
  return closFrame(status === undefined ? { reason: "" } : { status: effectiveStatus(status), reason: "" });
}
