/**
 * Defines the cases of a whole connection: the inputs of one endpoint, step by step, and their expected effects.
 *
 * @module
 */
import { z } from "zod";

import { http2ErrorCode } from "../h2/wire/error-code.ts";
import { commonMembers } from "./codec-cases.ts";
import { fields, handshakeConfigSchemas, type HandshakeSchemas } from "./handshake-cases.ts";
import { hex, octets } from "./octets.ts";

/** The names and schemas of the protocol that sessions contain. */
export interface SessionSchemas extends HandshakeSchemas {
  /** A frame in plain form. */
  readonly frame: z.ZodType;
  /** The names of limits. */
  readonly limits: readonly string[];
}

const status = z.int().min(0).max(65535);
const trueSchema = z.literal(true);

/** Returns the schema of the configuration of the endpoint under test. */
export function sessionConfigSchema(schemas: SessionSchemas) {
  const { server, client } = handshakeConfigSchemas(schemas);
  const limits = z
    .strictObject(Object.fromEntries(schemas.limits.map((name) => [name, z.int().min(0).optional()])))
    .optional()
    .meta({ description: "Limits that differ from the defaults of the draft, by the names of its table of limits; times in ms." });
  const confirm = z.boolean().optional().meta({ description: "Whether the application waits for the second pong; default: false." });
  const announceLimit = z.boolean().optional().meta({ description: "Whether the endpoint announces its message limit; default: false." });
  const common = { limits, announceLimit };
  return z.discriminatedUnion("role", [server.extend(common), client.extend({ confirm, ...common })]);
}

/** Returns the members of a step's input: one of them, and `endStream` also together with `headers` or `feed`. */
function inputMembers(frame: z.ZodType) {
  return {
    headers: fields.optional(),
    feed: octets.optional().meta({ description: "The endpoint receives octets of content." }),
    endStream: trueSchema.optional().meta({
      description: "The peer ends the stream, with the received header section or octets, or alone.",
    }),
    trailers: fields.optional().meta({ description: "The peer ends the stream with a trailer section." }),
    reset: z.enum(http2ErrorCode.names).optional().meta({ description: "The endpoint receives RST_STREAM." }),
    lost: trueSchema.optional().meta({ description: "The HTTP connection is lost." }),
    connect: trueSchema.optional().meta({ description: "The client's application opens the connection." }),
    accept: trueSchema.optional().meta({ description: "The server's application accepts the handshake." }),
    refuse: z
      .strictObject({ status: status.optional() })
      .optional()
      .meta({ description: "The server's application refuses the handshake." }),
    send: frame.optional().meta({ description: "The application sends a message." }),
    close: z
      .strictObject({ status: status.optional(), reason: z.string().optional() })
      .optional()
      .meta({ description: "The application closes the connection." }),
    terminate: trueSchema.optional().meta({ description: "The application ends the connection at once." }),
    pause: trueSchema.optional().meta({ description: "The application stops taking messages." }),
    resume: trueSchema.optional().meta({ description: "The application takes messages again, first those that wait." }),
    window: z
      .union([z.int().min(0), z.literal("open")])
      .optional()
      .meta({
        description: "The number of octets of content that the endpoint may send from now on; `open`, the initial value, sets no bound.",
      }),
    peerWindow: z.int().min(0).optional().meta({ description: "The stream window of the peer from now on, in octets." }),
    advance: z.int().min(1).optional().meta({ description: "This number of milliseconds passes." }),
  };
}

/** The members of a step that are inputs; a step has one of them. */
export const inputNames = Object.keys(inputMembers(z.unknown()));

/** The inputs that the end of the stream may accompany. */
const endStreamCarriers = ["headers", "feed"];

function hasOneInput(step: object): boolean {
  const given = inputNames.filter((name) => Object.hasOwn(step, name));
  if (given.length === 1) return true;
  return given.length === 2 && given.includes("endStream") && endStreamCarriers.some((name) => given.includes(name));
}

/** Returns the members of a step's effects: on the stream, and on the application. */
function observationMembers(frame: z.ZodType, { checks, chosen }: HandshakeSchemas, fault: z.ZodType) {
  const sent = z.union([
    z.strictObject({ headers: fields }),
    z.strictObject({ wire: octets }),
    z.strictObject({ endStream: trueSchema }),
    z.strictObject({ reset: z.enum(["CANCEL", "NO_ERROR"]) }),
  ]);
  const open = z.strictObject({ compression: z.union([chosen, z.null()]), protocol: z.string().nullable() });
  const check = z.enum(checks).optional();
  const failed = z.strictObject({
    check,
    code: fault.optional().meta({ description: "The Code of an error frame that the client received instead of a pong." }),
    reset: z.enum(http2ErrorCode.names).optional().meta({ description: "The error code of RST_STREAM." }),
    content: octets.optional().meta({ description: "The reported part of the content of the response." }),
  });
  const closed = z.strictObject({ code: status, reason: z.string(), wasClean: z.boolean(), check });
  const told = z.union([
    z.strictObject({ decide: trueSchema }),
    z.strictObject({ open }),
    z.strictObject({ message: frame }),
    z.strictObject({ taken: z.literal(false) }),
    z.strictObject({ failed }),
    z.strictObject({ closed }),
  ]);
  return {
    sent: z.array(sent).min(1).optional().meta({ description: "The output on the stream, in order; nothing if absent." }),
    told: z.array(told).min(1).optional().meta({ description: "The events that the application receives, in order; none if absent." }),
    withholds: z
      .boolean()
      .optional()
      .meta({ description: "Whether the endpoint withholds stream window from now on; unchanged if absent." }),
  };
}

/** Returns the schema of a `session` case. */
export function sessionCaseSchema(schemas: SessionSchemas, fault: z.ZodType) {
  const seen = observationMembers(schemas.frame, schemas, fault);
  const or = z.array(z.strictObject(seen)).min(1).optional().meta({ description: "Alternatives to the step's own expected effects." });
  const step = z.strictObject({ ...inputMembers(schemas.frame), ...seen, or }).refine(
    hasOneInput,
    `expected one input: ${inputNames.join(", ")}`,
  );
  return z.strictObject({
    ...commonMembers,
    random: z.array(hex.length(16)).min(1).optional().meta({ description: "The Data of the pings that the endpoint sends, in order." }),
    steps: z.array(step).min(1),
  });
}
