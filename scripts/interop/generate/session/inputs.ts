/**
 * What the generated sessions are made of: steps, the frames in them, header sections.
 *
 * @module
 */
import type { Frame } from "../../../../reference/schema/index.ts";
import type { ConnectionEvent, ConnectionRole } from "../../../../reference/schema/states/index.ts";
import { encodeFrame, type FieldLines } from "../../../../reference/wire/index.ts";
import { toHex } from "../../../common/octets.ts";

/** What an end receives: a frame, octets that are a fault with that Code, or octets that complete nothing. */
export type ReceivedOctets = { readonly frame: Frame } | { readonly fault: string; readonly hex: string } | { readonly hex: string };

/** What the model knows of an input beside its event. */
export interface InputFacts {
  readonly received?: readonly ReceivedOctets[];
  /** What the header section of a response is. */
  readonly reply?: "interim" | "okay" | "content-follows" | "ends";
  readonly reset?: string;
  readonly window?: number;
}

/** A step before it is known what it leads to. */
export interface SessionInput {
  /** As the case has it. */
  readonly step: Readonly<Record<string, unknown>>;
  /** The events that it brings, in order. */
  readonly events: readonly ConnectionEvent[];
  readonly facts?: InputFacts;
}

/** Octets of 8 equal ones, the Data of a ping. */
export const pingData = (octet: string): string => octet.repeat(8);

/** The Data of the pings that the end sends, in order. */
export const random = ["d1", "d2", "d3", "d4"].map(pingData);

/** A ping or pong. */
export const pingFrame = (kind: "ping" | "pong", of: string): Frame => ({ type: "ping", kind, data: new Uint8Array(Buffer.from(of, "hex")) });

/** An error frame. */
export const errorFrame = (code: string, status?: number): Frame => ({ type: "error", code, ...(status === undefined ? {} : { status, reason: "" }) }) as Frame;

/** The octets of a frame. */
export const octetsOfFrame = (frame: Frame): string => toHex(encodeFrame(frame));

/** The octets of what is received. */
export const receivedHex = (each: ReceivedOctets): string => ("frame" in each ? octetsOfFrame(each.frame) : each.hex);

/** The end receives this in one DATA frame. */
export function feed(...received: ReceivedOctets[]): SessionInput {
  return { step: { feed: received.map(receivedHex).join("") }, events: ["octets"], facts: { received } };
}

/** The header section of a handshake. */
export const requestFields: FieldLines = [
  [":method", "POST"],
  [":scheme", "https"],
  [":authority", "example.com"],
  [":path", "/chat"],
  ["content-type", "application/websocket2"],
  ["websocket2-version", "1"],
];

/** The header sections of responses. */
export const replyFields: Readonly<Record<NonNullable<InputFacts["reply"]>, FieldLines>> = {
  interim: [[":status", "103"]],
  okay: [[":status", "200"], ["content-type", "application/websocket2"], ["websocket2-error", "okay"]],
  "content-follows": [[":status", "403"], ["websocket2-error", "rejected"]],
  ends: [[":status", "403"], ["websocket2-error", "rejected"]],
};

/** A response comes. */
export function headers(reply: NonNullable<InputFacts["reply"]>): SessionInput {
  return { step: { headers: replyFields[reply], ...(reply === "ends" ? { endStream: true } : {}) }, events: ["headers"], facts: { reply } };
}

/** An input that is one event of that name. */
export const eventInput = (event: ConnectionEvent, step: Readonly<Record<string, unknown>>, facts: InputFacts = {}): SessionInput => ({ step, events: [event], facts });

/** The window changes; what then has gone out brings its own event. */
export const window = (octets: number | "open"): SessionInput => ({ step: { window: octets }, events: [], facts: { window: octets === "open" ? Infinity : octets } });

/** Time passes, and this happens. */
export const advance = (ms: number, event?: ConnectionEvent): SessionInput => ({ step: { advance: ms }, events: event === undefined ? [] : [event] });

/** A role, and how the end is set up. */
export interface SessionSetup {
  readonly role: ConnectionRole;
  readonly confirm?: boolean;
  readonly limits?: Readonly<Record<string, number>>;
}
