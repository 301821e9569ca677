/**
 * Registries as generated code uses them.
 *
 * @module
 */
import { namedEntries } from "../entries.ts";
import { LayoutError } from "../errors.ts";
import type { CodeModel, ElementModel, FieldModel, RegistryModel } from "../model.ts";

/** A list of names by code has at most this many gaps for each name. */
const GAPS = 4;

/** Returns the registry of a code. @throws LayoutError where the model lacks it */
export function registryOf(code: CodeModel, elements: Readonly<Record<string, ElementModel>>): RegistryModel {
  const found = elements[code.registry];
  if (found?.kind !== "registry") throw new LayoutError(code.registry, "is no registry of the model");
  return found;
}

/** Returns names by code, for decoding. */
export function namesByCode(registry: RegistryModel): Map<number | string, string> {
  return new Map(namedEntries(registry).map((entry) => [entry.code, entry.name]));
}

/** Returns codes by name, for encoding. */
export function codesByName(registry: RegistryModel): Map<string, number | string> {
  return new Map(namedEntries(registry).map((entry) => [entry.name, entry.code]));
}

/** Returns names in a list by code, which is read faster than a map; `undefined` where codes are large or lie far apart. */
export function namesList(registry: RegistryModel, code: CodeModel): (string | undefined)[] | undefined {
  if (code.as === "ascii") return undefined;
  const entries = namedEntries(registry);
  const size = Math.max(-1, ...entries.map((entry) => entry.code as number)) + 1;
  if (size > entries.length * (1 + GAPS)) return undefined;
  const names: (string | undefined)[] = Array.from({ length: size }, () => undefined);
  for (const entry of entries) names[entry.code as number] = entry.name;
  return names;
}

/** Returns the numeric code of a registered name. @throws LayoutError where the registry lacks the name */
export function codeOf(registry: RegistryModel, name: string): number {
  const entry = namedEntries(registry).find((each) => each.name === name);
  if (typeof entry?.code !== "number") throw new LayoutError(registry.id, `has no numeric code for ${JSON.stringify(name)}`);
  return entry.code;
}

/** Returns the greatest numeric code that a field can hold. */
export function mostCode({ constraints }: FieldModel, wire: CodeModel): number | string {
  const limit = constraints.find((each) => each.rule === "most");
  if (limit?.rule === "most") return limit.value;
  return "bits" in wire ? 2 ** wire.bits - 1 : wire.integer.largest;
}
