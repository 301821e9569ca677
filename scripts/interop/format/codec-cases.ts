/**
 * One case of a suite, by operation: what goes in, and what has to come out.
 *
 * @module
 */
import { z } from "zod";

import { octets } from "./octets.ts";

/** What the cases of every operation carry. */
export const commonMembers = {
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9+.-]*(?:\/[a-z0-9][a-z0-9+.-]*)+$/, "expected lower-case segments with slashes between")
    .meta({ id: "caseId", description: "Names the case for good: an id is never used again for another case. The first segment is the suite." }),
  comment: z.string().min(1).meta({ id: "comment", description: "What is special about the case, in plain words." }).optional(),
  flags: z.array(z.string()).min(1).meta({ id: "flags", description: "Names of notes of the file: what the case is about." }).optional(),
  requirement: z
    .string()
    .regex(/^R-\d{3,}$/, "expected an identifier such as R-017")
    .meta({ id: "requirement", description: "A statement of the draft, by its identifier." })
    .optional(),
};

const encode = z
  .enum(["exact", "semantic", "none"])
  .default("none")
  .meta({ description: "What encoding the frames has to give: these octets, any that decode to the same frames, or nothing is asked." });

/** The parts that differ from protocol to protocol. */
export interface ProtocolSchemas {
  /** A frame in plain form. */
  readonly frame: z.ZodType;
  /** A wire code that a fault is reported with. */
  readonly fault: z.ZodType;
}

const field = z
  .strictObject({
    path: z.string().meta({ description: "The field, nested names joined by dots." }),
    bit: z.int().min(0).meta({ description: "Where it begins, in bits from the first bit of the input." }),
    bits: z.int().min(0).meta({ description: "Its width in bits." }),
    value: z.unknown().meta({ description: "What it holds." }),
  })
  .meta({ id: "field", description: "Where a field stands in the octets: a help to whoever looks for a mistake." });

const hasOneInput = <T extends { wire?: unknown; steps?: unknown }>(value: T): boolean =>
  (value.wire === undefined) !== (value.steps === undefined);

const hasFramesOnce = <T extends { steps?: unknown; frames?: unknown }>(value: T): boolean =>
  value.steps === undefined || value.frames === undefined;

const validHasFrames = <T extends { result: string; wire?: unknown; frames?: unknown }>(value: T): boolean =>
  value.result !== "valid" || value.wire === undefined || value.frames !== undefined;

/** The input and the frames of a case whose octets are received, and the codes of its fault. */
function receiveMembers({ frame, fault }: ProtocolSchemas) {
  const frames = z.array(frame).meta({ description: "The frames that are complete, in order; none where absent." });
  const errors = z.array(fault).min(1).meta({ description: "The wire codes that are right; another one is wrong-error." });
  const step = z.strictObject({
    feed: octets,
    emit: z.array(frame).optional().meta({ description: "The frames that are complete with this feed; none where absent." }),
  });
  const input = {
    wire: octets.optional().meta({ description: "All octets." }),
    steps: z.array(step).min(1).optional().meta({ description: "The octets in several feeds, in place of `wire`." }),
    frames: frames.optional(),
  };
  return { input, errors };
}

/** The schema of a `decode` case. */
export function decodeCaseSchema(words: ProtocolSchemas) {
  const { input: octetsIn, errors } = receiveMembers(words);
  const input = { ...octetsIn, fields: z.array(field).min(1).optional() };
  return z
    .discriminatedUnion("result", [
      z.strictObject({ ...commonMembers, result: z.literal("valid"), ...input, encode }),
      z.strictObject({ ...commonMembers, result: z.literal("invalid"), ...input, errors }),
      z.strictObject({ ...commonMembers, result: z.literal("incomplete"), ...input }),
      z.strictObject({ ...commonMembers, flags: commonMembers.flags.unwrap(), result: z.literal("acceptable"), ...input, errors, encode }),
    ])
    .refine(hasOneInput, "expected either wire or steps")
    .refine(hasFramesOnce, "frames do not go with steps: each step says what it emits")
    .refine(validHasFrames, "a valid case with wire needs frames");
}

/** The schema of a `decompress` case: as `decode`, with compressed messages opened, and nothing asked of a sender. */
export function decompressCaseSchema(words: ProtocolSchemas) {
  const { input, errors } = receiveMembers(words);
  return z
    .discriminatedUnion("result", [
      z.strictObject({ ...commonMembers, result: z.literal("valid"), ...input }),
      z.strictObject({ ...commonMembers, result: z.literal("invalid"), ...input, errors }),
      z.strictObject({ ...commonMembers, flags: commonMembers.flags.unwrap(), result: z.literal("acceptable"), ...input, errors }),
    ])
    .refine(hasOneInput, "expected either wire or steps")
    .refine(hasFramesOnce, "frames do not go with steps: each step says what it emits")
    .refine(validHasFrames, "a valid case with wire needs frames");
}

/** The schema of an `encode` case. */
export function encodeCaseSchema({ frame }: ProtocolSchemas) {
  return z.strictObject({
    ...commonMembers,
    result: z.literal("valid"),
    frames: z.array(frame).min(1),
    wire: octets.meta({ description: "The octets that the frames give, each in its shortest form." }),
  });
}

/** The schema of a `varsize` case: one prefix-coded integer. */
export function varsizeCaseSchema({ fault }: ProtocolSchemas, largest: number) {
  const wire = octets;
  return z.discriminatedUnion("result", [
    z.strictObject({ ...commonMembers, result: z.literal("valid"), value: z.int().min(0).max(largest), wire, encode }),
    z.strictObject({ ...commonMembers, result: z.literal("invalid"), wire, errors: z.array(fault).min(1) }),
    z.strictObject({ ...commonMembers, result: z.literal("incomplete"), wire }),
  ]);
}
