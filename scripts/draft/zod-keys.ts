/**
 * Which keys a Zod schema has at a path, to propose one.
 *
 * @module
 */
import type { z } from "zod";

/** As far as the kinds of schemas go that are used for drafts. */
interface Inside {
  readonly shape?: Readonly<Record<string, Inside>>;
  readonly element?: Inside;
  readonly valueType?: Inside;
  readonly options?: readonly Inside[];
  readonly unwrap?: () => Inside;
}

function parts(schema: Inside): Inside[] {
  if (schema.options !== undefined) return schema.options.flatMap(parts);
  // An array has `unwrap` too, but its elements have a step of the path of their own.
  return schema.element === undefined && schema.unwrap !== undefined ? parts(schema.unwrap()) : [schema];
}

function step(schema: Inside, key: PropertyKey): Inside[] {
  const next = typeof key === "number" ? schema.element : (schema.shape?.[String(key)] ?? schema.valueType);
  return next === undefined ? [] : parts(next);
}

/** The keys of the objects that a path leads to. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const reached = path.reduce<Inside[]>((all, key) => all.flatMap((one) => step(one, key)), parts(schema as unknown as Inside));
  return [...new Set(reached.flatMap(({ shape }) => Object.keys(shape ?? {})))];
}
