/**
 * The keys that a Zod schema knows at a path, for suggestions.
 *
 * @module
 */
import type { z } from "zod";

/** The members of Zod schemas that hold other schemas. */
interface SchemaInternals {
  readonly shape?: Readonly<Record<string, SchemaInternals>>;
  readonly element?: SchemaInternals;
  readonly valueType?: SchemaInternals;
  readonly options?: readonly SchemaInternals[];
  readonly unwrap?: () => SchemaInternals;
}

function unwrapSchema(schema: SchemaInternals): SchemaInternals[] {
  if (schema.options !== undefined) return schema.options.flatMap(unwrapSchema);
  // An array has `unwrap` too, but its elements are one step of the path further.
  return schema.element === undefined && schema.unwrap !== undefined ? unwrapSchema(schema.unwrap()) : [schema];
}

function schemasAtKey(schema: SchemaInternals, key: PropertyKey): SchemaInternals[] {
  const next = typeof key === "number" ? schema.element : (schema.shape?.[String(key)] ?? schema.valueType);
  return next === undefined ? [] : unwrapSchema(next);
}

/** Returns the keys of the objects at a path of a schema. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const root = unwrapSchema(schema as unknown as SchemaInternals);
  const reached = path.reduce<SchemaInternals[]>((all, key) => all.flatMap((one) => schemasAtKey(one, key)), root);
  return [...new Set(reached.flatMap(({ shape }) => Object.keys(shape ?? {})))];
}
