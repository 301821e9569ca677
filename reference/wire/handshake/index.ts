/**
 * The opening handshake as pure functions over header sections.
 *
 * @module
 */
export { type Acceptance, buildRefusal, buildReply, type Refusal, type Refused } from "./build-reply.ts";
export { buildRequest, type RequestOptions } from "./build-request.ts";
export { checkReply, type FailedReply, type Opening } from "./check-reply.ts";
export { type Accepted, checkRequest, type HandshakeRequest, type Rejected, type RequestContext, type RequestPolicy } from "./check-request.ts";
export type { ReplyContext } from "./client-checks.ts";
export { compressionMethods, type CompressionPolicy, methodOf, selectCompression } from "./compression.ts";
export {
  type FieldRead,
  readFieldValue,
  readRequestField,
  readResponseField,
  writeFieldLine,
  writeRequestField,
  writeResponseField,
} from "./field-codec.ts";
export { type Field, type Fields, type HeaderSection, headerSection } from "./fields.ts";
export { isHandshake, MEDIA_TYPE } from "./is-handshake.ts";
export type { ApplicationRefusal, ServerPolicy } from "./server-checks.ts";
export { type FieldIssue, fieldIssueText } from "./structured.ts";
