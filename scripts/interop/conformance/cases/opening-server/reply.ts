/**
 * Responses of a server under test to a handshake, and the rules for all of them.
 *
 * @module
 */
import { replyField, websocket2Error } from "../../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../../reference/wire/index.ts";
import { data, type Field, headers } from "../../../h2/index.ts";
import type { ServerLab } from "../../case.ts";
import { valueOf } from "../../fields.ts";
import { demand, nonStrict } from "../../finding.ts";
import { Link } from "../../link.ts";

/** What a response says, and what follows it on the stream. */
export interface Seen {
  readonly fields: readonly Field[];
  readonly endStream: boolean;
  readonly link: Link;
}

/** Sends a header section, and octets of content where there are some, and awaits the response. */
export async function ask(lab: ServerLab, fields: readonly Field[], content?: Uint8Array): Promise<Seen> {
  const peer = await lab.session();
  peer.send(headers(1, fields, { endStream: content === undefined }), content === undefined || content.length === 0 ? [] : data(1, content));
  const { fields: reply, endStream } = await peer.next("HEADERS", { stream: 1, as: "a response" });
  return { fields: reply, endStream, link: new Link(peer, 1, { peer: "server", choice: null, patience: lab.patience }) };
}

/** No content so far, on a stream that stays open. */
export const none = new Uint8Array(0);

/** A ping or pong with some Data. */
export const ping = (kind: "ping" | "pong"): Uint8Array => encodeFrame({ type: "ping", kind, data: new Uint8Array(8).fill(5) });

/** What stands in every response to a handshake. @throws Finding */
export function checkEveryReply(fields: readonly Field[]): void {
  const token = valueOf(fields, websocket2Error.model.id);
  demand(token !== undefined, "expected websocket2-error in the response (R-029), found none");
  const directives = (valueOf(fields, "cache-control") ?? "").split(",").map((directive) => directive.trim().toLowerCase());
  const wanted = String(replyField.entry("cache-control").more["accepted"]).split(", ");
  demand(wanted.every((directive) => directives.includes(directive)), `expected cache-control with ${wanted.join(", ")} (R-030), found ${JSON.stringify(valueOf(fields, "cache-control"))}`);
  const targeted = fields.find(([name, value]) => name.endsWith("-cache-control") && value !== "no-store");
  demand(targeted === undefined, `expected no targeted cache-control field but no-store (R-031), found ${targeted?.join(": ")}`);
}

/** A refusal as it has to be, whatever its reason. */
export async function checkRefusal(lab: ServerLab, { fields, endStream, link }: Seen, status: string, token: string): Promise<void> {
  const found = [valueOf(fields, ":status"), valueOf(fields, "websocket2-error")];
  demand(found[0] === status && found[1] === token, `expected status ${status} with websocket2-error: ${token}, found ${found[0]} with ${found[1]}`);
  checkEveryReply(fields);
  demand(!endStream, "expected content of at least one octet (R-043), found END_STREAM on HEADERS");
  const patience = lab.patience;
  const events = link.peer;
  let size = 0;
  for (let end = false; !end; ) {
    const event = await events.next("DATA", { stream: 1, as: "content with END_STREAM (R-043, R-124)", patience });
    size += event.octets.length;
    end = event.endStream;
  }
  demand(size > 0, "expected content of at least one octet (R-043), found none");
  if (valueOf(fields, "content-type")?.split(";")[0] !== "application/problem+json") nonStrict(`the content is not application/problem+json (R-044), found ${valueOf(fields, "content-type")}`);
}
