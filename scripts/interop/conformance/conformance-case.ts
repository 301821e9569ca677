/**
 * Conformance cases, and the harness that a case runs on.
 *
 * @module
 */
import type { CompressionChoice, CompressionOffer } from "../../../reference/schema/index.ts";
import type { FieldChanges } from "../h2/change-fields.ts";
import type { Http2Field, HeadersFrameOptions, Http2Peer } from "../h2/index.ts";
import type { TestConnection } from "./test-connection.ts";

/** The role of a peer under test. */
export type PeerRole = "client" | "server";

/** The identifier of a requirement of the draft. */
export type RequirementId = `R-${number}`;

/** Options of a connection. */
export interface OpenOptions {
  /**
   * Methods with the inclusive ranges of their parameters: the offer against a server, the acceptable ranges against a client.
   * Nothing by default. Without an agreement the case ends as unimplemented.
   */
  readonly compression?: CompressionOffer;
  /** The offered subprotocols, against a server. */
  readonly protocols?: readonly string[];
  /** The message limit that this end announces, in octets; none by default. */
  readonly messageLimit?: number;
  /** Changes of the fields of the request or of the response; none by default. */
  readonly fields?: FieldChanges;
  /** The initial window of streams in octets, against a server; 65,535 by default. */
  readonly initialWindow?: number;
  /** Answers pings automatically; `true` by default. */
  readonly answerPings?: boolean;
  /** Options of the HEADERS frame of the request, against a server. */
  readonly frameOptions?: HeadersFrameOptions;
  /** The HTTP/2 connection to use, against a server; a new one by default. */
  readonly peer?: Http2Peer;
}

/** The harness of a case. */
export interface ConformanceHarness {
  /** The role of the peer under test. */
  readonly role: PeerRole;
  /** The time that a step waits, in ms. */
  readonly timeoutMs: number;
  /** Opens a connection: connects to a server under test, or accepts the request of a client under test. */
  open(options?: OpenOptions): Promise<TestConnection>;
}

/** The harness of a case for servers. */
export interface ServerHarness extends ConformanceHarness {
  readonly role: "server";
  /** Opens an HTTP/2 connection to the server. @param initialWindow - the initial window of streams in octets */
  connectHttp2(initialWindow?: number): Promise<Http2Peer>;
  /** Returns the header section of a handshake with the target, with changes. @param more - field lines to append */
  requestFields(changes?: FieldChanges, more?: readonly Http2Field[]): Http2Field[];
}

/** A request of a client under test. */
export interface ReceivedRequest {
  readonly peer: Http2Peer;
  readonly stream: number;
  readonly fields: readonly Http2Field[];
  readonly endStream: boolean;
}

/** The harness of a case for clients. */
export interface ClientHarness extends ConformanceHarness {
  readonly role: "client";
  /** Awaits the next request of the client for the URL of the case. */
  nextRequest(timeoutMs?: number): Promise<ReceivedRequest>;
  /** Returns the header section of a response that opens a connection, with changes. @param more - field lines to append */
  replyFields(changes?: FieldChanges, more?: readonly Http2Field[]): Http2Field[];
  /** Makes a connection of a request; it sends no response. @param answerPings - answers pings automatically, `true` by default */
  connectionOn(request: ReceivedRequest, choice?: CompressionChoice | null, answerPings?: boolean): TestConnection;
  /** The Data of the opening pings that this run has received, in hexadecimal. */
  readonly seenPingData: Set<string>;
}

interface CaseDefinition {
  /** Topic and name, such as `closing/plain`. */
  readonly id: string;
  /** One sentence; the subject is the peer under test. */
  readonly summary: string;
  /** The requirements that the case checks. */
  readonly requirements: readonly RequirementId[];
  /** The time that the case waits for a timeout of the peer, in ms. */
  readonly waitsMs?: number;
}

/** A case for one role or for both. */
export type ConformanceCase = CaseDefinition &
  (
    | { readonly role: "both"; readonly run: (harness: ConformanceHarness) => Promise<void> }
    | { readonly role: "server"; readonly run: (harness: ServerHarness) => Promise<void> }
    | { readonly role: "client"; readonly run: (harness: ClientHarness) => Promise<void> }
  );
