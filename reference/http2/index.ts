/**
 * Client and server of WebSocket2 over node:http2.
 *
 * @module
 */
export { Client, connect } from "./client/client.ts";
export { DEFAULT_SHARED_BY } from "./client/client-options.ts";
export type { Challenge, ClientOptions, ConnectOptions } from "./client/client-options.ts";
export { type EnvironmentVariables, proxyFromEnvironment } from "./client/proxy-environment.ts";
export type { Proxy, ProxySelector, RouteOptions, SocketFactory, TlsOptions } from "./client/route-options.ts";
export { Connection } from "./api/connection.ts";
export type { ConnectionOptions, LimitChanges, SendBuffer } from "./api/connection-options.ts";
export type { SocketInfo, TlsInfo } from "./api/socket-info.ts";
export type { FieldsInit } from "./api/fields-init.ts";
export type { ReceivedData, SendableData } from "./api/message-data.ts";
export {
  type CloseMessage,
  type DiagnosticMessages,
  type DiagnosticName,
  type FailMessage,
  type FrameMessage,
  type OpenMessage,
  subscribeDiagnostics,
} from "./diagnostics/channels.ts";
export { prepareMessage, type PublishOptions } from "./api/prepare-message.ts";
export { CloseError, OpeningError } from "./api/errors.ts";
export type { HttpServer } from "./server/attached-servers.ts";
export { WebSocket2Server } from "./server/server.ts";
export type { Accept, Decision, Handshake, HandshakeFailure, Refuse, Resource, ServerOptions } from "./server/server-options.ts";
export { sessionOptions } from "./stream/session-options.ts";
