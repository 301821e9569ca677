/**
 * Defines the cases of codec operations: the input and the expected result.
 *
 * @module
 */
import { z } from "zod";

import { octets } from "./octets.ts";

/** The members of the cases of every operation. */
export const commonMembers = {
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9+.-]*(?:\/[a-z0-9][a-z0-9+.-]*)+$/, "expected lower-case segments with slashes between")
    .meta({ id: "caseId", description: "The permanent name of the case: no other case ever has this id. The first segment is the suite." }),
  comment: z.string().min(1).meta({ id: "comment", description: "An explanation of the case, in plain words." }).optional(),
  flags: z.array(z.string()).min(1).meta({ id: "flags", description: "The subjects of the case: names of notes of the file." }).optional(),
  requirement: z
    .string()
    .regex(/^R-\d{3,}$/, "expected an identifier such as R-017")
    .meta({ id: "requirement", description: "A requirement of the draft, by its identifier." })
    .optional(),
};

const encode = z
  .enum(["exact", "semantic", "none"])
  .default("none")
  .meta({
    description: "The expected result of encoding the frames: these octets, any octets that decode to the same frames, or not tested.",
  });

/** The schemas that differ from protocol to protocol. */
export interface ProtocolSchemas {
  /** A frame in plain form. */
  readonly frame: z.ZodType;
  /** The error code of a fault. */
  readonly fault: z.ZodType;
}

const field = z
  .strictObject({
    path: z.string().meta({ description: "The field; dots join nested names." }),
    bit: z.int().min(0).meta({ description: "The offset of its first bit in the input, in bits." }),
    bits: z.int().min(0).meta({ description: "Its width in bits." }),
    value: z.unknown().meta({ description: "Its value." }),
  })
  .meta({ id: "field", description: "The place of a field in the octets, to help debugging." });

const hasOneInput = <T extends { wire?: unknown; steps?: unknown }>(value: T): boolean =>
  (value.wire === undefined) !== (value.steps === undefined);

const hasFramesOnce = <T extends { steps?: unknown; frames?: unknown }>(value: T): boolean =>
  value.steps === undefined || value.frames === undefined;

const validHasFrames = <T extends { result: string; wire?: unknown; frames?: unknown }>(value: T): boolean =>
  value.result !== "valid" || value.wire === undefined || value.frames !== undefined;

/** Returns the members of a case with received octets: its input, its frames and the error codes of its fault. */
function receiveMembers({ frame, fault }: ProtocolSchemas) {
  const frames = z.array(frame).meta({ description: "The complete frames, in order; none if absent." });
  const errors = z
    .array(fault)
    .min(1)
    .meta({ description: "The expected error codes; a fault with another code has the outcome wrong-error." });
  const step = z.strictObject({
    feed: octets,
    emit: z.array(frame).optional().meta({ description: "The frames that this feed completes; none if absent." }),
  });
  const input = {
    wire: octets.optional().meta({ description: "All octets." }),
    steps: z.array(step).min(1).optional().meta({ description: "The octets in several feeds, instead of `wire`." }),
    frames: frames.optional(),
  };
  return { input, errors };
}

/** Returns the schema of a `decode` case. */
export function decodeCaseSchema(schemas: ProtocolSchemas) {
  const { input: octetsIn, errors } = receiveMembers(schemas);
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

/** Returns the schema of a `decompress` case: as `decode`, but compressed messages are decompressed, and encoding is not tested. */
export function decompressCaseSchema(schemas: ProtocolSchemas) {
  const { input, errors } = receiveMembers(schemas);
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

/** Returns the schema of an `encode` case. */
export function encodeCaseSchema({ frame }: ProtocolSchemas) {
  return z.strictObject({
    ...commonMembers,
    result: z.literal("valid"),
    frames: z.array(frame).min(1),
    wire: octets.meta({ description: "The octets of the frames, each length in its shortest form." }),
  });
}

/** Returns the schema of a `varsize` case: one prefix-coded integer. */
export function varsizeCaseSchema({ fault }: ProtocolSchemas, largest: number) {
  const wire = octets;
  return z.discriminatedUnion("result", [
    z.strictObject({ ...commonMembers, result: z.literal("valid"), value: z.int().min(0).max(largest), wire, encode }),
    z.strictObject({ ...commonMembers, result: z.literal("invalid"), wire, errors: z.array(fault).min(1) }),
    z.strictObject({ ...commonMembers, result: z.literal("incomplete"), wire }),
  ]);
}
