/**
 * Cases of the opening handshake: a header section in, the verdict out.
 *
 * @module
 */
import { z } from "zod";

import { commonMembers } from "./codec-cases.ts";

/** What an outcome and a configuration are said with. */
export interface HandshakeSchemas {
  /** The tokens of a reply. */
  readonly outcomes: readonly string[];
  /** The names of a client's checks. */
  readonly checks: readonly string[];
  /** A chosen method with its level. */
  readonly chosen: z.ZodType;
  /** Offered methods, each with its least and greatest level. */
  readonly offer: z.ZodType;
}

/** A header section. */
export const fields = z
  .array(z.tuple([z.string().min(1), z.string()]))
  .meta({ id: "fields", description: "A header section: pairs of name and value in the order of the wire, pseudo-header fields too." });

const status = z.int().min(100).max(599);

const names = z.array(z.string());

/** How each role is set up for a handshake. */
export function handshakeConfigSchemas({ offer }: HandshakeSchemas) {
  const server = z.strictObject({
    role: z.literal("server"),
    exists: z.boolean().optional().meta({ description: "Whether the target is a WebSocket2 resource; it is unless given." }),
    versions: z.array(z.int()).min(1).optional().meta({ description: "The versions that the server supports; 1 unless given." }),
    origins: names.optional().meta({ description: "The origins that are allowed; none unless given." }),
    requireOrigin: z.boolean().optional().meta({ description: "Whether a request without an origin is refused; no unless given." }),
    protocols: names.optional().meta({ description: "The subprotocols that the server speaks; none unless given." }),
    compression: z
      .strictObject({ methods: offer, required: z.boolean().optional() })
      .optional()
      .meta({ description: "What the server is ready to compress with; nothing unless given." }),
    refusal: z
      .strictObject({ status: status.optional(), fields: fields.optional() })
      .optional()
      .meta({ description: "The application's refusal; it accepts unless given." }),
  });
  const client = z.strictObject({
    role: z.literal("client"),
    offer: offer.optional().meta({ description: "The methods that the client offered; none unless given." }),
    protocols: names.optional().meta({ description: "The subprotocols that the client offered; none unless given." }),
    requireProtocol: z.boolean().optional().meta({ description: "Whether a reply without a subprotocol fails where some were offered." }),
  });
  return { server, client };
}

/** The configuration of the endpoint that gets the fields. */
export function handshakeConfigSchema(words: HandshakeSchemas) {
  const { server, client } = handshakeConfigSchemas(words);
  return z.discriminatedUnion("role", [server, client]);
}

/** The schema of a `handshake` case. */
export function handshakeCaseSchema({ outcomes, checks, chosen }: HandshakeSchemas) {
  const outcome = z.strictObject({
    error: z.enum(outcomes).meta({ description: "The token of the reply." }),
    status,
    compression: z.union([chosen, z.null()]).meta({ description: "What was chosen, with its level." }),
    protocol: z.string().nullable().meta({ description: "The subprotocol that was chosen." }),
  });
  return z
    .strictObject({
      ...commonMembers,
      fields,
      endStream: z.boolean().optional().meta({ description: "Whether the stream ends with the header section; no unless given." }),
      outcome: outcome.optional().meta({ description: "How the handshake ends." }),
      check: z.enum(checks).optional().meta({ description: "The client's check that fails first, in place of an outcome." }),
    })
    .refine((value) => (value.outcome === undefined) !== (value.check === undefined), "expected either an outcome or a check");
}
