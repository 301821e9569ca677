/**
 * The data of a client's opening handshake, and the check that each failure reports (Section "Client Checks").
 *
 * @module
 */
import { type ClientCheck, clientCheck } from "../../schema/headers/index.ts";
import type { ConnectionEvent, ConnectionState } from "../../schema/states/index.ts";
import type { AcceptedReply, FailedReply, FieldLines, RequestOptions } from "../../wire/handshake/index.ts";
import type { Message } from "../message.ts";

/** The data of a client's opening handshake. */
export interface ClientOpening {
  /** When this end was created, in ms of the clock. */
  startedAt: number;
  /** Whether the connection opens only with the pong of the second ping. */
  readonly confirm: boolean;
  /** Whether a reply without a subprotocol fails if the client offered one. */
  readonly requireProtocol: boolean;
  request: RequestOptions | undefined;
  /** The header section of the request. */
  fields: FieldLines;
  /** The Data of the opening ping. */
  openingPingData: Uint8Array;
  /** The Data of the second ping, until its pong. */
  secondPingData: Uint8Array;
  /** Whether the pong of the second ping has been received. */
  secondPingAnswered: boolean;
  /** The result of the checks of the response; `interim` for a status of 1xx. */
  reply: "interim" | AcceptedReply | FailedReply | undefined;
  /** Whether the response ended with its header section. */
  replyEnded: boolean;
  /** The content of a response that does not open the connection, up to the `refusalBody` limit. */
  content: Uint8Array[];
  contentOctets: number;
  /** Messages received before the pong of the second ping. */
  keptMessages: Message[];
  keptOctets: number;
}

const EMPTY = new Uint8Array(0);

/** Returns the data of a handshake before its request. */
export function clientOpening(confirm: boolean, requireProtocol: boolean): ClientOpening {
  return {
    startedAt: 0,
    confirm,
    requireProtocol,
    request: undefined,
    fields: [],
    openingPingData: EMPTY,
    secondPingData: EMPTY,
    secondPingAnswered: false,
    reply: undefined,
    replyEnded: false,
    content: [],
    contentOctets: 0,
    keptMessages: [],
    keptOctets: 0,
  };
}

/** Releases the data that an open connection does not need. The second ping may still await its pong. */
export function releaseClientOpening(opening: ClientOpening): void {
  opening.request = undefined;
  opening.fields = [];
  opening.openingPingData = EMPTY;
  opening.reply = undefined;
  opening.keptMessages = [];
}

/** Records the pong of the second ping. */
export function acknowledgeSecondPing(opening: ClientOpening): void {
  opening.secondPingAnswered = true;
  opening.secondPingData = EMPTY;
}

/** Returns whether a failed check reports the content of the response, according to the registry of checks. */
export function reportsContent(check: ClientCheck): boolean {
  return String(clientCheck.entry(check).columns["reports"]).split(", ").includes("content");
}

type CheckTable = Readonly<Partial<Record<ConnectionState, Readonly<Partial<Record<ConnectionEvent, ClientCheck>>>>>>;

const firstFrame = {
  message: "opening-pong",
  ping: "opening-pong",
  pong: "opening-pong",
  clos: "opening-pong",
  error: "opening-pong",
  fault: "opening-pong",
} as const;
const always = { close: "cancelled", terminate: "cancelled", "handshake-timeout": "timeout" } as const;

/** For each state, the check that fails when the event occurs. Checks of the header section are in `wire/handshake`. */
const checksByEvent: CheckTable = {
  connecting: { ...always, reset: "aborted", loss: "aborted" },
  replied: { ...always, ...firstFrame, "end-stream": "ended", reset: "aborted", loss: "aborted" },
  confirming: { ...always, error: "refused", fault: "opening-pong", "end-stream": "not-duplex", reset: "not-duplex", loss: "not-duplex" },
};

/** For each state, what had not happened when the handshake timeout expired. */
export const timeoutText: Readonly<Partial<Record<ConnectionState, string>>> = {
  connecting: "no response in time",
  refused: "the response did not end in time",
  replied: "no opening pong in time",
  confirming: "no pong to the second ping in time",
};

/** Returns the check that fails when the event occurs. The default is never used: a test shows that every event has a check. */
export function failedCheck(state: ConnectionState, event: ConnectionEvent): ClientCheck {
  return checksByEvent[state]?.[event] ?? "aborted";
}
