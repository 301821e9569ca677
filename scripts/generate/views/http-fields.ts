import type { ElementModel, HttpFieldModel, SfModel } from "../../../reference/layout/model.ts";
import type { Block, View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { sfInWords } from "../sf.ts";
import type { Column } from "./table.ts";
import { coded, plain, tableOf } from "./table.ts";

/** One field in one direction. */
interface Use {
  readonly field: HttpFieldModel;
  readonly direction: "request" | "response";
  readonly type: SfModel;
}

const columns: readonly Column<Use>[] = [
  { title: "Field", cell: ({ field }) => coded(field.id) },
  { title: "In", cell: ({ direction }) => plain(direction) },
  { title: "Type", folds: "before", cell: ({ type }) => plain(sfInWords(type)) },
  { title: "Value", prose: true, cell: ({ field, direction }) => plain(field.says[direction] ?? field.description) },
];

function usesOf(field: HttpFieldModel): readonly Use[] {
  return (["request", "response"] as const).flatMap((direction) => {
    const type = field[direction];
    return type === undefined ? [] : [{ field, direction, type }];
  });
}

function show(elements: readonly ElementModel[]): readonly Block[] {
  const fields = elements.map((element) => {
    if (element.kind !== "http-field") throw new ViewError(element.id, "only HTTP fields can be shown so");
    return element;
  });
  return [tableOf(fields.length === 1 ? (fields[0]?.title ?? "") : "HTTP Fields", columns, fields.flatMap(usesOf))];
}

/** HTTP fields by direction: the Structured Field type and what the value says. */
export const httpFields: View = {
  kinds: ["http-field"],
  attributes: {},
  render: (element) => show([element]),
  renderMany: show,
};
