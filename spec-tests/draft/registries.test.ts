import test from "ava";

import type { RegistryModel } from "../../reference/layout/model.ts";
import { websocket2 } from "../../reference/schema/index.ts";
import { built, xmlTables } from "./built.ts";
import { markdown } from "./source.ts";

const shown = [...markdown().matchAll(/^::(?:registry|checks)\{of=([\w-]+)[^}]*\}$/gm)].map(
  ([, id = ""]) => websocket2.elements[id] as RegistryModel,
);
const tables = xmlTables(built("xml"));

/** What is wrong with a printed registry: entries in order, with code and name. */
function judge(registry: RegistryModel, rows: readonly (readonly string[])[]): string[] {
  const body = rows.slice(1);
  if (body.length !== registry.entries.length) return [`${registry.id}: ${body.length} rows for ${registry.entries.length} entries`];
  return registry.entries.flatMap((entry, index) => {
    const row = body[index] as readonly string[];
    const wanted = [entry.name, ...(registry.codeTitle === null ? [] : [String(entry.code)])];
    return wanted.filter((text) => !row.includes(text)).map((text) => `${registry.id}: row ${index + 1} does not say ${text}`);
  });
}

test("every registry of the schema stands in the draft", (t) => {
  const all = Object.values(websocket2.elements).filter((element) => element.kind === "registry");
  t.deepEqual(shown.map((registry) => registry.id).sort(), all.map((registry) => registry.id).sort());
});

for (const registry of shown) {
  test(`the table of ${registry.id} in the built draft has every entry with its code`, (t) => {
    t.deepEqual(judge(registry, tables.get(registry.title) ?? []), []);
  });

  test(`a changed value in the table of ${registry.id} is found`, (t) => {
    const rows = tables.get(registry.title) ?? [];
    for (const [index] of registry.entries.entries()) {
      const row = rows[index + 1] ?? [];
      const column = registry.ordered ? row.indexOf(registry.entries[index]?.name ?? "") : 0;
      t.not(judge(registry, rows.with(index + 1, row.with(column, `${row[column]}x`))).length, 0);
    }
  });
}
