/**
 * The opening handshake as pure functions on header sections.
 *
 * @module
 */
export { type Acceptance, buildRefusal, buildReply, type RefusalResponse, type RefusalOptions } from "./build-reply.ts";
export { buildRequest, type RequestOptions } from "./build-request.ts";
export { checkReply, type FailedReply, type AcceptedReply } from "./check-reply.ts";
export {
  type AcceptedRequest,
  checkRequest,
  type HandshakeRequest,
  type RejectedRequest,
  type RequestCheckOptions,
  type RequestPolicy,
} from "./check-request.ts";
export type { ReplyCheckOptions } from "./client-checks.ts";
export {
  choosableRange,
  compressionMethods,
  compressionNameOf,
  offerableRange,
  type ParameterRange,
  selectCompression,
  widestOffer,
} from "./compression.ts";
export {
  type FieldResult,
  readFieldValue,
  readRequestField,
  readResponseField,
  writeFieldLine,
  writeRequestField,
  writeResponseField,
} from "./field-codec.ts";
export { type FieldLine, type FieldLines, type HeaderSection, headerSection } from "./field-lines.ts";
export { isHandshake, MEDIA_TYPE } from "./is-handshake.ts";
export { refusedCheckOf } from "./problem-details.ts";
export type { ApplicationRefusal, ServerPolicy } from "./server-checks.ts";
export { type FieldIssue, fieldIssueText } from "./parse-structured.ts";
