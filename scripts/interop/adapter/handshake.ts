/**
 * The handshake operation of an adapter, by this package's checks.
 *
 * @module
 */
import { z } from "zod";

import { checkReply, checkRequest, type FieldLines, type ReplyCheckOptions, type RequestPolicy } from "../../../reference/wire/index.ts";
import { websocket2ElementIds } from "../format/element-ids.ts";
import type { OperationReply, Operation } from "./operation.ts";

const request = z.looseObject({
  config: z.looseObject({ role: z.enum(["client", "server"]) }),
  fields: z.array(z.tuple([z.string(), z.string()])),
  endStream: z.boolean().default(false),
});

/** The verdict on a request as the reply tells it. */
function server(fields: FieldLines, endStream: boolean, policy: RequestPolicy): OperationReply {
  const result = checkRequest(fields, { endStream, policy });
  const reply = new Map(result.reply);
  const told = { error: reply.get(websocket2ElementIds.outcome.field), status: Number(reply.get(":status")) };
  const chosen = result.ok ? { compression: result.compression, protocol: result.protocol } : { compression: null, protocol: null };
  return { outcome: { ...told, ...chosen } };
}

/** A reply that passes every check has the status and the outcome that open a connection. */
function client(fields: FieldLines, context: ReplyCheckOptions): OperationReply {
  const result = checkReply(fields, context);
  if (!result.ok) return { check: result.check };
  const { compression, protocol } = result;
  return { outcome: { error: websocket2ElementIds.outcome.opens, status: Number(new Map(fields).get(":status")), compression, protocol } };
}

/** A header section to a verdict, in either role. */
export const handshake: Operation = (given): OperationReply => {
  const { config, fields, endStream } = request.parse(given);
  const { role, ...settings } = config;
  return role === "server" ? server(fields, endStream, settings as RequestPolicy) : client(fields, { ...settings, endStream } as ReplyCheckOptions);
};
