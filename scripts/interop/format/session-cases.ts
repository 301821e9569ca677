/**
 * Cases of a whole connection: what comes to one end of it, step by step, and what that end then does.
 *
 * @module
 */
import { z } from "zod";

import { http2ErrorCode } from "../h2/wire/error-code.ts";
import { commonMembers } from "./codec-cases.ts";
import { fields, handshakeConfigSchemas, type HandshakeSchemas } from "./handshake-cases.ts";
import { hex, octets } from "./octets.ts";

/** What sessions are said with. */
export interface SessionSchemas extends HandshakeSchemas {
  /** A frame in plain form. */
  readonly frame: z.ZodType;
  /** The names of limits. */
  readonly limits: readonly string[];
}

const status = z.int().min(0).max(65535);
const trueSchema = z.literal(true);

/** The configuration of the end that a case is about. */
export function sessionConfigSchema(words: SessionSchemas) {
  const { server, client } = handshakeConfigSchemas(words);
  const limits = z
    .strictObject(Object.fromEntries(words.limits.map((name) => [name, z.int().min(0).optional()])))
    .optional()
    .meta({ description: "Limits that differ from the defaults of the draft, by the names of its table of limits; times in ms." });
  const confirm = z.boolean().optional().meta({ description: "Whether the application waits for the second pong; no unless given." });
  return z.discriminatedUnion("role", [server.extend({ limits }), client.extend({ confirm, limits })]);
}

/** What a step does: one of the members, and `endStream` beside the first two too. */
function inputMembers(frame: z.ZodType) {
  return {
    headers: fields.optional(),
    feed: octets.optional().meta({ description: "Octets of content are received." }),
    endStream: trueSchema.optional().meta({ description: "The peer ends the stream, with what the step receives or alone." }),
    trailers: fields.optional().meta({ description: "The peer ends the stream by a trailer section." }),
    reset: z.enum(http2ErrorCode.names).optional().meta({ description: "RST_STREAM is received." }),
    lost: trueSchema.optional().meta({ description: "The HTTP connection is lost." }),
    connect: trueSchema.optional().meta({ description: "The client's application asks for the connection." }),
    accept: trueSchema.optional().meta({ description: "The server's application accepts." }),
    refuse: z.strictObject({ status: status.optional() }).optional().meta({ description: "The server's application refuses." }),
    send: frame.optional().meta({ description: "The application sends a message." }),
    close: z
      .strictObject({ status: status.optional(), reason: z.string().optional() })
      .optional()
      .meta({ description: "The application closes." }),
    pause: trueSchema.optional().meta({ description: "The application takes no messages from now on." }),
    resume: trueSchema.optional().meta({ description: "The application takes messages again, those that wait first." }),
    window: z
      .union([z.int().min(0), z.literal("open")])
      .optional()
      .meta({ description: "How many octets of content may go out from now on; `open`, as at first, sets no bound." }),
    peerWindow: z.int().min(0).optional().meta({ description: "How much stream window the peer has from now on, in octets." }),
    advance: z.int().min(1).optional().meta({ description: "So many ms pass." }),
  };
}

/** The members that are inputs; a step has one of them. */
export const inputNames = Object.keys(inputMembers(z.unknown()));

/** The end of a stream may come with a header section or with content. */
const endStreamCarriers = ["headers", "feed"];

function hasOneInput(step: object): boolean {
  const given = inputNames.filter((name) => Object.hasOwn(step, name));
  if (given.length === 1) return true;
  return given.length === 2 && given.includes("endStream") && endStreamCarriers.some((name) => given.includes(name));
}

/** What the end does: on the stream, and to its application. */
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
    code: fault.optional().meta({ description: "The Code of an error frame that came in place of a pong." }),
    reset: z.enum(http2ErrorCode.names).optional().meta({ description: "The error code of RST_STREAM." }),
    content: octets.optional().meta({ description: "The content of the response, as far as it is reported." }),
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
    sent: z.array(sent).min(1).optional().meta({ description: "What goes out on the stream, in order; nothing where absent." }),
    told: z.array(told).min(1).optional().meta({ description: "What the application learns, in order; nothing where absent." }),
    withholds: z.boolean().optional().meta({ description: "Stream window is withheld from now on, or given back again; as before where absent." }),
  };
}

/** The schema of a `session` case. */
export function sessionCaseSchema(words: SessionSchemas, fault: z.ZodType) {
  const seen = observationMembers(words.frame, words, fault);
  const or = z.array(z.strictObject(seen)).min(1).optional().meta({ description: "What is right as well, in place of the step's own expectation." });
  const step = z.strictObject({ ...inputMembers(words.frame), ...seen, or }).refine(hasOneInput, `expected one input: ${inputNames.join(", ")}`);
  return z.strictObject({
    ...commonMembers,
    random: z.array(hex.length(16)).min(1).optional().meta({ description: "The Data of the pings that the end sends, in order." }),
    steps: z.array(step).min(1),
  });
}
