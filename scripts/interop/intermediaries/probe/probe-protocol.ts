/**
 * The subprotocol in which a client gives orders to a probe server. Texts are JSON; binary messages are content.
 *
 * @module
 */
import { z } from "zod";

import { endReportSchema } from "../path-ends/end-report.ts";

/** The name of the subprotocol. */
export const PROBE_PROTOCOL = "ws2-probe";

/** The query parameter that names a connection, so that the client can ask for it later. */
export const NAME_PARAMETER = "ws2-probe";

const MIB = 1024 * 1024;

/** The longest message that a client can order, in octets. */
const MAX_OCTETS = 8 * MIB;

/** An order or question of the client. */
export const probeRequest = z.discriminatedUnion("ask", [
  z.strictObject({ ask: z.literal("send"), octets: z.int().min(0).max(MAX_OCTETS) }),
  z.strictObject({ ask: z.literal("echo") }),
  z.strictObject({ ask: z.literal("close"), code: z.int() }),
  z.strictObject({ ask: z.literal("seen"), name: z.string() }),
]);

/** An order or question of the client. */
export type ProbeRequest = z.output<typeof probeRequest>;

/** The observations of the server on one connection. */
export const probeRecord = z.strictObject({
  /** The fields of the request. */
  fields: z.record(z.string(), z.string()),
  /** Binary messages received so far. */
  messages: z.int(),
  /** Absent while the connection is open. */
  end: endReportSchema.optional(),
});

/** The observations of the server on one connection. */
export type ProbeRecord = z.output<typeof probeRecord>;

/** An answer of the server: the size of a binary message that arrived, or the record of a named connection. */
export const probeAnswer = z.union([z.strictObject({ got: z.int() }), z.strictObject({ seen: probeRecord.optional() })]);

/** An answer of the server. */
export type ProbeAnswer = z.output<typeof probeAnswer>;
