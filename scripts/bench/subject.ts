/**
 * A subject of the end-to-end benchmarks: a server that sends messages back, and its client.
 *
 * @module
 */

/** An end of a connection that sends messages. */
export interface MessageSender {
  /** Sends one message. */
  send(octets: Uint8Array): void;
}

/** A connection of a client. */
export interface BenchConnection extends MessageSender {
  /** Called with the size of each message, or of each chunk of the plain stream, in octets. */
  onMessage: (octets: number) => void;
}

/** A client with its connections. */
export interface DialledClient {
  readonly connections: readonly BenchConnection[];
  /** Ends all connections. */
  end(): void;
}

/** An echo server and its client. */
export interface BenchSubject {
  /**
   * Starts the server.
   *
   * @param onOpen - receives the server's end of each connection
   * @returns its port
   */
  serve(onOpen?: (connection: MessageSender) => void): Promise<number>;
  /** Opens connections. @param count - of connections; @param sessions - of HTTP/2 connections that they share */
  dial(port: number, count: number, sessions: number): Promise<DialledClient>;
}

/** The address of all servers. */
export const HOST = "127.0.0.1";

/** Makes a connection out of its two directions. */
export function benchConnection(
  send: (octets: Uint8Array) => void,
  listen: (take: (octets: number) => void) => void,
): BenchConnection {
  const made: BenchConnection = { send, onMessage: () => undefined };
  listen((octets) => made.onMessage(octets));
  return made;
}
