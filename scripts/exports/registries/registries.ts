/**
 * The registries as CSV and JSON: one file of each form for a registry.
 *
 * @module
 */
import { codeText } from "../../../reference/layout/entries.ts";
import type { EntryModel, RegistryModel } from "../../../reference/layout/model.ts";
import type { CitationText } from "../document.ts";
import type { ModelExport } from "../export.ts";
import { csvText } from "./csv.ts";

/** The folder of the files. */
const FOLDER = "registries";

/** A column of a registry: its heading and the value of a row. */
type RegistryColumn = readonly [heading: string, value: (entry: EntryModel) => string | number];

/** Returns the columns of a registry, those of the tables in the draft. */
function columnsOf(registry: RegistryModel, citationText: CitationText): readonly RegistryColumn[] {
  const { codeTitle, nameTitle, columns, entries } = registry;
  const code: RegistryColumn = [codeTitle ?? "", (entry) => (registry.base === undefined ? entry.code : codeText(registry, entry))];
  const status: RegistryColumn = ["Status", (entry) => entry.status];
  return [
    ...(codeTitle === null ? [] : [code]),
    [nameTitle, ({ name }) => name],
    ...Object.entries(columns).map(([key, heading]): RegistryColumn => [heading, (entry) => entry.columns[key] ?? ""]),
    ["Meaning", ({ meaning }) => meaning],
    ...(entries.every((entry) => entry.status === "assigned") ? [] : [status]),
    ["Reference", ({ cite }) => citationText(cite)],
  ];
}

/** Returns a registry as CSV: a line of headings and a line for each entry. */
function registryCsv(registry: RegistryModel, cite: CitationText): string {
  const columns = columnsOf(registry, cite);
  return csvText([columns.map(([heading]) => heading), ...registry.entries.map((entry) => columns.map(([, value]) => value(entry)))]);
}

/** Returns a registry as JSON: what the model has of it. */
function registryJson({ kind: _, ...registry }: RegistryModel): string {
  return `${JSON.stringify(registry, undefined, 2)}\n`;
}

/** Each registry of the model as `registries/ID.csv` and `registries/ID.json`. */
export const registriesExport: ModelExport = {
  name: "registries",
  summary: "the registries as tables (.csv) and for programs (.json)",
  folder: FOLDER,
  write: ({ elements }, cite) =>
    Object.values(elements).flatMap((element) =>
      element.kind !== "registry"
        ? []
        : [
            { path: `${FOLDER}/${element.id}.csv`, content: registryCsv(element, cite) },
            { path: `${FOLDER}/${element.id}.json`, content: registryJson(element) },
          ],
    ),
};
