/**
 * What a case is: data around a few steps.
 *
 * @module
 */
import type { CompressionChoice, CompressionOffer } from "../../../reference/schema/index.ts";
import type { Http2Field, HeadersFrameOptions, Http2Peer } from "../h2/index.ts";
import type { TestConnection } from "./test-connection.ts";

/** The role of a peer under test. */
export type PeerRole = "client" | "server";

/** An identifier of a statement of the draft. */
export type RequirementId = `R-${number}`;

/** How a connection is opened. */
export interface OpenOptions {
  /** As a client: what is offered. */
  readonly offer?: CompressionOffer;
  /** As a server: what is chosen. */
  readonly choice?: CompressionChoice;
  /** As a client: subprotocols. */
  readonly protocols?: readonly string[];
  /** Settings of HTTP/2 that are sent first. */
  readonly initialWindow?: number;
  /** Whether pings are answered; yes unless given. */
  readonly answerPings?: boolean;
  /** How the request's header section is sent. */
  readonly frameOptions?: HeadersFrameOptions;
  /** As a client: on this connection of HTTP/2. */
  readonly peer?: Http2Peer;
}

/** What the steps of a case work with. */
export interface ConformanceHarness {
  /** The role of the peer under test. */
  readonly role: PeerRole;
  /** How long a step waits, in ms. */
  readonly timeoutMs: number;
  /** Opens a connection: connects to a server under test, or takes the request of a client under test. */
  open(opening?: OpenOptions): Promise<TestConnection>;
}

/** What a case for servers has beside that. */
export interface ServerHarness extends ConformanceHarness {
  readonly role: "server";
  /** A connection of HTTP/2 to the server. @param window - the initial window of streams */
  connectHttp2(window?: number): Promise<Http2Peer>;
  /** The header section of a handshake with the target, each field as given or, for `null`, left out. */
  requestFields(change?: Readonly<Record<string, string | null>>, more?: readonly Http2Field[]): Http2Field[];
}

/** The request of a client under test. */
export interface ReceivedRequest {
  readonly peer: Http2Peer;
  readonly stream: number;
  readonly fields: readonly Http2Field[];
  readonly endStream: boolean;
}

/** What a case for clients has beside that. */
export interface ClientHarness extends ConformanceHarness {
  readonly role: "client";
  /** The next request of the client for the case's URL. */
  nextRequest(patience?: number): Promise<ReceivedRequest>;
  /** The header section that accepts, each field as given or, for `null`, left out. */
  replyFields(change?: Readonly<Record<string, string | null>>, more?: readonly Http2Field[]): Http2Field[];
  /** Makes a link of a request, before or after a reply was sent. @param pong - whether it answers pings; yes unless given */
  connectionOn(request: ReceivedRequest, choice?: CompressionChoice | null, pong?: boolean): TestConnection;
  /** The Data of opening pings that this run has seen. */
  readonly seenPingData: Set<string>;
}

interface CaseDefinition {
  /** Topic and name: `closing/repeats-status`. */
  readonly id: string;
  /** What the peer has to do, in one sentence. */
  readonly summary: string;
  /** The statements of the draft that it checks; their sections are those of the case. */
  readonly requirements: readonly RequirementId[];
  /** How long it waits for a timeout of the peer, in ms; cases over 12 s run with `--slow` only. */
  readonly waitsMs?: number;
}

/** A case for a role, or for both. */
export type ConformanceCase = CaseDefinition &
  (
    | { readonly role: "both"; readonly run: (lab: ConformanceHarness) => Promise<void> }
    | { readonly role: "server"; readonly run: (lab: ServerHarness) => Promise<void> }
    | { readonly role: "client"; readonly run: (lab: ClientHarness) => Promise<void> }
  );
