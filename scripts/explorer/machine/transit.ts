/**
 * What is on its way between the two ends of a connection in the explorer.
 *
 * @module
 */
import { fromHex, toHex } from "../../../reference/layout/plain.ts";
import { encodeFrame } from "../../../reference/wire/frame-encoder.ts";
import type { Frame } from "../../../reference/wire/frame-types.ts";

/** A frame on its way, or in a queue. */
export interface TransitFrame {
  readonly kind: "frame";
  readonly from: string;
  /** The action that sent it, and the event that it causes. */
  readonly action: string;
  readonly event: string;
  /** The frame in a few words. */
  readonly label: string;
  /** Its octets in hexadecimal. */
  readonly hex: string;
  /** The Data of a ping or pong in hexadecimal. */
  readonly data: string;
  readonly status: number | undefined;
  /** Whether its octets were changed on the way. */
  readonly damaged: boolean;
}

/** Something of HTTP on its way: a header section, content of a refusal, END_STREAM, RST_STREAM. */
export interface TransitSignal {
  readonly kind: "signal";
  readonly from: string;
  readonly action: string;
  readonly event: string;
}

/** Anything on its way. */
export type TransitPiece = TransitFrame | TransitSignal;

/** The contents of a frame that the action does not determine. */
interface TransitContents {
  readonly data: string;
  readonly status: number | undefined;
  readonly text: string;
}

/** The code of an error frame that a fault causes. */
const FAULT_CODE = "FRAM";

function errorFrame(code: string, status: number | undefined): Frame {
  return status === undefined ? { type: "error", code } : { type: "error", code, status, reason: "" };
}

function valueOf(event: string, { data, status, text }: TransitContents): Frame {
  if (event === "ping" || event === "pong") return { type: "ping", kind: event, data: fromHex(data) };
  if (event === "message") return { type: "text", text };
  return errorFrame(event === "clos" ? "CLOS" : FAULT_CODE, status);
}

function labelOf(frame: Frame): string {
  if (frame.type === "ping") return `${frame.kind} ${toHex(frame.data.subarray(0, 1))}…`;
  if (frame.type === "error") return ["error", frame.code, ...(frame.status === undefined ? [] : [String(frame.status)])].join(" ");
  return frame.type === "text" && "text" in frame ? `text “${frame.text}”` : frame.type;
}

/** Returns the frame that an action sends. */
export function frameOf(from: string, action: string, event: string, contents: TransitContents): TransitFrame {
  const frame = valueOf(event, contents);
  const { data, status } = contents;
  return { kind: "frame", from, action, event, label: labelOf(frame), hex: toHex(encodeFrame(frame)), data, status, damaged: false };
}
