/**
 * Bounds as a caller gives them, and as a compiled reader compares with them.
 *
 * @module
 */
import { LocalError } from "../errors.ts";
import type { RegistryModel } from "../model.ts";
import type { Bounds } from "./reading.ts";
import { codeOf } from "./registries.ts";

function boundNumber(name: string, value: number | string | undefined): number {
  if (value === undefined) return Infinity;
  if (typeof value === "number" && value >= 0) return value;
  throw new LocalError(`bounds.${name}`, `expected a number of at least 0, found ${JSON.stringify(value)}`);
}

function boundCode(name: string, value: number | string | undefined, registry: RegistryModel): number {
  if (value === undefined) return -1;
  if (typeof value === "string" && registry.entries.some((entry) => entry.name === value)) return codeOf(registry, value);
  const names = registry.entries.map((entry) => entry.name).join(", ");
  throw new LocalError(`bounds.${name}`, `expected one of ${names}, found ${JSON.stringify(value)}`);
}

/**
 * The numbers that a reader compares with: no bound means no limit, and no agreed code but the omitted one.
 *
 * @throws {@link LocalError} where a bound is unknown, negative, or names no code
 */
export function boundNumbers(known: ReadonlyMap<string, RegistryModel | undefined>, given: Bounds): Record<string, number> {
  const stray = Object.keys(given).find((name) => !known.has(name));
  if (stray !== undefined) {
    throw new LocalError(`bounds.${stray}`, `is no bound of this layout, expected ${[...known.keys()].join(", ") || "none"}`);
  }
  return Object.fromEntries(
    [...known].map(([name, registry]) => [
      name,
      registry === undefined ? boundNumber(name, given[name]) : boundCode(name, given[name], registry),
    ]),
  );
}
