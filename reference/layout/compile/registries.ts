/**
 * Registries as compiled code uses them.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { CodeModel, ElementModel, RegistryModel } from "../model.ts";

/** The registry of a code. @throws LayoutError where the model does not have it. */
export function registryOf(code: CodeModel, elements: Readonly<Record<string, ElementModel>>): RegistryModel {
  const found = elements[code.registry];
  if (found?.kind !== "registry") throw new LayoutError(code.registry, "is no registry of the model");
  return found;
}

/** Names by code, for decoding. */
export function namesByCode(registry: RegistryModel): Map<number | string, string> {
  return new Map(registry.entries.map((entry) => [entry.code, entry.name]));
}

/** Codes by name, for encoding. */
export function codesByName(registry: RegistryModel): Map<string, number | string> {
  return new Map(registry.entries.map((entry) => [entry.name, entry.code]));
}

/** Names in a dense array by code, where the codes are small numbers: faster than a map. */
export function namesArray(registry: RegistryModel, code: CodeModel): (string | undefined)[] {
  const names: (string | undefined)[] = Array.from({ length: 2 ** Math.min(code.bits, 8) }, () => undefined);
  for (const entry of registry.entries) names[entry.code as number] = entry.name;
  return names;
}

/** The numeric code of a registered name. @throws LayoutError where there is none. */
export function codeOf(registry: RegistryModel, name: string): number {
  const entry = registry.entries.find((each) => each.name === name);
  if (typeof entry?.code !== "number") throw new LayoutError(registry.id, `has no numeric code for ${JSON.stringify(name)}`);
  return entry.code;
}
