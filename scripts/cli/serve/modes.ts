/**
 * What `ws2 serve` does with its connections.
 *
 * @module
 */
import { pathToFileURL } from "node:url";

import { type Connection, type Received, type Resource, WebSocket2Server } from "../../../reference/http2/index.ts";
import { LocalError } from "../../../reference/layout/index.ts";
import { probe } from "../../interop/paths/probe/server.ts";
import { UsageError } from "../command.ts";
import { loadFault } from "./load-fault.ts";

/** While more octets than this wait to be sent, an echo reads nothing more. */
const MOST_WAITING = 1024 * 1024;

/**
 * Sends back every message, as fast as its sender takes it.
 *
 * @param received - told of each message
 */
export function sendBack(connection: Connection, received: (data: Received) => void = () => undefined): void {
  connection.onmessage = (data) => {
    received(data);
    connection.send(data);
    if (connection.bufferedAmount > MOST_WAITING) connection.pause();
  };
  connection.ondrain = () => connection.resume();
}

/** Sends back every message. */
export function echo(): Resource {
  return { connection: (connection) => sendBack(connection) };
}

/** Sends every message to all others, with the name of its sender where it is text. */
export function chat(): Resource {
  const names = new Map<Connection, string>();
  let count = 0;
  const tell = (but: Connection, text: string | Uint8Array): void => {
    for (const other of names.keys()) if (other !== but) other.send(text);
  };
  return {
    connection(connection) {
      const name = `guest ${++count}`;
      names.set(connection, name);
      connection.send(`You are ${name}. Others here: ${names.size - 1}.`);
      tell(connection, `${name} has come.`);
      connection.onmessage = (data) => tell(connection, typeof data === "string" ? `${name}: ${data}` : data);
      connection.onclose = () => {
        names.delete(connection);
        tell(connection, `${name} has gone.`);
      };
    },
  };
}

/** The modes by name. */
export const modes = { echo, chat, probe } as const;

/** A function that gets the connections, or a resource with more to say. */
function resourceOf(exported: unknown): Resource | undefined {
  if (typeof exported === "function") return { connection: exported as Resource["connection"] };
  const resource = exported as Partial<Resource> | null | undefined;
  return typeof resource === "object" && typeof resource?.connection === "function" ? (resource as Resource) : undefined;
}

/**
 * The resource of a module.
 *
 * @param path - its file
 * @throws {@link UsageError} where it cannot be loaded or exports nothing of use
 */
export async function loadHandler(path: string): Promise<Resource> {
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
  } catch (error) {
    throw new UsageError(`--handler: ${path}: ${await loadFault(path, error)}`);
  }
  const resource = resourceOf(module.default);
  if (resource === undefined) throw new UsageError(`--handler: ${path}: expected a default export that is a function (connection, handshake), or an object with such a function as connection`);
  try {
    new WebSocket2Server({ resources: { "/": resource } });
  } catch (error) {
    if (error instanceof LocalError) throw new UsageError(`--handler: ${path}: ${error.message.replace('resources["/"].', "")}`);
    throw error;
  }
  return resource;
}
