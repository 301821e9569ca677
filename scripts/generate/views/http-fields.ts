import type { ElementModel, HttpFieldModel, SfModel } from "../../../reference/layout/model.ts";
import type { View, ViewAttributes, ViewBlock } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { describeSfType } from "../describe-sf-type.ts";
import type { TableColumn } from "./table.ts";
import { codeCell, definitionsOf, formAttribute, isListForm, textCell, tableOf } from "./table.ts";

/** A field in one direction. */
interface FieldUse {
  readonly field: HttpFieldModel;
  readonly direction: "request" | "response";
  readonly type: SfModel;
}

const columns: readonly TableColumn<FieldUse>[] = [
  { title: "Field", cell: ({ field }) => codeCell(field.id) },
  { title: "In", cell: ({ direction }) => textCell(direction) },
  { title: "Type", folds: "before", cell: ({ type }) => textCell(describeSfType(type)) },
  { title: "Value", prose: true, cell: ({ field, direction }) => textCell(field.summary[direction] ?? field.description) },
];

function fieldUses(field: HttpFieldModel): readonly FieldUse[] {
  return (["request", "response"] as const).flatMap((direction) => {
    const type = field[direction];
    return type === undefined ? [] : [{ field, direction, type }];
  });
}

function fieldsTable(elements: readonly ElementModel[], attributes: ViewAttributes): readonly ViewBlock[] {
  const fields = elements.map((element) => {
    if (element.kind !== "http-field") throw new ViewError(element.id, "only HTTP fields have a table of fields");
    return element;
  });
  if (isListForm(elements[0]?.id ?? "", attributes)) return [definitionsOf(columns, fields.flatMap(fieldUses))];
  return [tableOf(fields.length === 1 ? (fields[0]?.title ?? "") : "HTTP Fields", columns, fields.flatMap(fieldUses))];
}

/** HTTP fields by direction: the Structured Field type and the meaning of the value. */
export const httpFields: View = {
  kinds: ["http-field"],
  attributes: formAttribute,
  render: (element, attributes) => fieldsTable([element], attributes),
  renderMany: fieldsTable,
};
