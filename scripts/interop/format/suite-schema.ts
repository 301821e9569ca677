/**
 * Defines the format of a file of vectors, for the protocol of a model.
 *
 * @module
 */
import { z } from "zod";

import type { HttpFieldModel, Model, SfBareModel, SfMemberModel } from "../../../reference/layout/model.ts";
import {
  commonMembers,
  decodeCaseSchema,
  decompressCaseSchema,
  encodeCaseSchema,
  varsizeCaseSchema,
  type ProtocolSchemas,
} from "./codec-cases.ts";
import { handshakeCaseSchema, handshakeConfigSchema, type HandshakeSchemas } from "./handshake-cases.ts";
import { type ElementIds, websocket2ElementIds } from "./element-ids.ts";
import { sessionCaseSchema, sessionConfigSchema, type SessionSchemas } from "./session-cases.ts";
import { assignedNames, valueSchema } from "./value-schema.ts";

function findElement<K extends Model["elements"][string]["kind"]>(model: Model, id: string, kind: K) {
  const found = model.elements[id];
  if (found?.kind !== kind) throw new Error(`the model ${model.name} has no ${kind} ${id}`);
  return found as Extract<Model["elements"][string], { kind: K }>;
}

function parameterSchema(item: SfBareModel): z.ZodType {
  if (item.type !== "integer") return z.int();
  return z.int().min(item.least ?? 0).max(item.most ?? Number.MAX_SAFE_INTEGER);
}

function dictionaryMembers(field: HttpFieldModel, direction: "request" | "response"): [string, SfMemberModel][] {
  const model = field[direction];
  if (model?.type !== "dictionary") throw new Error(`${field.id}: expected a Dictionary in a ${direction}`);
  return Object.entries(model.of);
}

/** Returns the schema of a compression method and its parameter, an object of one member: `{ "METHOD": 12 }`. */
function chosenSchema(field: HttpFieldModel): z.ZodType {
  const methods = dictionaryMembers(field, "response").map(([name, item]) => {
    if (item.type === "inner-list") throw new Error(`${field.id}: expected one parameter of ${name}`);
    return z.strictObject({ [name]: parameterSchema(item) });
  });
  return z.union(methods).meta({ id: "compression" });
}

/** Returns the schema of compression methods, each with the ends of its range: `{ "METHOD": [9, 15] }`. */
function offerSchema(field: HttpFieldModel): z.ZodType {
  const methods = dictionaryMembers(field, "request").map(([name, item]): [string, z.ZodType] => {
    if (item.type !== "inner-list") throw new Error(`${field.id}: expected an Inner List of parameters of ${name}`);
    return [name, z.tuple(item.items.map(parameterSchema) as [z.ZodType, ...z.ZodType[]]).optional()];
  });
  return z.strictObject(Object.fromEntries(methods)).meta({ id: "offer" });
}

function codecConfigSchema(chosen: z.ZodType) {
  return z
    .strictObject({
      compression: z.union([z.literal("none"), chosen]).meta({ description: "The negotiated method with its parameter." }),
      limit: z.int().min(0).meta({ description: "The receiver's limit for one message, in octets." }),
      role: z.enum(["client", "server"]).meta({ description: "The role of the endpoint that decodes." }),
    })
    .meta({ id: "config" });
}

const noteSchema = z
  .strictObject({
    requirement: commonMembers.requirement,
    why: z.string().min(1).meta({ description: "The reason why it matters." }),
  })
  .meta({ id: "note" });

/** Returns the names and schemas of the protocol that handshake cases contain. */
function handshakeSchemas(model: Model, ids: ElementIds): HandshakeSchemas {
  const compression = findElement(model, ids.compression, "http-field");
  return {
    outcomes: assignedNames(model, ids.outcome.registry),
    checks: assignedNames(model, ids.checks.client),
    chosen: chosenSchema(compression),
    offer: offerSchema(compression),
  };
}

