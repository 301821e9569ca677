/**
 * The server's end of a connection.
 *
 * @module
 */
import {
  type Acceptance,
  type ApplicationRefusal,
  buildRefusal,
  buildReply,
  type FieldLines,
  type RequestPolicy,
} from "../wire/handshake/index.ts";
import { validateAcceptance } from "../wire/handshake/validate-acceptance.ts";
import { assertFirstRequest, ConnectionCore } from "./connection-core.ts";
import type { CoreOptions } from "./machine/connection-context.ts";
import { requestMethod, serverOpening } from "./opening/server-opening.ts";

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
 *     windowForPeer: () => 65535,
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
  #requested = false;

  /** @throws {@link LocalError} if a limit is out of range */
  constructor(options: CoreOptions) {
    super("server", serverOpening(), options);
  }

  /**
   * Takes the header section of a request and checks it (Section "Server Checks"). If a check fails, the server refuses.
   * Otherwise {@link Application.request} is called, and the application answers with {@link ServerCore.accept} or
   * {@link ServerCore.refuse}, at once or later.
   *
   * @param fields - the field lines, including pseudo-header fields
   * @param endStream - whether the request ended with it
   * @param policy - the versions, subprotocols and compression that the server supports
   * @throws {@link LocalError} if the policy is not valid, if one of its compression methods has no implementation, or on the second call
   */
  receiveRequest(fields: FieldLines, endStream: boolean, policy: RequestPolicy = {}): void {
    assertFirstRequest(this.#requested);
    this.context.assertImplemented(policy.compression);
    this.#requested = true;
    const { serverOpening: opening } = this.context;
    opening.fields = fields;
    opening.endStream = endStream;
    opening.policy = policy;
    this.context.peerEnded = endStream;
    this.context.fire("request");
    this.afterInput();
  }

  /**
   * Accepts the request and opens the connection. It has no effect after a decision.
   *
   * @param acceptance - overrides the choices of the policy, and adds fields
   * @throws {@link LocalError} if a server cannot make this choice, or the client has not offered it, if the compression method has no
   *   implementation, or a field is not permitted
   */
  accept(acceptance: Acceptance = {}): void {
    const { serverOpening: opening } = this.context;
    const { checked } = opening;
    if (this.state === "deciding" && checked?.ok === true) {
      const { compression = checked.compression, protocol = checked.protocol } = acceptance;
      const reply = buildReply({ ...acceptance, compression, protocol, ...this.context.announcement });
      validateAcceptance({ compression, protocol }, checked.request);
      this.context.assertImplemented(compression ?? {});
      opening.reply = reply;
      this.context.peerMessageLimit = checked.request.messageLimit;
      this.context.applyNegotiation(compression, protocol);
    }
    this.context.fire("accept");
    this.afterInput();
  }

  /**
   * Refuses the request with the check `application`. It has no effect after a decision.
   *
   * @throws {@link LocalError} if the status is neither 307, 308 nor 400 to 599, or a field is not permitted
   */
  refuse(refusal: ApplicationRefusal = {}): void {
    const { serverOpening: opening } = this.context;
    const built = buildRefusal({
      check: "application",
      versions: opening.policy.versions ?? [],
      ...requestMethod(opening),
      ...refusal,
    });
    if (this.state === "deciding") opening.refusal = built;
    this.context.fire("refuse");
    this.afterInput();
  }
}
