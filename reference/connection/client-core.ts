/**
 * The client's end of a connection.
 *
 * @module
 */
import { buildRequest, checkReply, type FieldLines, headerSection, type RequestOptions } from "../wire/handshake/index.ts";
import { assertFirstRequest, ConnectionCore } from "./connection-core.ts";
import type { CoreOptions } from "./machine/connection-context.ts";
import { type ClientOpening, clientOpening } from "./opening/client-opening.ts";

/** Options of the client's end of a connection. */
export interface ClientCoreOptions extends CoreOptions {
  /** Opens the connection only with the pong of the second ping (Section "The Second Ping"); default `false`. */
  readonly confirm?: boolean;
  /** Fails the opening if the client offered subprotocols and the server chose none, as the WebSocket interface does; default `false`. */
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
 *     windowForPeer: () => 65535,
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

  /** @throws {@link LocalError} if a limit is out of range */
  constructor(options: ClientCoreOptions) {
    const opening = clientOpening(options.confirm ?? false, options.requireProtocol ?? false);
    super("client", opening, options);
    this.#opening = opening;
  }

  /**
   * Sends the request and the opening ping.
   *
   * @throws {@link LocalError} if an option is not valid in a field, if an offered compression method has no implementation, or on the
   *   second call
   */
  sendRequest(options: RequestOptions): void {
    assertFirstRequest(this.#requested);
    this.#opening.fields = buildRequest({ ...options, ...this.context.announcement });
    this.context.assertImplemented(options.offer);
    this.#requested = true;
    this.#opening.request = options;
    this.context.fire("request");
    this.afterInput();
  }

  /**
   * Takes a header section of the response, final or interim. Trailers are reported by {@link ConnectionCore.receiveEndStream}.
   *
   * @param fields - the field lines, including `:status`
   * @param endStream - whether the response ended with it
   */
  receiveHeaders(fields: FieldLines, endStream: boolean): void {
    const opening = this.#opening;
    const reply = this.#check(fields, endStream);
    opening.reply = reply;
    opening.replyEnded = endStream;
    if (endStream) this.context.peerEnded = true;
    if (reply !== "interim" && reply.ok) {
      this.context.peerMessageLimit = reply.messageLimit;
      this.context.applyNegotiation(reply.compression, reply.protocol);
    }
    this.context.incoming.seen = "";
    this.context.fire("headers");
    this.afterInput();
  }

  #check(fields: FieldLines, endStream: boolean): NonNullable<ClientOpening["reply"]> {
    if (headerSection(fields).value(":status")?.startsWith("1") === true) return "interim";
    const { request: { offer, protocols } = {}, requireProtocol } = this.#opening;
    return checkReply(fields, {
      endStream,
      requireProtocol,
      ...(offer === undefined ? {} : { offer }),
      ...(protocols === undefined ? {} : { protocols }),
    });
  }
}
