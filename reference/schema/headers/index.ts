/**
 * The handshake's fields, registries and checks.
 *
 * @module
 */
import { clientCheck } from "./client-check.ts";
import { websocket2Compression } from "./compression.ts";
import { handshakeOutcome, websocket2Error } from "./error.ts";
import { websocket2Limit } from "./limit.ts";
import { websocket2Protocol } from "./protocol.ts";
import { replyField } from "./reply-field.ts";
import { requestField } from "./request-field.ts";
import { serverCheck } from "./server-check.ts";
import { websocket2Version } from "./version.ts";

export { clientCheck, type ClientCheck, type ReplyCheck, replyChecks } from "./client-check.ts";
export { type CompressionChoice, type CompressionMethod, type CompressionOffer, websocket2Compression } from "./compression.ts";
export { handshakeOutcome, type HandshakeOutcome, websocket2Error } from "./error.ts";
export { MAX_ANNOUNCED_LIMIT, websocket2Limit } from "./limit.ts";
export { websocket2Protocol } from "./protocol.ts";
export { replyField, type ReplyFieldName } from "./reply-field.ts";
export { forbiddenRequestFields, refusedRequestFields, requestField, type RequestFieldName } from "./request-field.ts";
export { serverCheck, type ServerCheck } from "./server-check.ts";
export { type RequestedVersions, type SupportedVersions, VERSION, websocket2Version } from "./version.ts";

/** The fields that WebSocket2 defines, in the order in which they are shown. */
export const httpFields = [websocket2Version, websocket2Compression, websocket2Protocol, websocket2Limit, websocket2Error] as const;

/** The beginning of the names of all WebSocket2 fields. A request that has a field with this prefix is a handshake. */
export const FIELD_PREFIX = "websocket2-";

/** Every element of the handshake, for the model of the protocol. */
export const handshakeElements = [
  ...httpFields.map((field) => field.model),
  ...[handshakeOutcome, requestField, replyField, serverCheck, clientCheck].map((each) => each.model),
] as const;
