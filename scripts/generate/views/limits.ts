import type { LimitModel } from "../../../reference/layout/model.ts";
import type { View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { limitValue, amount } from "../units.ts";
import type { TableColumn } from "./table.ts";
import { codeCell, textCell, tableOf } from "./table.ts";

const columns: readonly TableColumn<LimitModel>[] = [
  { title: "Limit", cell: ({ title }) => textCell(title) },
  { title: "Default", cell: (limit) => textCell(limitValue(limit)) },
  { title: "Least", folds: "after", cell: ({ least, unit }) => textCell(least === undefined ? "" : amount(least, unit)) },
  { title: "Code", folds: "after", cell: ({ fault }) => codeCell(fault ?? "") },
  { title: "Status", folds: "after", cell: ({ status }) => textCell(status ?? "") },
  {
    title: "What it bounds, and what happens over it",
    prose: true,
    cell: ({ description, over }) => textCell(`${description} Over it: ${over}`),
  },
];

/** Limits with their defaults and the consequences of exceeding them. */
export const limits: View = {
  kinds: ["limits"],
  attributes: {},
  render(element) {
    if (element.kind !== "limits") throw new ViewError(element.id, "only a table of limits has limits");
    return [tableOf(element.title, columns, element.entries)];
  },
};
