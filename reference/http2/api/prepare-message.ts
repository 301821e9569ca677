/**
 * Messages for many connections.
 *
 * @module
 */
import { PreparedMessage, type SendOptions } from "../../connection/index.ts";
import type { Connection } from "./connection.ts";
import { messageOf, type SendableData } from "./message-data.ts";

/** Returns the octets as a Buffer: streams of Node.js make one of every other view that is written. */
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, byteLength);

/**
 * Prepares a message that is sent to many connections, also at different times. It is encoded once, and compressed once for all
 * connections with lz4 of the same level; all connections share the octets. With deflate, which has a context, each connection compresses
 * it. lz4 works when the message is first sent at a level, at once: about 25 ms of CPU time for a message of 1 MiB.
 *
 * @param data - a string as text, anything else as binary; copied
 * @param options - `compress: false` sends the message uncompressed on every connection
 * @throws LocalError if the data is neither text nor octets, or a string has a lone surrogate
 *
 * @example
 * ```ts
 * import { connect, prepareMessage } from "websocket2";
 *
 * const hello = prepareMessage("Hi");
 * const connections = await Promise.all([1, 2, 3].map(() => connect("http://127.0.0.1:8080/echo")));
 * console.log(connections.filter((each) => each.send(hello)).length); // 3
 * for (const each of connections) each.close(1000);
 * ```
 */
export function prepareMessage(data: SendableData, options?: SendOptions): PreparedMessage {
  return new PreparedMessage(messageOf(data), { ...options, view: bufferOf });
}

/** Recipients of a published message, and options of the message. `Data` is the type of `connection.data`. */
export interface PublishOptions<Data = unknown> extends SendOptions {
  /** The recipients, such as the members of a room; by default all open connections of the server. */
  readonly to?: Iterable<Connection<Data>>;
  /** A connection that does not receive the message, such as its sender; none by default. */
  readonly except?: Connection<Data>;
  /** Selects recipients; the default is all. */
  readonly filter?: (connection: Connection<Data>) => boolean;
}

/**
 * Sends one message to several connections.
 *
 * @param all - the recipients unless the options name others
 * @returns how many connections accepted it
 * @throws LocalError if the data is neither text nor octets, or a string has a lone surrogate
 */
export function publish<Data>(
  all: Iterable<Connection<Data>>,
  message: SendableData | PreparedMessage,
  { to = all, except, filter, ...options }: PublishOptions<Data>,
): number {
  const prepared = message instanceof PreparedMessage ? message : prepareMessage(message);
  let accepted = 0;
  for (const connection of to) {
    if (connection === except || filter?.(connection) === false) continue;
    if (prepared.size <= (connection.peerMessageLimit ?? Infinity) && connection.send(prepared, options)) accepted += 1;
  }
  return accepted;
}
