/**
 * The cores with the compression methods of Node.js.
 *
 * @module
 */
import { nodeCompression } from "./compression/index.ts";
import { ClientCore, type ClientCoreOptions, type CoreOptions, ServerCore } from "./connection/index.ts";

function withCompression<O extends CoreOptions>(options: O): O {
  return { ...options, environment: { compression: nodeCompression, ...options.environment } };
}

/**
 * The client's end of a connection, without I/O, with the compression methods of Node.js unless the environment has its own.
 *
 * @example
 * ```ts
 * import { ClientCore } from "websocket2";
 *
 * const nothing = (): void => undefined;
 * const core = new ClientCore({
 *   stream: {
 *     sendHeaders: (fields) => console.log(fields.find(([name]) => name === "websocket2-compression")?.[1]), // deflate=(9 15)
 *     sendResponse: nothing,
 *     scheduleWrite: nothing,
 *     sendEndStream: nothing,
 *     sendReset: nothing,
 *     setReceivePaused: nothing,
 *     scheduleRead: nothing,
 *     windowForPeer: () => 65535,
 *   },
 *   application: { opened: nothing, message: nothing, failed: nothing, closed: nothing },
 *   environment: { clock: () => performance.now(), random: (octets) => crypto.getRandomValues(new Uint8Array(octets)) },
 * });
 * core.sendRequest({ authority: "example.com", path: "/echo", offer: { deflate: [9, 15] } });
 * ```
 */
export class NodeClientCore extends ClientCore {
  /** @throws {@link LocalError} if a limit is out of range */
  constructor(options: ClientCoreOptions) {
    super(withCompression(options));
  }
}

/**
 * The server's end of a connection, without I/O, with the compression methods of Node.js unless the environment has its own.
 *
 * @example
 * ```ts
 * import { buildRequest, ServerCore } from "websocket2";
 *
 * const nothing = (): void => undefined;
 * const core = new ServerCore({
 *   stream: {
 *     sendHeaders: (fields) => console.log(fields.find(([name]) => name === "websocket2-compression")?.[1]), // deflate=15
 *     sendResponse: nothing,
 *     scheduleWrite: nothing,
 *     sendEndStream: nothing,
 *     sendReset: nothing,
 *     setReceivePaused: nothing,
 *     scheduleRead: nothing,
 *     windowForPeer: () => 65535,
 *   },
 *   application: { request: () => core.accept(), opened: nothing, message: nothing, failed: nothing, closed: nothing },
 *   environment: { clock: () => performance.now(), random: (octets) => crypto.getRandomValues(new Uint8Array(octets)) },
 * });
 * const fields = buildRequest({ authority: "example.com", path: "/echo", offer: { deflate: [9, 15] } });
 * core.receiveRequest(fields, false, { compression: { deflate: [9, 15] } });
 * ```
 */
export class NodeServerCore extends ServerCore {
  /** @throws {@link LocalError} if a limit is out of range */
  constructor(options: CoreOptions) {
    super(withCompression(options));
  }
}
