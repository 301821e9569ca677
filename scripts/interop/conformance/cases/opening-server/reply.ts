/**
 * Responses of a server under test to a handshake, and the rules for all of them.
 *
 * @module
 */
import { replyField, websocket2Error } from "../../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../../reference/wire/index.ts";
import { data, type Http2Field, headers } from "../../../h2/index.ts";
import type { ServerHarness } from "../../conformance-case.ts";
import { fieldValue } from "../../../h2/change-fields.ts";
import { assert, nonStrict } from "../../case-failure.ts";
import { TestConnection } from "../../test-connection.ts";

/** What a response says, and what follows it on the stream. */
export interface HandshakeReply {
  readonly fields: readonly Http2Field[];
  readonly endStream: boolean;
  readonly connection: TestConnection;
}

/** Sends a header section, and octets of content where there are some, and awaits the response. */
export async function sendHandshake(lab: ServerHarness, fields: readonly Http2Field[], content?: Uint8Array): Promise<HandshakeReply> {
  const peer = await lab.connectHttp2();
  peer.send(headers(1, fields, { endStream: content === undefined }), content === undefined || content.length === 0 ? [] : data(1, content));
  const { fields: reply, endStream } = await peer.next("HEADERS", { stream: 1, description: "a response" });
  return { fields: reply, endStream, connection: new TestConnection(peer, 1, { peerRole: "server", choice: null, timeoutMs: lab.timeoutMs }) };
}

/** No content so far, on a stream that stays open. */
export const noContent = new Uint8Array(0);

/** A ping or pong with some Data. */
export const pingOctets = (kind: "ping" | "pong"): Uint8Array => encodeFrame({ type: "ping", kind, data: new Uint8Array(8).fill(5) });

/** What stands in every response to a handshake. @throws Finding */
export function checkEveryReply(fields: readonly Http2Field[]): void {
  const token = fieldValue(fields, websocket2Error.model.id);
  assert(token !== undefined, "expected websocket2-error in the response (R-029), found none");
  const directives = (fieldValue(fields, "cache-control") ?? "").split(",").map((directive) => directive.trim().toLowerCase());
  const wanted = String(replyField.entry("cache-control").columns["accepted"]).split(", ");
  assert(wanted.every((directive) => directives.includes(directive)), `expected cache-control with ${wanted.join(", ")} (R-030), found ${JSON.stringify(fieldValue(fields, "cache-control"))}`);
  const targeted = fields.find(([name, value]) => name.endsWith("-cache-control") && value !== "no-store");
  assert(targeted === undefined, `expected no targeted cache-control field but no-store (R-031), found ${targeted?.join(": ")}`);
}

/** A refusal as it has to be, whatever its reason. */
export async function checkRefusal(lab: ServerHarness, { fields, endStream, connection: link }: HandshakeReply, status: string, token: string): Promise<void> {
  const found = [fieldValue(fields, ":status"), fieldValue(fields, "websocket2-error")];
  assert(found[0] === status && found[1] === token, `expected status ${status} with websocket2-error: ${token}, found ${found[0]} with ${found[1]}`);
  checkEveryReply(fields);
  assert(!endStream, "expected content of at least one octet (R-043), found END_STREAM on HEADERS");
  const patience = lab.timeoutMs;
  const events = link.peer;
  let size = 0;
  for (let end = false; !end; ) {
    const event = await events.next("DATA", { stream: 1, description: "content with END_STREAM (R-043, R-124)", timeoutMs: patience });
    size += event.octets.length;
    end = event.endStream;
  }
  assert(size > 0, "expected content of at least one octet (R-043), found none");
  if (fieldValue(fields, "content-type")?.split(";")[0] !== "application/problem+json") nonStrict(`the content is not application/problem+json (R-044), found ${fieldValue(fields, "content-type")}`);
}
