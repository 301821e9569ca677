/**
 * The path under test as a check sees it.
 *
 * @module
 */
import type { Connection, ConnectOptions } from "../../../../reference/http2/index.ts";
import type { EndReport } from "./end-report.ts";
import type { RawExchange, RawRequest } from "./raw-exchange.ts";

/** One end of an open WebSocket2 connection. */
export interface PathEnd {
  /** Messages received so far. */
  readonly messages: number;
  /** Queues one binary message of zero octets. @param octets - its size */
  send(octets: number): void;
  /** Sends back every message that arrives from now on. */
  echo(): void;
  /** Closes this end, behind everything that it has queued. @param code - a close code */
  close(code: number): void;
  /** Waits until this end has received a number of messages in all. @param ms - the time limit. @returns whether they arrived in time */
  waitForCount(messages: number, ms: number): Promise<boolean>;
  /** Returns how the connection ended at this end, or `undefined` after the time limit. @param ms - the time limit */
  waitForClose(ms: number): Promise<EndReport | undefined>;
}

/** Both ends of one connection. */
export interface PathEnds {
  readonly client: PathEnd;
  readonly server: PathEnd;
}

/** A request as it arrives at the server. */
export interface SeenRequest {
  /** Field values by name; pseudo-header fields included where the server speaks HTTP/2. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** How the client's side of the stream ended; `undefined` while it is open. */
  readonly ended: "END_STREAM" | "reset" | undefined;
}

/** The path under test. */
export interface PathTarget {
  /** The first hop. */
  readonly address: { readonly host: string; readonly port: number };
  /** The round-trip time of the path, in ms, as far as it is known; time limits of checks grow by it. */
  readonly roundTripMs: number;
  /**
   * Returns a request target for one connection alone.
   *
   * @param resource - the resource of the test origin; a path given as a URL ignores it
   */
  newTarget(resource: string): string;
  /** Opens a connection with the package's client. @throws {@link OpeningError} */
  connect(target: string, options?: ConnectOptions): Promise<Connection>;
  /** Opens a connection whose server end can be controlled. @throws {@link OpeningError} */
  connectBothEnds(options?: ConnectOptions): Promise<PathEnds>;
  /** Sends a handshake on an HTTP/2 connection of its own, with a raw HTTP/2 client. */
  openRaw(request: RawRequest): Promise<RawExchange>;
  /** Returns the request that arrived at the server for a target; `undefined` if none arrived or the server does not report it. */
  requestSeen(target: string): Promise<SeenRequest | undefined>;
}
