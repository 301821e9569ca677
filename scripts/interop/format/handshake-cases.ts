/**
 * Defines the cases of the opening handshake: a header section and the expected result.
 *
 * @module
 */
import { z } from "zod";

import { commonMembers } from "./codec-cases.ts";

/** The names and schemas of the protocol that outcomes and configurations contain. */
export interface HandshakeSchemas {
  /** The tokens of a response. */
  readonly outcomes: readonly string[];
  /** The names of a client's checks. */
  readonly checks: readonly string[];
  /** A chosen method with its parameter. */
  readonly chosen: z.ZodType;
  /** Offered methods, each with its least and its greatest parameter. */
  readonly offer: z.ZodType;
}

/** A header section. */
export const fields = z
  .array(z.tuple([z.string().min(1), z.string()]))
  .meta({
    id: "fields",
    description: "A header section: pairs of name and value in the order of the wire, including pseudo-header fields.",
  });

const status = z.int().min(100).max(599);

const names = z.array(z.string());

/** Returns the schemas of each role's configuration for a handshake. */
export function handshakeConfigSchemas({ offer }: HandshakeSchemas) {
  const server = z.strictObject({
    role: z.literal("server"),
    exists: z.boolean().optional().meta({ description: "Whether the target is a WebSocket2 resource; default: true." }),
    versions: z.array(z.int()).min(1).optional().meta({ description: "The versions that the server supports; default: [1]." }),
    origins: names.optional().meta({ description: "The origins that the server allows; default: none." }),
    earlyData: z
      .boolean()
      .optional()
      .meta({ description: "Whether the server received a part of the request in TLS early data; default: false." }),
    requireOrigin: z.boolean().optional().meta({ description: "Whether the server refuses a request without an origin; default: false." }),
    protocols: names.optional().meta({ description: "The subprotocols that the server supports; default: none." }),
    compression: z
      .strictObject({ methods: offer, required: z.boolean().optional() })
      .optional()
      .meta({ description: "The compression methods that the server supports; default: none." }),
    refusal: z
      .strictObject({ status: status.optional(), fields: fields.optional() })
      .optional()
      .meta({ description: "The refusal by the application; the application accepts if absent." }),
  });
  const client = z.strictObject({
    role: z.literal("client"),
    offer: offer.optional().meta({ description: "The methods that the client offered; default: none." }),
    protocols: names.optional().meta({ description: "The subprotocols that the client offered; default: none." }),
    requireProtocol: z
      .boolean()
      .optional()
      .meta({ description: "Whether the client fails a response without a subprotocol if it offered any; default: false." }),
  });
  return { server, client };
}

/** Returns the schema of the configuration of the endpoint that receives the fields. */
export function handshakeConfigSchema(schemas: HandshakeSchemas) {
  const { server, client } = handshakeConfigSchemas(schemas);
  return z.discriminatedUnion("role", [server, client]);
}

/** Returns the schema of a `handshake` case. */
export function handshakeCaseSchema({ outcomes, checks, chosen }: HandshakeSchemas) {
  const outcome = z.strictObject({
    error: z.enum(outcomes).meta({ description: "The token of the response." }),
    status,
    compression: z.union([chosen, z.null()]).meta({ description: "The chosen method with its parameter." }),
    protocol: z.string().nullable().meta({ description: "The chosen subprotocol." }),
    limit: z.int().optional().meta({
      description: "The message limit of the peer in octets, in an outcome that opens a connection; absent if it is unknown.",
    }),
  });
  return z
    .strictObject({
      ...commonMembers,
      fields,
      endStream: z.boolean().optional().meta({ description: "Whether the stream ends with the header section; default: false." }),
      outcome: outcome.optional().meta({ description: "The result of the handshake." }),
      check: z.enum(checks).optional().meta({ description: "The client's check that fails first, instead of an outcome." }),
    })
    .refine((value) => (value.outcome === undefined) !== (value.check === undefined), "expected either an outcome or a check");
}
