import { readFileSync } from "node:fs";

import test from "ava";

import type { EntryModel, RegistryModel } from "../../../../reference/layout/index.ts";
import { websocket2 } from "../../../../reference/schema/index.ts";
import { citationsOf } from "../../../../scripts/exports/document.ts";
import { csvText } from "../../../../scripts/exports/registries/csv.ts";
import { registriesExport } from "../../../../scripts/exports/registries/registries.ts";

const { draft } = JSON.parse(readFileSync("spec-tests/vectors/manifest.json", "utf8")) as { draft: string };
const xml = readFileSync(`build/draft/${draft}.xml`, "utf8");
const cite = citationsOf(draft, readFileSync(`build/draft/${draft}.html`, "utf8"));

/** Reads CSV by the grammar of RFC 4180, Section 2. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

const textOf = (markup: string): string =>
  markup.replaceAll(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll(/\s+/g, " ");

/** The rows of a list of the built draft: the words of the term, the text before the reference, and the anchor of the reference. */
function draftRows({ id, cite: list }: RegistryModel): [terms: string, text: string, reference: string][] {
  const rows = [...xml.matchAll(new RegExp(`<dt anchor="${id}\\.[^"]*">(.*?)</dt>\\s*<dd>(.*?)</dd>`, "gs"))];
  return rows.map(([, term = "", description = ""]) => {
    const [, text = "", target] = /^(.*?)(?: \(<xref target="([^"]*)"[^>]*\/>\))?$/s.exec(description) ?? [];
    // The list of checks stands in the section that its entries cite, and repeats no reference.
    return [textOf(term), textOf(text), target === undefined ? cite(list) : cite(`#${target}`)];
  });
}

const registries = Object.values(websocket2.elements).filter((each) => each.kind === "registry");

/** The registries that the draft asks IANA to create. */
const registered = registries.filter(({ policy }) => policy !== undefined);

test("the draft asks IANA for the registries of the model that have a policy, by these policies", (t) => {
  const asked = [...xml.matchAll(/<dt>Name and policy<\/dt>\s*<dd>WebSocket2 [^<]*, by ([^<]*)<\/dd>/g)];
  t.deepEqual(asked.map(([, policy]) => policy), registered.map(({ policy }) => policy));
});

for (const registry of registered) {
  const { id, codeTitle } = registry;
  test(`build/registries/${id}.csv has the rows of the built draft`, (t) => {
    const [headings = [], ...rows] = readCsv(readFileSync(`build/registries/${id}.csv`, "utf8"));
    const named = codeTitle === null ? 1 : 2;
    const found = rows.map((row) => {
      const details = headings.slice(named, -2).map((heading, index) => [heading, row[named + index]]);
      const shown = details.filter(([, value]) => value !== "").map((pair) => pair.join(": "));
      const meaning = `${row.at(-2) ?? ""}.`;
      return [row.slice(0, named).join(" "), [...(shown.length === 0 ? [] : [`${shown.join("; ")}.`]), meaning].join(" "), row.at(-1)];
    });
    t.true(rows.length > 0);
    t.deepEqual(found, draftRows(registry));
  });

  test(`build/registries/${id}.json has the registry of the model`, (t) => {
    const { kind, ...model } = websocket2.elements[id] as RegistryModel;
    t.is(kind, "registry");
    t.deepEqual(JSON.parse(readFileSync(`build/registries/${id}.json`, "utf8")), model);
  });
}

test("quotes cells with commas, quotes and line ends, and ends each line with CR and LF", (t) => {
  const rows = [["a", "b,c", 'd "e"', "f\r\ng", ""], [0, "", "", "", "h"].map(String)];
  t.is(csvText(rows), 'a,"b,c","d ""e""","f\r\ng",\r\n0,,,,h\r\n');
  t.deepEqual(readCsv(csvText(rows)), rows);
});

test("a registry whose entries have several statuses has a column for them", (t) => {
  const status = (each: EntryModel, index: number): EntryModel => (index === 0 ? { ...each, status: "deprecated" } : each);
  const outcome = websocket2.elements["outcome"] as RegistryModel;
  const changed = { ...websocket2, elements: { outcome: { ...outcome, entries: outcome.entries.map(status) } } };
  const [csv] = registriesExport.write(changed, (anchor) => anchor);
  const [headings, first, second] = readCsv(csv?.content ?? "");
  t.deepEqual(headings, ["Token", "Meaning", "Status", "Reference"]);
  t.is(first?.[2], "deprecated");
  t.is(second?.[2], "assigned");
});
