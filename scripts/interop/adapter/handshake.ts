/**
 * The operation `handshake` of the adapter.
 *
 * @module
 */
import { z } from "zod";

import { checkReply, checkRequest, type FieldLines, type ReplyCheckOptions } from "../../../reference/wire/index.ts";
import { websocket2ElementIds } from "../format/element-ids.ts";
import { policyOfConfig, type VectorServerConfig } from "../format/server-policy.ts";
import type { OperationReply, Operation } from "./operation.ts";

const request = z.looseObject({
  config: z.looseObject({ role: z.enum(["client", "server"]) }),
  fields: z.array(z.tuple([z.string(), z.string()])),
  endStream: z.boolean().default(false),
});

/** Returns the member of an outcome with the message limit of the peer. */
const limitMember = (messageLimit: number | undefined): object => (messageLimit === undefined ? {} : { limit: messageLimit });

/** Checks a request. @returns the outcome in the response */
function checkAsServer(fields: FieldLines, endStream: boolean, config: VectorServerConfig): OperationReply {
  const result = checkRequest(fields, { endStream, policy: policyOfConfig(config) });
  const reply = new Map(result.reply);
  const sent = { error: reply.get(websocket2ElementIds.outcome.field), status: Number(reply.get(":status")) };
  if (!result.ok) return { outcome: { ...sent, compression: null, protocol: null } };
  const { compression, protocol, request: accepted } = result;
  return { outcome: { ...sent, compression, protocol, ...limitMember(accepted.messageLimit) } };
}

/** Checks a response. A response that passes every check has the status and the outcome that open a connection. */
function checkAsClient(fields: FieldLines, options: ReplyCheckOptions): OperationReply {
  const result = checkReply(fields, options);
  if (!result.ok) return { check: result.check };
  const { compression, protocol, messageLimit } = result;
  const sent = { error: websocket2ElementIds.outcome.opens, status: Number(new Map(fields).get(":status")) };
  return { outcome: { ...sent, compression, protocol, ...limitMember(messageLimit) } };
}

/** Checks a header section in one of the roles. */
export const handshake: Operation = (received): OperationReply => {
  const { config, fields, endStream } = request.parse(received);
  const { role, ...settings } = config;
  if (role === "server") return checkAsServer(fields, endStream, settings as VectorServerConfig);
  return checkAsClient(fields, { ...settings, endStream } as ReplyCheckOptions);
};
