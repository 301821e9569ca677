import type { EntryModel, RegistryModel } from "../../../reference/layout/model.ts";
import type { View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import type { Column } from "./table.ts";
import { coded, plain, tableOf } from "./table.ts";

/** The columns between the name and the meaning, as the registry declares them. */
export function moreColumns({ columns }: RegistryModel): readonly Column<EntryModel>[] {
  return Object.entries(columns).map(([key, title]) => ({ title, folds: "after", cell: ({ more }) => plain(more[key] ?? "") }));
}

function columnsOf(registry: RegistryModel): readonly Column<EntryModel>[] {
  const { codeTitle, nameTitle } = registry;
  const code: Column<EntryModel> = { title: codeTitle ?? "", cell: (entry) => coded(entry.code) };
  return [
    ...(codeTitle === null ? [] : [code]),
    { title: nameTitle, cell: (entry) => (entry.status === "unassigned" ? plain(entry.name) : coded(entry.name)) },
    ...moreColumns(registry),
    { title: "Meaning", prose: true, cell: (entry) => plain(entry.meaning) },
    { title: "Status", folds: "after", cell: ({ status }) => plain(status === "assigned" ? "" : status) },
    { title: "Reference", cell: ({ cite }) => [{ cite }] },
  ];
}

/** The entries of a registry with all its columns. */
export const registry: View = {
  kinds: ["registry"],
  attributes: {},
  render(element) {
    if (element.kind !== "registry") throw new ViewError(element.id, "only a registry has entries");
    return [{ ...tableOf(element.title, columnsOf(element), element.entries), parts: element.entries.map(({ name }) => name) }];
  },
};
