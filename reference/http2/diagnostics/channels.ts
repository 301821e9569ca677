/**
 * Channels of node:diagnostics_channel for the events of all connections of the process. Without a subscriber they cost nothing for each
 * message.
 *
 * @module
 */
import { type Channel, channel } from "node:diagnostics_channel";

import type { CloseReport } from "../../connection/index.ts";
import type { ConnectionRole } from "../../schema/states/index.ts";
import type { Frame } from "../../wire/index.ts";
import type { Connection } from "../api/connection.ts";
import type { OpeningError } from "../api/errors.ts";
import type { HandshakeFailure } from "../server/server-options.ts";

/** Message of the channel `websocket2:open`: a connection is open, before the application receives it. */
export interface OpenMessage {
  /** The role of this end. */
  readonly role: ConnectionRole;
  readonly connection: Connection;
  /** The target: on a client its URL, on a server path and query as received. */
  readonly target: string;
}

/** Message of the channel `websocket2:close`: a connection has ended, and its last message is delivered. */
export interface CloseMessage {
  /** The role of this end. */
  readonly role: ConnectionRole;
  readonly connection: Connection;
  /** How it ended. */
  readonly report: CloseReport;
}

/** Message of the channel `websocket2:fail`: a handshake opened no connection. A client may repeat it. */
export type FailMessage =
  | { readonly role: "client"; readonly target: string; readonly failure: OpeningError }
  | { readonly role: "server"; readonly target: string; readonly failure: HandshakeFailure };

/**
 * Message of the channels `websocket2:frame:in` and `websocket2:frame:out`: a frame has arrived, or has been handed to HTTP. The views in
 * it are valid during the call of the subscriber; copy what you keep.
 */
export interface FrameMessage {
  /** The role of this end. */
  readonly role: ConnectionRole;
  /** The connection; `undefined` before it is open. */
  readonly connection: Connection | undefined;
  /** The target, as in {@link OpenMessage}. */
  readonly target: string;
  /** The frame by its fields; a compressed message has its payload as it is on the wire. */
  readonly frame: Frame;
  /** Size of the payload in octets. */
  readonly size: number;
  /** The octets of the whole frame. */
  readonly octets: Uint8Array;
}

/** The messages of the channels by the names of the channels. */
export interface DiagnosticMessages {
  readonly "websocket2:open": OpenMessage;
  readonly "websocket2:close": CloseMessage;
  readonly "websocket2:fail": FailMessage;
  readonly "websocket2:frame:in": FrameMessage;
  readonly "websocket2:frame:out": FrameMessage;
}

/** Name of a channel. */
export type DiagnosticName = keyof DiagnosticMessages;

/** A channel with the type of its messages. */
type TypedChannel<M> = Omit<Channel, "publish"> & { publish(message: M): void };

const typed = <N extends DiagnosticName>(name: N): TypedChannel<DiagnosticMessages[N]> => channel(name);

/** The channels. */
export const channels = {
  open: typed("websocket2:open"),
  close: typed("websocket2:close"),
  fail: typed("websocket2:fail"),
  frameIn: typed("websocket2:frame:in"),
  frameOut: typed("websocket2:frame:out"),
};

/**
 * Calls a function with each message of a channel of `node:diagnostics_channel`, with its type. `subscribe` of that module does the same
 * without types. A subscriber does not call the connection; if it throws, the error is uncaught.
 *
 * Frames are reported of connections whose handshake begins while a frame channel has a subscriber.
 *
 * @param name - name of the channel
 * @param subscriber - called at once, synchronously
 * @returns a function that ends the subscription
 *
 * @example
 * ```ts
 * import { connect, subscribeDiagnostics } from "websocket2";
 *
 * const unsubscribe = subscribeDiagnostics("websocket2:close", ({ role, report }) => {
 *   if (role === "client") console.log(report.code); // 1000
 * });
 * const connection = await connect("http://127.0.0.1:8080/echo");
 * connection.close(1000);
 * await connection.closed;
 * unsubscribe();
 * ```
 */
export function subscribeDiagnostics<N extends DiagnosticName>(
  name: N,
  subscriber: (message: DiagnosticMessages[N]) => void,
): () => void {
  const listener = (message: unknown): void => subscriber(message as DiagnosticMessages[N]);
  const subscribed = channel(name);
  subscribed.subscribe(listener);
  return () => void subscribed.unsubscribe(listener);
}
