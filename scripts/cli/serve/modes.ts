/**
 * The modes and handlers of `ws2 serve`.
 *
 * @module
 */
import { pathToFileURL } from "node:url";

import { PreparedMessage } from "../../../reference/connection/index.ts";
import { type Connection, prepareMessage, type ReceivedData, type Resource, WebSocket2Server } from "../../../reference/http2/index.ts";
import { LocalError } from "../../../reference/layout/index.ts";
import { UsageError } from "../../common/program.ts";
import { probeResource } from "../../interop/intermediaries/probe/probe-resource.ts";
import { describeLoadError } from "./load-error.ts";

/** An echo stops reading while its send queue holds more octets than this. */
const MAX_BUFFERED_OCTETS = 1024 * 1024;

/** The close code of a connection whose peer does not accept a message of this length. */
const MESSAGE_TOO_BIG = 1009;

/** Sends a message, or closes the connection if the message is longer than its peer accepts. */
function sendOrClose(connection: Connection, data: ReceivedData | PreparedMessage): void {
  const size = data instanceof PreparedMessage ? data.size : Buffer.byteLength(data);
  if (size > (connection.peerMessageLimit ?? Infinity)) connection.close(MESSAGE_TOO_BIG);
  else connection.send(data);
}

/**
 * Sends back every message, as fast as the peer reads.
 *
 * @param received - called for each message
 */
export function echoMessages(connection: Connection, received: (data: ReceivedData) => void = () => undefined): void {
  connection.onmessage = (data) => {
    received(data);
    sendOrClose(connection, data);
    if (connection.bufferedAmount > MAX_BUFFERED_OCTETS) connection.pause();
  };
  connection.ondrain = () => connection.resume();
}

/** Sends back every message. */
export function echoResource(): Resource {
  return { connection: (connection) => echoMessages(connection) };
}

/** Sends every message to all other clients; a text message begins with the name of its sender. */
export function chatResource(): Resource {
  const names = new Map<Connection, string>();
  let count = 0;
  const tell = (but: Connection, data: ReceivedData): void => {
    const message = prepareMessage(data);
    for (const other of names.keys()) if (other !== but) sendOrClose(other, message);
  };
  return {
    connection(connection) {
      const name = `guest ${++count}`;
      names.set(connection, name);
      connection.send(`You are ${name}. Others here: ${names.size - 1}.`);
      tell(connection, `${name} joined.`);
      connection.onmessage = (data) => tell(connection, typeof data === "string" ? `${name}: ${data}` : data);
      connection.onclose = () => {
        names.delete(connection);
        tell(connection, `${name} left.`);
      };
    },
  };
}

/** The modes by name. */
export const modes = { echo: echoResource, chat: chatResource, probe: probeResource } as const;

/** The default export of a handler module. */
function toResource(exported: unknown): Resource | undefined {
  if (typeof exported === "function") return { connection: exported as Resource["connection"] };
  const resource = exported as Partial<Resource> | null | undefined;
  return typeof resource === "object" && typeof resource?.connection === "function" ? (resource as Resource) : undefined;
}

/**
 * Loads the resource of a handler module.
 *
 * @param path - the file of the module
 * @throws {@link UsageError} if the module does not load or its default export is not a handler
 */
export async function loadHandler(path: string): Promise<Resource> {
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
  } catch (error) {
    throw new UsageError(`--handler: ${path}: ${await describeLoadError(path, error)}`);
  }
  const resource = toResource(module.default);
  if (resource === undefined) {
    throw new UsageError(
      `--handler: ${path}: expected a default export that is a function (connection, handshake), or an object with this function as connection`,
    );
  }
  try {
    new WebSocket2Server({ resources: { "/": resource } });
  } catch (error) {
    if (error instanceof LocalError) throw new UsageError(`--handler: ${path}: ${error.message.replace('resources["/"].', "")}`);
    throw error;
  }
  return resource;
}
