/**
 * The client's end of a connection.
 *
 * @module
 */
import { buildRequest, checkReply, type FieldLines, headerSection, type RequestOptions } from "../wire/handshake/index.ts";
import { type ClientOpening, clientOpening } from "./opening/client-opening.ts";
import { ConnectionCore, assertFirstRequest } from "./connection-core.ts";
import type { CoreOptions } from "./machine/connection-context.ts";
import { fire } from "./machine/fire.ts";

/** What a client's end is made with. */
export interface ClientCoreOptions extends CoreOptions {
  /** Wait for the pong of the second ping before the connection counts as open; no unless given. */
  readonly confirm?: boolean;
  /** Fail where subprotocols were offered and none was chosen, as the WebSocket interface does; no unless given. */
  readonly requireProtocol?: boolean;
}

/**
 * The client's end of a connection, without I/O.
 *
 * @example
 * ```ts
 * import { ClientCore } from "websocket2";
 *
 * const core = new ClientCore({
 *   stream: {
 *     sendHeaders: (fields) => console.log(fields[0]), // [ ':method', 'POST' ]
 *     sendResponse: () => undefined,
 *     scheduleWrite: () => console.log("output waits"), // output waits
 *     sendEndStream: () => undefined,
 *     sendReset: (code) => console.log("RST_STREAM", code), // RST_STREAM CANCEL
 *     setReceivePaused: () => undefined,
 *     scheduleRead: () => undefined,
 *     peerWindow: () => 65535,
 *   },
 *   application: {
 *     opened: ({ protocol }) => console.log("open", protocol),
 *     message: (message) => console.log(message),
 *     failed: ({ check }) => console.log("failed:", check), // failed: cancelled
 *     closed: ({ code }) => console.log("closed with", code),
 *   },
 *   environment: { clock: () => performance.now(), random: (octets) => crypto.getRandomValues(new Uint8Array(octets)) },
 * });
 * core.sendRequest({ authority: "example.com", path: "/echo" });
 * const ping = core.take(16384) ?? new Uint8Array();
 * console.log(ping.length, core.state); // 11 connecting
 * core.sent(ping.length);
 * core.close();
 * ```
 */
export class ClientCore extends ConnectionCore {
  readonly #opening: ClientOpening;
  #requested = false;

  /** @throws {@link LocalError} where a limit is out of range */
  constructor(options: ClientCoreOptions) {
    const opening = clientOpening(options.confirm ?? false, options.requireProtocol ?? false);
    super("client", opening, options);
    this.#opening = opening;
  }

  /**
   * Sends the request and the opening ping.
   *
   * @throws {@link LocalError} where an option cannot become a field, or the request was made already
   */
  sendRequest(options: RequestOptions): void {
    assertFirstRequest(this.#requested);
    this.#opening.fields = buildRequest(options);
    this.#requested = true;
    this.#opening.request = options;
    fire(this.context, "request");
    this.afterInput();
  }

  /**
   * Takes a header section of the response; interim ones too, trailers not.
   *
   * @param fields - `:status` included
   * @param endStream - whether the response ended with it
   */
  receiveHeaders(fields: FieldLines, endStream: boolean): void {
    const opening = this.#opening;
    const { offer, protocols } = opening.request ?? {};
    const interim = headerSection(fields).value(":status")?.startsWith("1") === true;
    const reply = interim
      ? "interim"
      : checkReply(fields, {
          endStream,
          requireProtocol: opening.requireProtocol,
          ...(offer === undefined ? {} : { offer }),
          ...(protocols === undefined ? {} : { protocols }),
        });
    opening.reply = reply;
    opening.replyEnded = endStream;
    if (endStream) this.context.peerEnded = true;
    if (reply !== "interim" && reply.ok) this.context.applyNegotiation(reply.compression, reply.protocol);
    this.context.incoming.seen = "";
    fire(this.context, "headers");
    this.afterInput();
  }
}
