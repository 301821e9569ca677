import type { EntryModel, RegistryModel } from "../../../reference/layout/model.ts";
import type { View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { declaredColumns } from "./registry.ts";
import type { TableColumn } from "./table.ts";
import { codeCell, textCell, tableOf } from "./table.ts";

function columnsOf(registry: RegistryModel): readonly TableColumn<EntryModel>[] {
  return [
    { title: "#", align: "right", cell: (_, index) => textCell(index + 1) },
    { title: registry.nameTitle, cell: ({ name }) => codeCell(name) },
    { title: "Fails when", prose: true, cell: ({ meaning }) => textCell(meaning) },
    ...declaredColumns(registry),
  ];
}

/** Numbered checks, in the order in which an endpoint makes them. */
export const checks: View = {
  kinds: ["registry"],
  attributes: {},
  render(element) {
    if (element.kind !== "registry" || !element.ordered) throw new ViewError(element.id, "only an ordered registry holds checks");
    return [{ ...tableOf(element.title, columnsOf(element), element.entries), parts: element.entries.map(({ name }) => name) }];
  },
};
