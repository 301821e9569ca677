/**
 * What a client knows of its opening, and what it makes of it where it fails.
 *
 * @module
 */
import type { ClientCheck } from "../../schema/headers/index.ts";
import { clientCheck } from "../../schema/headers/index.ts";
import type { ConnectionEvent, ConnectionState } from "../../schema/states/index.ts";
import type { FailedReply, FieldLines, AcceptedReply, RequestOptions } from "../../wire/handshake/index.ts";
import type { Message } from "../messages/message.ts";

/** The opening of a client. */
export interface ClientOpening {
  readonly confirm: boolean;
  /** Whether a reply without a subprotocol fails where some were offered. */
  readonly requireProtocol: boolean;
  request: RequestOptions | undefined;
  fields: FieldLines;
  /** The Data of the opening ping and of the second one. */
  openingPingData: Uint8Array;
  secondPingData: Uint8Array;
  /** Whether the second ping is answered. */
  secondPingAnswered: boolean;
  /** The header section of the response: its status is 1xx, or it was checked. */
  reply: "interim" | AcceptedReply | FailedReply | undefined;
  /** Whether the header section ended the response. */
  replyEnded: boolean;
  /** Content of a response that opens nothing, as far as it is reported. */
  content: Uint8Array[];
  contentOctets: number;
  /** Messages that wait for the second pong. */
  keptMessages: Message[];
  keptOctets: number;
}

const EMPTY = new Uint8Array(0);

/** A client's opening before its request. */
export function clientOpening(confirm: boolean, requireProtocol: boolean): ClientOpening {
  return {
    confirm, requireProtocol, request: undefined, fields: [], openingPingData: EMPTY, secondPingData: EMPTY, secondPingAnswered: false,
    reply: undefined, replyEnded: false, content: [], contentOctets: 0, keptMessages: [], keptOctets: 0,
  };
}

/** Gives up what an open connection does not need; the second ping may still wait for its pong. */
export function releaseClientOpening(opening: ClientOpening): void {
  opening.request = undefined;
  opening.fields = [];
  opening.openingPingData = EMPTY;
  opening.reply = undefined;
  opening.keptMessages = [];
}

/** Notes the pong of the second ping. */
export function acknowledgeSecondPing(opening: ClientOpening): void {
  opening.secondPingAnswered = true;
  opening.secondPingData = EMPTY;
}

/** Whether a failed check reports the content of the response, as the registry has it. */
export function reportsContent(check: ClientCheck): boolean {
  return String(clientCheck.entry(check).columns["reports"]).split(", ").includes("content");
}

type CheckTable = Readonly<Partial<Record<ConnectionState, Readonly<Partial<Record<ConnectionEvent, ClientCheck>>>>>>;

const firstFrame = { message: "opening-pong", ping: "opening-pong", pong: "opening-pong", clos: "opening-pong", error: "opening-pong", fault: "opening-pong" } as const;
const always = { close: "cancelled", "handshake-timeout": "timeout" } as const;

/** The check that fails where an event of the stream ends an opening; those of the header section have a table of their own. */
const checksByEvent: CheckTable = {
  connecting: { ...always, reset: "aborted", loss: "aborted" },
  replied: { ...always, ...firstFrame, "end-stream": "ended", reset: "aborted", loss: "aborted" },
  confirming: { ...always, error: "refused", fault: "opening-pong", "end-stream": "not-duplex", reset: "not-duplex", loss: "not-duplex" },
};

/** What a timeout waited for, in words. */
export const timeoutText: Readonly<Partial<Record<ConnectionState, string>>> = {
  connecting: "no response in time",
  refused: "the response did not end in time",
  replied: "no opening pong in time",
  confirming: "no pong to the second ping in time",
};

/** The check that an event fails. @throws never; a row that fails an opening without one is found by a test */
export function failedCheck(state: ConnectionState, event: ConnectionEvent): ClientCheck {
  return checksByEvent[state]?.[event] ?? "aborted";
}