function groupSchema(model: Model, ids: ElementIds) {
  const fault = z.enum(assignedNames(model, ids.fault)).meta({ id: "fault", description: "An error code." });
  const frame = valueSchema(findElement(model, ids.frame, "struct"), model).meta({ id: "frame", description: "A frame in plain form." });
  const schemas: ProtocolSchemas = { frame, fault };
  const handshake = handshakeSchemas(model, ids);
  const session: SessionSchemas = { ...handshake, frame, limits: findElement(model, ids.limits, "limits").entries.map(({ name }) => name) };
  const config = codecConfigSchema(handshake.chosen);
  const integer = findElement(model, ids.integer, "prefixed");
  const largest = Math.min(Number(integer.largest), Number.MAX_SAFE_INTEGER);
  return z.discriminatedUnion("op", [
    z.strictObject({ op: z.literal("decode"), config, cases: z.array(decodeCaseSchema(schemas)).min(1) }),
    z.strictObject({ op: z.literal("decompress"), config, cases: z.array(decompressCaseSchema(schemas)).min(1) }),
    z.strictObject({ op: z.literal("encode"), config, cases: z.array(encodeCaseSchema(schemas)).min(1) }),
    z.strictObject({ op: z.literal("varsize"), cases: z.array(varsizeCaseSchema(schemas, largest)).min(1) }),
    z.strictObject({
      op: z.literal("handshake"),
      config: handshakeConfigSchema(handshake),
      cases: z.array(handshakeCaseSchema(handshake)).min(1),
    }),
    z.strictObject({
      op: z.literal("session"),
      config: sessionConfigSchema(session),
      cases: z.array(sessionCaseSchema(session, fault)).min(1),
    }),
  ]);
}

/** The version of the format of suites. */
export const formatVersion = 1;

/** Returns the schema of a file of vectors for the protocol that a model describes. */
export function suiteSchema(model: Model, ids: ElementIds = websocket2ElementIds) {
  return z
    .strictObject({
      format: z.literal(formatVersion),
      suite: z.string().regex(/^[a-z][a-z0-9-]*$/, "expected a lower-case name"),
      notes: z.record(z.string().regex(/^[A-Z][A-Za-z0-9]*$/, "expected a name such as ReservedBits"), noteSchema),
      groups: z.array(groupSchema(model, ids)).min(1),
    })
    .superRefine(checkCases)
    .meta({
      title: `Interop vectors of ${model.name}`,
      description: "One suite of vectors: groups of cases of one operation and configuration.",
    });
}

interface FlaggedCase {
  readonly id: string;
  readonly flags?: readonly string[] | undefined;
  readonly requirement?: string | undefined;
}

/** Returns the contradiction between a case and its file; `undefined` if they agree. */
function caseProblem(suite: string, notes: object, each: FlaggedCase): string | undefined {
  const unknown = (each.flags ?? []).find((flag) => !Object.hasOwn(notes, flag));
  if (unknown !== undefined) return `flag ${unknown} has no note, expected one of ${Object.keys(notes).join(", ")}`;
  if (each.flags === undefined && each.requirement === undefined) return "expected flags or a requirement that say what the case checks";
  return each.id.startsWith(`${suite}/`) ? undefined : `id ${each.id} does not begin with the suite's name, expected ${suite}/...`;
}

function checkCases(
  file: { suite: string; notes: object; groups: readonly { cases: readonly FlaggedCase[] }[] },
  context: { addIssue: (issue: { code: "custom"; path: (string | number)[]; message: string }) => void },
): void {
  file.groups.forEach((group, g) =>
    group.cases.forEach((each, c) => {
      const message = caseProblem(file.suite, file.notes, each);
      if (message !== undefined) context.addIssue({ code: "custom", path: ["groups", g, "cases", c], message });
    }),
  );
  const used = new Set(file.groups.flatMap((group) => group.cases.flatMap((each) => each.flags ?? [])));
  for (const name of Object.keys(file.notes)) {
    if (!used.has(name)) context.addIssue({ code: "custom", path: ["notes", name], message: "no case has this flag" });
  }
}
