/**
 * The server's end of a connection.
 *
 * @module
 */
import type { CompressionChoice } from "../schema/headers/index.ts";
import { type Acceptance, type ApplicationRefusal, buildRefusal, buildReply, type FieldLines, type RequestPolicy } from "../wire/handshake/index.ts";
import { ConnectionCore, assertFirstRequest } from "./connection-core.ts";
import type { CoreOptions } from "./machine/connection-context.ts";
import { fire } from "./machine/fire.ts";
import { type ServerOpening, serverOpening } from "./opening/server-opening.ts";

/**
 * The server's end of a connection, without I/O.
 *
 * @example
 * ```ts
 * import { buildRequest, encodeFrame, ServerCore } from "websocket2";
 *
 * const core = new ServerCore({
 *   stream: {
 *     sendHeaders: (fields) => console.log(fields[0]), // [ ':status', '200' ]
 *     sendResponse: (fields) => console.log("refused", fields[0]),
 *     scheduleWrite: () => undefined,
 *     sendEndStream: () => console.log("END_STREAM"),
 *     sendReset: (code) => console.log("RST_STREAM", code),
 *     setReceivePaused: () => undefined,
 *     scheduleRead: () => undefined,
 *     peerWindow: () => 65535,
 *   },
 *   application: {
 *     request: () => core.accept(),
 *     opened: () => core.send({ type: "text", text: "Hi" }),
 *     message: (message) => console.log(message),
 *     failed: ({ seen }) => console.log("failed:", seen),
 *     closed: ({ code }) => console.log("closed with", code),
 *   },
 *   environment: { clock: () => performance.now(), random: (octets) => crypto.getRandomValues(new Uint8Array(octets)) },
 * });
 * core.receiveRequest(buildRequest({ authority: "example.com", path: "/echo" }), false);
 * core.receiveData(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }));
 * const pong = core.take(16384) ?? new Uint8Array();
 * core.sent(pong.length);
 * console.log(pong.length, core.state); // 11 open
 * ```
 */
export class ServerCore extends ConnectionCore {
  readonly #opening: ServerOpening;
  #requested = false;

  /** @throws {@link LocalError} where a limit is out of range */
  constructor(options: CoreOptions) {
    const opening = serverOpening();
    super("server", opening, options);
    this.#opening = opening;
  }

  /**
   * Takes the header section of a handshake and makes the checks in their order. If one fails it refuses; otherwise it asks the
   * application, which answers by {@link ServerCore.accept} or {@link ServerCore.refuse}, now or later.
   *
   * @param fields - pseudo-header fields included
   * @param endStream - whether the request ended with it
   * @param policy - what the server knows and wants
   * @throws {@link LocalError} where the policy is not usable, or the request was taken already
   */
  receiveRequest(fields: FieldLines, endStream: boolean, policy: RequestPolicy = {}): void {
    assertFirstRequest(this.#requested);
    this.#requested = true;
    this.#opening.fields = fields;
    this.#opening.endStream = endStream;
    this.#opening.policy = policy;
    this.context.peerEnded = endStream;
    fire(this.context, "request");
    this.afterInput();
  }

  /**
   * Opens the connection; without effect where it is decided already.
   *
   * @param acceptance - in place of what the policy chose
   * @throws {@link LocalError} where it is not one that a server can make, or a further field is not allowed
   */
  accept(acceptance: Acceptance = {}): void {
    const { checked } = this.#opening;
    if (this.state === "deciding" && checked?.ok === true) {
      const compression: CompressionChoice | null = acceptance.compression === undefined ? checked.compression : acceptance.compression;
      const protocol = acceptance.protocol === undefined ? checked.protocol : acceptance.protocol;
      this.#opening.reply = buildReply({ ...acceptance, compression, protocol });
      this.context.applyNegotiation(compression, protocol);
    }
    fire(this.context, "accept");
    this.afterInput();
  }

  /**
   * Refuses the handshake by the check `application`; without effect where it is decided already.
   *
   * @throws {@link LocalError} where the status is not 400 to 599, or a field is not allowed
   */
  refuse(refusal: ApplicationRefusal = {}): void {
    const { fields, policy } = this.#opening;
    const method = fields.find(([name]) => name === ":method")?.[1];
    this.#opening.refusal = buildRefusal({
      check: "application",
      versions: policy.versions ?? [],
      ...(method === undefined ? {} : { method }),
      ...refusal,
    });
    fire(this.context, "refuse");
    this.afterInput();
  }
}
