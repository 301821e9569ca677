/**
 * Responses of a server to a handshake, and the requirements on all of them.
 *
 * @module
 */
import type { ServerCheck } from "../../../../../reference/schema/index.ts";
import { encodeFrame, refusedCheckOf } from "../../../../../reference/wire/index.ts";
import { fieldValue } from "../../../h2/change-fields.ts";
import { data, type Http2Field, headers } from "../../../h2/index.ts";
import { fieldName, refusalOf, replyValue } from "../../../handshake-fields.ts";
import { assert, nonStrict } from "../../case-failure.ts";
import type { RequirementId, ServerHarness } from "../../conformance-case.ts";
import { TestConnection } from "../../test-connection.ts";

/** A response and its stream. */
export interface HandshakeReply {
  readonly fields: readonly Http2Field[];
  readonly endStream: boolean;
  readonly connection: TestConnection;
}

/** An empty content: the request does not end, and no DATA follows yet. */
export const noContent = new Uint8Array(0);

/**
 * Sends a header section on a new HTTP/2 connection and awaits the response.
 *
 * @param content - the content of the request; absent ends the request with the header section
 */
export async function sendHandshake(harness: ServerHarness, fields: readonly Http2Field[], content?: Uint8Array): Promise<HandshakeReply> {
  const peer = await harness.connectHttp2();
  const stream = 1;
  peer.send(headers(stream, fields, { endStream: content === undefined }));
  if (content !== undefined && content.length > 0) peer.send(data(stream, content));
  const reply = await peer.next("HEADERS", { stream, description: "a response" });
  const connection = new TestConnection(peer, stream, { peerRole: "server", choice: null, timeoutMs: harness.timeoutMs });
  return { fields: reply.fields, endStream: reply.endStream, connection };
}

/** Encodes a ping or a pong with fixed Data. */
export const pingOctets = (kind: "ping" | "pong"): Uint8Array => encodeFrame({ type: "ping", kind, data: new Uint8Array(8).fill(5) });

/** Requires a field with a value. @throws {@link CaseFailure} */
export function expectField(fields: readonly Http2Field[], name: string, value: string, requirement: RequirementId): void {
  const found = fieldValue(fields, name);
  const token = fieldValue(fields, fieldName.outcome);
  const context = name === ":status" && token !== undefined ? ` with ${fieldName.outcome}: ${token}` : "";
  assert(found === value, `expected ${name}: ${value} (${requirement}), found ${JSON.stringify(found)}${context}`);
}

/** Checks the requirements on every response to a handshake. @throws {@link CaseFailure} */
export function checkEveryReply(fields: readonly Http2Field[]): void {
  assert(fieldValue(fields, fieldName.outcome) !== undefined, `expected ${fieldName.outcome} in the response (R-029), found none`);
  const cacheControl = fieldValue(fields, "cache-control");
  const directives = (cacheControl ?? "").split(",").map((directive) => directive.trim().toLowerCase());
  const required = (replyValue("cache-control", "accepted") ?? "").split(", ");
  const hasAll = required.every((directive) => directives.includes(directive));
  assert(hasAll, `expected cache-control with ${required.join(", ")} (R-030), found ${JSON.stringify(cacheControl)}`);
  const targeted = fields.find(([name, value]) => name.endsWith("-cache-control") && value !== "no-store");
  assert(targeted === undefined, `expected no targeted cache-control field other than no-store (R-031), found ${targeted?.join(": ")}`);
}

/** Requires the refusal for a check of the server, with content. @throws {@link CaseFailure} */
export async function checkRefusal(harness: ServerHarness, reply: HandshakeReply, check: ServerCheck): Promise<void> {
  const { fields, endStream, connection } = reply;
  const expected = refusalOf(check);
  const [status, token] = [fieldValue(fields, ":status"), fieldValue(fields, fieldName.outcome)];
  const isExpected = status === expected.status && token === expected.token;
  assert(isExpected, `expected status ${expected.status} with ${fieldName.outcome}: ${expected.token}, found ${status} with ${token}`);
  checkEveryReply(fields);
  assert(!endStream, "expected content of at least one octet (R-043), found END_STREAM on HEADERS");
  const content = await readContent(connection, harness.timeoutMs);
  assert(content.length > 0, "expected content of at least one octet (R-043), found none");
  const [contentType, problemType] = [fieldValue(fields, "content-type"), replyValue("content-type", "refused")];
  if (contentType?.split(";")[0] !== problemType) nonStrict(`expected content of the type ${problemType} (R-044), found ${contentType}`);
  const named = refusedCheckOf(content);
  assert(named === check, `expected a problem document with the member check ${JSON.stringify(check)} (R-135), found ${named ?? "none"}`);
}

/** Reads content to its end. */
async function readContent({ peer, stream }: TestConnection, timeoutMs: number): Promise<Uint8Array> {
  for (const parts: Uint8Array[] = []; ; ) {
    const event = await peer.next("DATA", { stream, description: "content with END_STREAM (R-043, R-124)", timeoutMs });
    parts.push(event.octets);
    if (event.endStream) return Buffer.concat(parts);
  }
}
