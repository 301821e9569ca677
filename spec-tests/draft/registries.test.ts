import test from "ava";

import type { EntryModel, RegistryModel } from "../../reference/layout/model.ts";
import { websocket2 } from "../../reference/schema/index.ts";
import { built, type Definition, xmlDefinitions } from "./built.ts";
import { markdown } from "./source.ts";

const shown = [...markdown().matchAll(/^::(?:registry|checks)\{of=([\w-]+)[^}]*\}$/gm)].map(
  ([, id = ""]) => websocket2.elements[id] as RegistryModel,
);
const definitions = xmlDefinitions(built("xml"));

/** The term of an entry: its name, behind its code if it has one. */
const termOf = ({ codeTitle }: RegistryModel, { code, name }: EntryModel): string => (codeTitle === null ? name : `${code} ${name}`);

/** The printed terms that begin with the first entry of a registry and have its meaning. */
function printed(registry: RegistryModel, from: readonly Definition[]): readonly Definition[] {
  const [first] = registry.entries;
  const start = from.findIndex(([term, text]) => first !== undefined && term === termOf(registry, first) && text.includes(first.meaning));
  return start < 0 ? [] : from.slice(start, start + registry.entries.length);
}

/** What is wrong with a printed registry: terms in order, with the meaning of each. */
function judge(registry: RegistryModel, terms: readonly Definition[]): string[] {
  if (terms.length !== registry.entries.length) return [`${registry.id}: ${terms.length} terms for ${registry.entries.length} entries`];
  return registry.entries.flatMap((entry, index) => {
    const [term, text] = terms[index] as Definition;
    const right = term === termOf(registry, entry) && text.includes(entry.meaning);
    return right ? [] : [`${registry.id}: term ${index + 1} is ${term}: ${text}`];
  });
}

test("every registry of the schema stands in the draft", (t) => {
  const all = Object.values(websocket2.elements).filter((element) => element.kind === "registry");
  t.deepEqual(shown.map((registry) => registry.id).sort(), all.map((registry) => registry.id).sort());
});

for (const registry of shown) {
  test(`the list of ${registry.id} in the built draft has every entry with its code`, (t) => {
    t.deepEqual(judge(registry, printed(registry, definitions)), []);
  });

  test(`a changed term in the list of ${registry.id} is found`, (t) => {
    const terms = printed(registry, definitions);
    for (const [index, [term, text]] of terms.entries()) {
      t.not(judge(registry, terms.with(index, [`${term}x`, text])).length, 0);
    }
  });
}
