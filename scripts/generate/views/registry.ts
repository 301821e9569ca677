import type { EntryModel, RegistryModel } from "../../../reference/layout/model.ts";
import type { TableCell, View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import type { TableColumn } from "./table.ts";
import { codeCell, definitionsOf, formAttribute, isListForm, textCell, tableOf } from "./table.ts";

/** Returns the columns that the registry declares, which are between the name and the meaning. */
export function declaredColumns({ columns }: RegistryModel): readonly TableColumn<EntryModel>[] {
  return Object.entries(columns).map(([key, title]) => ({ title, folds: "after", cell: (entry) => textCell(entry.columns[key] ?? "") }));
}

function columnsOf(registry: RegistryModel): readonly TableColumn<EntryModel>[] {
  const { codeTitle, nameTitle } = registry;
  const code: TableColumn<EntryModel> = { title: codeTitle ?? "", cell: (entry) => codeCell(entry.code) };
  return [
    ...(codeTitle === null ? [] : [code]),
    { title: nameTitle, cell: (entry) => (entry.status === "unassigned" ? textCell(entry.name) : codeCell(entry.name)) },
    ...declaredColumns(registry),
    { title: "Meaning", prose: true, cell: (entry) => textCell(entry.meaning) },
    { title: "Status", folds: "after", cell: ({ status }) => textCell(status === "assigned" ? "" : status) },
    { title: "Reference", cell: ({ cite }) => [{ cite }] },
  ];
}

/** Returns the columns of a list of terms, with code and name in the first one. */
function listColumnsOf(registry: RegistryModel): readonly TableColumn<EntryModel>[] {
  const columns = columnsOf(registry);
  if (registry.codeTitle === null) return columns;
  const cell = ({ code, name, status }: EntryModel): TableCell => [
    ...codeCell(code),
    { text: " " },
    ...(status === "unassigned" ? textCell(name) : codeCell(name)),
  ];
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
