/**
 * Events of a peer on one stream, at the level of WebSocket2 frames.
 *
 * @module
 */
import { type Issue, issueText } from "../../../reference/layout/errors.ts";
import type { Message } from "../../../reference/connection/index.ts";
import { toHex } from "../../common/octets.ts";
import type { Http2ErrorCode } from "../h2/index.ts";

/** An event by type. */
export type StreamEvent =
  | { readonly type: "message"; readonly message: Message; readonly compressed: boolean }
  | { readonly type: "ping"; readonly data: Uint8Array }
  | { readonly type: "pong"; readonly data: Uint8Array }
  | { readonly type: "error"; readonly code: string; readonly status: number | undefined; readonly reason: string | undefined }
  /** The peer's octets are malformed. */
  | { readonly type: "fault"; readonly issue: Issue }
  /** END_STREAM: inside a frame, and early if this end has sent neither END_STREAM nor RST_STREAM. */
  | { readonly type: "end"; readonly insideFrame: boolean; readonly early: boolean }
  | { readonly type: "reset"; readonly code: Http2ErrorCode }
  /** The HTTP/2 connection is lost. */
  | { readonly type: "lost"; readonly why: string };

/** The type of an event. */
export type StreamEventType = StreamEvent["type"];

/** The event of a type. */
export type StreamEventOf<T extends StreamEventType> = Extract<StreamEvent, { type: T }>;

const CONTENT_CHARACTERS = 24;

/** Describes a message: type, size and the beginning of its content. */
export function messageText(message: Message): string {
  const content = message.type === "text" ? JSON.stringify(message.text) : toHex(message.bytes);
  const size = message.type === "text" ? Buffer.byteLength(message.text) : message.bytes.length;
  const shown = content.length > CONTENT_CHARACTERS ? `${content.slice(0, CONTENT_CHARACTERS)}...` : content;
  return `${message.type} of ${size} octets${size === 0 ? "" : ` ${shown}`}`;
}

/** Describes an event. */
export function streamEventText(event: StreamEvent): string {
  switch (event.type) {
    case "message":
      return `${event.compressed ? "compressed " : ""}${messageText(event.message)}`;
    case "ping":
    case "pong":
      return `a ${event.type} ${toHex(event.data)}`;
    case "error":
      return `an error frame ${event.code}${event.status === undefined ? "" : ` ${event.status} ${JSON.stringify(event.reason ?? "")}`}`;
    case "fault":
      return `a malformed frame (${issueText(event.issue)})`;
    case "end":
      return `END_STREAM${event.insideFrame ? " inside a frame" : ""}`;
    case "reset":
      return `RST_STREAM(${event.code})`;
    case "lost":
      return event.why;
  }
}

/** Returns whether two messages have the same type and content. */
export function sameMessage(a: Message, b: Message): boolean {
  if (a.type === "text") return b.type === "text" && a.text === b.text;
  return b.type === "binary" && Buffer.compare(a.bytes, b.bytes) === 0;
}

/** Returns a text message. */
export const textMessage = (text: string): Message => ({ type: "text", text });

/** Returns a binary message of a size in octets; the content varies, so that lost octets show. */
export function binaryMessage(size: number): Message {
  // Uint8Array.from takes 100 ms for the messages of all cases, at the start of every command.
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = index % 251;
  return { type: "binary", bytes };
}
