/**
 * What a peer does on one stream, as WebSocket2 sees it.
 *
 * @module
 */
import { type Issue, issueText } from "../../../reference/layout/errors.ts";
import type { Message } from "../../../reference/connection/index.ts";
import { toHex } from "../../common/octets.ts";
import type { Http2ErrorCode } from "../h2/index.ts";

/** One thing that a peer does. */
export type StreamEvent =
  | { readonly is: "message"; readonly message: Message; readonly compressed: boolean }
  | { readonly is: "ping"; readonly data: Uint8Array }
  | { readonly is: "pong"; readonly data: Uint8Array }
  | { readonly is: "error"; readonly code: string; readonly status: number | undefined; readonly reason: string | undefined }
  /** Its octets are malformed. */
  | { readonly is: "fault"; readonly issue: Issue }
  | { readonly is: "end"; /** Whether a frame is in hand. */ readonly open: boolean; /** Whether the lab has neither ended nor reset. */ readonly early: boolean }
  | { readonly is: "reset"; readonly code: Http2ErrorCode }
  | { readonly is: "lost"; readonly why: string };

/** The kind of an item. */
export type StreamEventType = StreamEvent["is"];

/** The item of a kind. */
export type StreamEventOf<K extends StreamEventType> = Extract<StreamEvent, { is: K }>;

const SHOWN_CHARACTERS = 24;

function messageText(message: Message): string {
  const text = message.type === "text" ? JSON.stringify(message.text) : toHex(message.bytes);
  const size = message.type === "text" ? Buffer.byteLength(message.text) : message.bytes.length;
  return `${message.type} of ${size} octets${size === 0 ? "" : ` ${text.slice(0, SHOWN_CHARACTERS)}${text.length > SHOWN_CHARACTERS ? "..." : ""}`}`;
}

/** Says what a peer did. */
export function streamEventText(item: StreamEvent): string {
  switch (item.is) {
    case "message":
      return `${item.compressed ? "compressed " : ""}${messageText(item.message)}`;
    case "ping":
    case "pong":
      return `a ${item.is} ${toHex(item.data)}`;
    case "error":
      return `an error frame ${item.code}${item.status === undefined ? "" : ` ${item.status} ${JSON.stringify(item.reason ?? "")}`}`;
    case "fault":
      return `a malformed frame (${issueText(item.issue)})`;
    case "end":
      return `END_STREAM${item.open ? " inside a frame" : ""}`;
    case "reset":
      return `RST_STREAM(${item.code})`;
    case "lost":
      return item.why;
  }
}

/** Whether two messages are the same. */
export function sameMessage(a: Message, b: Message): boolean {
  if (a.type === "text") return b.type === "text" && a.text === b.text;
  return b.type === "binary" && Buffer.compare(a.bytes, b.bytes) === 0;
}

/** A message of text. */
export const textMessage = (value: string): Message => ({ type: "text", text: value });

/** A binary message of so many octets, each telling its place. */
export function binaryMessage(size: number): Message {
  // A loop: Uint8Array.from takes 100 ms for the messages of all cases, at the start of every command.
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = index % 251;
  return { type: "binary", bytes };
}

/** The same, described. */
export { messageText };
