/**
 * The bounds of a receiver: preferences, and what the endpoints negotiate.
 *
 * @module
 */
import { namedEntries } from "../../../reference/layout/entries.ts";
import type { HttpFieldModel, LimitModel, Model, RegistryModel, StructModel } from "../../../reference/layout/model.ts";
import { LuaCode, luaString, type LuaValue } from "./lua-text.ts";

/** The bounds in use by name, and for a code its registry. */
type BoundRegistries = ReadonlyMap<string, RegistryModel | undefined>;

function fieldOf({ elements }: Model, bound: string): HttpFieldModel | undefined {
  return Object.values(elements).find((element): element is HttpFieldModel => element.kind === "http-field" && element.bound === bound);
}

function limitOf({ elements }: Model, bound: string): LimitModel | undefined {
  return Object.values(elements)
    .flatMap((element) => (element.kind === "limits" ? element.entries : []))
    .find(({ name }) => name === bound);
}

/** Returns the HTTP field of each bound, and the codes by name of a bound that is a code. */
export function boundTables(model: Model, bounds: BoundRegistries): LuaValue {
  return new Map(
    [...bounds].map(([bound, registry]) => {
      const codes = registry === undefined ? undefined : new Map(namedEntries(registry).map(({ name, code }) => [name, code] as const));
      return [bound, { field: fieldOf(model, bound)?.id, codes }];
    }),
  );
}

/** Returns the preferences: each numeric bound that no field announced, and the struct of a datagram if there are several. */
export function preferences(model: Model, bounds: BoundRegistries, roots: readonly StructModel[]): string[] {
  const numbers = [...bounds].filter(([, registry]) => registry === undefined);
  const lines = numbers.map(([bound]) => {
    const limit = limitOf(model, bound);
    const text = `${limit?.description ?? "The greatest value that a receiver accepts."} Used where the receiver announced no other; 0 for no limit.`;
    const title = limit === undefined ? bound : `${limit.title} (${limit.unit})`;
    return `protocol.proto.prefs[${luaString(bound)}] = Pref.uint(${luaString(title)}, ${limit?.value ?? 0}, ${luaString(text)})`;
  });
  if (model.stream !== undefined || roots.length === 1) return lines;
  const choices = roots.map(({ title }, index) => `{ ${index + 1}, ${luaString(title)}, ${index + 1} }`).join(", ");
  const choice = new LuaCode(`Pref.enum("Element", 1, "The element of a datagram.", { ${choices} })`);
  return [...lines, `protocol.proto.prefs.element = ${choice.source}`];
}
