import type { EntryModel, RegistryModel } from "../../../reference/layout/model.ts";
import type { View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { declaredColumns } from "./registry.ts";
import type { TableColumn } from "./table.ts";
import { codeCell, definitionsOf, formAttribute, isListForm, textCell, tableOf } from "./table.ts";

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
  attributes: formAttribute,
  render(element, attributes) {
    if (element.kind !== "registry" || !element.ordered) throw new ViewError(element.id, "only an ordered registry holds checks");
    const parts = element.entries.map(({ name }) => name);
    if (isListForm(element.id, attributes)) return [definitionsOf(columnsOf(element).slice(1), element.entries, parts)];
    return [{ ...tableOf(element.title, columnsOf(element), element.entries), parts }];
  },
};
