/**
 * Which keys a Zod schema has at a path, to propose one.
 *
 * @module
 */
import type { z } from "zod";

/** As far as the kinds of schemas go that are used for drafts. */
interface SchemaInternals {
  readonly shape?: Readonly<Record<string, SchemaInternals>>;
  readonly element?: SchemaInternals;
  readonly valueType?: SchemaInternals;
  readonly options?: readonly SchemaInternals[];
  readonly unwrap?: () => SchemaInternals;
}

function unwrapSchema(schema: SchemaInternals): SchemaInternals[] {
  if (schema.options !== undefined) return schema.options.flatMap(unwrapSchema);
  // An array has `unwrap` too, but its elements have a step of the path of their own.
  return schema.element === undefined && schema.unwrap !== undefined ? unwrapSchema(schema.unwrap()) : [schema];
}

function schemasAtKey(schema: SchemaInternals, key: PropertyKey): SchemaInternals[] {
  const next = typeof key === "number" ? schema.element : (schema.shape?.[String(key)] ?? schema.valueType);
  return next === undefined ? [] : unwrapSchema(next);
}

/** The keys of the objects that a path leads to. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const reached = path.reduce<SchemaInternals[]>((all, key) => all.flatMap((one) => schemasAtKey(one, key)), unwrapSchema(schema as unknown as SchemaInternals));
  return [...new Set(reached.flatMap(({ shape }) => Object.keys(shape ?? {})))];
}
