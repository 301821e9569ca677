/**
 * The client over node:http2.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import type { ClientOptions, ConnectOptions } from "./client-options.ts";
import type { Connection } from "./connection.ts";

/** A client: opens connections, which share the HTTP/2 connections to each origin. */
export class Client {
  readonly #options: ClientOptions;

  /** @param options - what differs from the defaults */
  constructor(options: ClientOptions = {}) {
    this.#options = options;
  }

  /**
   * Opens a connection.
   *
   * @param url - `https`, `http` (without TLS, by prior knowledge), `wss` or `ws`
   * @param options - what to ask for
   * @returns the open connection
   * @throws {@link OpeningError} where nothing opened, also where the signal aborts it (`cancelled`)
   * @throws LocalError where the URL or an option is not usable
   */
  connect(_url: string | URL, _options: ConnectOptions = {}): Promise<Connection> {
    return Promise.reject(new LocalError("url", String(this.#options)));
  }

  /** Closes all connections with 1001 and the HTTP/2 connections behind them. @returns a promise that is resolved when all are gone */
  close(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * Opens a connection with a client that all callers with the same TLS options share; its HTTP/2 connections end when they are idle.
 *
 * @param url - `https`, `http` (without TLS, by prior knowledge), `wss` or `ws`
 * @param options - what to ask for; connections share HTTP/2 connections where `tls` is absent or the same object
 * @returns the open connection
 * @throws {@link OpeningError} where nothing opened
 * @throws LocalError where the URL or an option is not usable
 */
export function connect(url: string | URL, options: ConnectOptions & Pick<ClientOptions, "tls"> = {}): Promise<Connection> {
  return new Client().connect(url, options);
}
