/**
 * What a case is: data around a few steps.
 *
 * @module
 */
import type { CompressionChoice, CompressionOffer } from "../../../reference/schema/index.ts";
import type { Field, HeadersDressing, Peer } from "../h2/index.ts";
import type { Link } from "./link.ts";

/** The role of a peer under test. */
export type Role = "client" | "server";

/** An identifier of a statement of the draft. */
export type RequirementId = `R-${number}`;

/** How a connection is opened. */
export interface Opening {
  /** As a client: what is offered. */
  readonly offer?: CompressionOffer;
  /** As a server: what is chosen. */
  readonly choice?: CompressionChoice;
  /** As a client: subprotocols. */
  readonly protocols?: readonly string[];
  /** Settings of HTTP/2 that are sent first. */
  readonly window?: number;
  /** Whether pings are answered; yes unless given. */
  readonly pong?: boolean;
  /** How the request's header section is sent. */
  readonly dressing?: HeadersDressing;
  /** As a client: on this connection of HTTP/2. */
  readonly on?: Peer;
}

/** What the steps of a case work with. */
export interface Lab {
  /** The role of the peer under test. */
  readonly role: Role;
  /** How long a step waits, in ms. */
  readonly patience: number;
  /** Opens a connection: connects to a server under test, or takes the request of a client under test. */
  open(opening?: Opening): Promise<Link>;
}

/** What a case for servers has beside that. */
export interface ServerLab extends Lab {
  readonly role: "server";
  /** A connection of HTTP/2 to the server. @param window - the initial window of streams */
  session(window?: number): Promise<Peer>;
  /** The header section of a handshake with the target, each field as given or, for `null`, left out. */
  request(change?: Readonly<Record<string, string | null>>, more?: readonly Field[]): Field[];
}

/** The request of a client under test. */
export interface ClientRequest {
  readonly peer: Peer;
  readonly stream: number;
  readonly fields: readonly Field[];
  readonly endStream: boolean;
}

/** What a case for clients has beside that. */
export interface ClientLab extends Lab {
  readonly role: "client";
  /** The next request of the client for the case's URL. */
  request(patience?: number): Promise<ClientRequest>;
  /** The header section that accepts, each field as given or, for `null`, left out. */
  reply(change?: Readonly<Record<string, string | null>>, more?: readonly Field[]): Field[];
  /** Makes a link of a request, before or after a reply was sent. @param pong - whether it answers pings; yes unless given */
  link(request: ClientRequest, choice?: CompressionChoice | null, pong?: boolean): Link;
  /** The Data of opening pings that this run has seen. */
  readonly seen: Set<string>;
}

interface Common {
  /** Topic and name: `closing/repeats-status`. */
  readonly id: string;
  /** What the peer has to do, in one sentence. */
  readonly says: string;
  /** The statements of the draft that it checks; their sections are those of the case. */
  readonly requirements: readonly RequirementId[];
  /** How long it waits for a timeout of the peer, in ms; cases over 12 s run with `--slow` only. */
  readonly waits?: number;
}

/** A case for a role, or for both. */
export type Case = Common &
  (
    | { readonly role: "both"; readonly run: (lab: Lab) => Promise<void> }
    | { readonly role: "server"; readonly run: (lab: ServerLab) => Promise<void> }
    | { readonly role: "client"; readonly run: (lab: ClientLab) => Promise<void> }
  );
