import { codeText, isNamed } from "../../../reference/layout/entries.ts";
import type { EntryModel, RegistryModel } from "../../../reference/layout/model.ts";
import type { TableCell, View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import type { TableColumn } from "./table.ts";
import { codeCell, definitionsOf, formAttribute, isListForm, textCell, tableOf } from "./table.ts";

/** Returns the columns that the registry declares, which are between the name and the meaning. */
export function declaredColumns({ columns }: RegistryModel): readonly TableColumn<EntryModel>[] {
  return Object.entries(columns).map(([key, title]) => ({ title, folds: "after", cell: (entry) => textCell(entry.columns[key] ?? "") }));
}

/** Returns whether the name of an entry is a phrase, which several entries may have: `Unassigned`, `Private Use`. */
const isText = (entry: EntryModel): boolean =>
  entry.status === "unassigned" || entry.status === "private-use" || (!isNamed(entry) && typeof entry.code === "string");

const nameCell = (entry: EntryModel): TableCell => (isText(entry) ? textCell(entry.name) : codeCell(entry.name));

function columnsOf(registry: RegistryModel): readonly TableColumn<EntryModel>[] {
  const { codeTitle, nameTitle } = registry;
  const code: TableColumn<EntryModel> = { title: codeTitle ?? "", cell: (entry) => codeCell(codeText(registry, entry)) };
  return [
    ...(codeTitle === null ? [] : [code]),
    { title: nameTitle, cell: nameCell },
    ...declaredColumns(registry),
    { title: "Meaning", prose: true, cell: (entry) => textCell(entry.meaning) },
    { title: "Status", folds: "after", cell: ({ status }) => textCell(status === "assigned" ? "" : status.replace("-", " ")) },
    { title: "Reference", cell: ({ cite }) => [{ cite }] },
  ];
}

/** Returns the columns of a list of terms, with code and name in the first one. */
function listColumnsOf(registry: RegistryModel): readonly TableColumn<EntryModel>[] {
  const columns = columnsOf(registry);
  if (registry.codeTitle === null) return columns;
  const cell = (entry: EntryModel): TableCell => [...codeCell(codeText(registry, entry)), { text: " " }, ...nameCell(entry)];
  return [{ title: registry.nameTitle, cell }, ...columns.slice(2)];
}

/** The entries of a registry with all its columns. */
export const registry: View = {
  kinds: ["registry"],
  attributes: formAttribute,
  render(element, attributes) {
    if (element.kind !== "registry") throw new ViewError(element.id, "only a registry has entries");
    const parts = element.entries.map(({ name }) => name);
    if (isListForm(element.id, attributes)) return [definitionsOf(listColumnsOf(element), element.entries, parts)];
    return [{ ...tableOf(element.title, columnsOf(element), element.entries), parts }];
  },
};
