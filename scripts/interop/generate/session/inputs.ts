/**
 * Builds the inputs of generated sessions: steps, frames, header sections.
 *
 * @module
 */
import {
  type Frame,
  type HandshakeOutcome,
  requestField,
  VERSION,
  websocket2Error,
  websocket2Version,
} from "../../../../reference/schema/index.ts";
import type { ConnectionEvent, ConnectionRole } from "../../../../reference/schema/states/index.ts";
import { encodeFrame, type FieldLines, MEDIA_TYPE } from "../../../../reference/wire/index.ts";
import { toHex } from "../../../common/octets.ts";
import { compactOctets } from "../../format/octets.ts";

/** Received octets: a frame, octets that are a fault with that error code, or octets that complete no frame. */
export type ReceivedOctets = { readonly frame: Frame } | { readonly fault: string; readonly hex: string } | { readonly hex: string };

/** Properties of an input besides its event. */
export interface InputFacts {
  readonly received?: readonly ReceivedOctets[];
  /** The kind of response that the header section is. */
  readonly reply?: "interim" | "okay" | "content-follows" | "ends";
  readonly reset?: string;
  readonly window?: number;
}

/** A step of a session, without its expected effects. */
export interface SessionInput {
  /** The input as the case contains it. */
  readonly step: Readonly<Record<string, unknown>>;
  /** The events that the input causes, in order. */
  readonly events: readonly ConnectionEvent[];
  readonly facts?: InputFacts;
}

/** Returns the Data of a ping: 8 equal octets in hexadecimal. */
export const pingData = (octet: string): string => octet.repeat(8);

/** The Data of the pings that the endpoint sends, in order. */
export const random = ["d1", "d2", "d3", "d4"].map(pingData);

/** Returns a ping or a pong. */
export const pingFrame = (kind: "ping" | "pong", of: string): Frame =>
  ({ type: "ping", kind, data: new Uint8Array(Buffer.from(of, "hex")) });

/** Returns an error frame, with an empty Reason if it has a status. */
export const errorFrame = (code: string, status?: number): Frame =>
  ({ type: "error", code, ...(status === undefined ? {} : { status, reason: "" }) }) as Frame;

/** Returns the octets of a frame in hexadecimal. */
export const octetsOfFrame = (frame: Frame): string => toHex(encodeFrame(frame));

/** Returns received octets in hexadecimal. */
export const receivedHex = (each: ReceivedOctets): string => ("frame" in each ? octetsOfFrame(each.frame) : each.hex);

/** Returns the input of octets that the endpoint receives in one DATA frame. */
export function feed(...received: ReceivedOctets[]): SessionInput {
  const octets = Buffer.from(received.map(receivedHex).join(""), "hex");
  return { step: { feed: compactOctets(octets) }, events: ["octets"], facts: { received } };
}

/** The header section of a handshake request. */
export const requestFields: FieldLines = [
  [":method", String(requestField.entry(":method").columns["value"])],
  [":scheme", String(requestField.entry(":scheme").columns["value"])],
  [":authority", "example.com"],
  [":path", "/chat"],
  ["content-type", MEDIA_TYPE],
  [websocket2Version.model.id, String(VERSION)],
];

const outcomeField = (outcome: HandshakeOutcome): readonly [string, string] => [websocket2Error.model.id, outcome];

/** The header sections of responses. */
export const replyFields: Readonly<Record<NonNullable<InputFacts["reply"]>, FieldLines>> = {
  interim: [[":status", "103"]],
  okay: [[":status", "200"], ["content-type", MEDIA_TYPE], outcomeField("okay")],
  "content-follows": [[":status", "403"], outcomeField("rejected")],
  ends: [[":status", "403"], outcomeField("rejected")],
};

/** Returns the input of a response that the client receives. */
export function headers(reply: NonNullable<InputFacts["reply"]>): SessionInput {
  return { step: { headers: replyFields[reply], ...(reply === "ends" ? { endStream: true } : {}) }, events: ["headers"], facts: { reply } };
}

/** Returns an input that causes one event. */
export const eventInput = (
  event: ConnectionEvent,
  step: Readonly<Record<string, unknown>>,
  facts: InputFacts = {},
): SessionInput => ({ step, events: [event], facts });

/** Returns the input that sets how many octets may be sent from now on. */
export const window = (octets: number | "open"): SessionInput =>
  ({ step: { window: octets }, events: [], facts: { window: octets === "open" ? Infinity : octets } });

/** Returns the input that `ms` milliseconds pass, with the event that this causes. */
export const advance = (ms: number, event?: ConnectionEvent): SessionInput =>
  ({ step: { advance: ms }, events: event === undefined ? [] : [event] });

/** The role and the options of an endpoint. */
export interface SessionSetup {
  readonly role: ConnectionRole;
  readonly confirm?: boolean;
  readonly limits?: Readonly<Record<string, number>>;
}
