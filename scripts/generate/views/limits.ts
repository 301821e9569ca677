import type { LimitModel } from "../../../reference/layout/model.ts";
import type { View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { limitValue, amount } from "../units.ts";
import type { Column } from "./table.ts";
import { coded, plain, tableOf } from "./table.ts";

const columns: readonly Column<LimitModel>[] = [
  { title: "Limit", cell: ({ title }) => plain(title) },
  { title: "Default", cell: (limit) => plain(limitValue(limit)) },
  { title: "Least", folds: "after", cell: ({ least, unit }) => plain(least === undefined ? "" : amount(least, unit)) },
  { title: "Code", folds: "after", cell: ({ fault }) => coded(fault ?? "") },
  { title: "Status", folds: "after", cell: ({ status }) => plain(status ?? "") },
  { title: "What it bounds, and what happens over it", prose: true, cell: ({ description, over }) => plain(`${description} Over it: ${over}`) },
];

/** Limits with their defaults and what happens over them. */
export const limits: View = {
  kinds: ["limits"],
  attributes: {},
  render(element) {
    if (element.kind !== "limits") throw new ViewError(element.id, "only a table of limits can be shown so");
    return [tableOf(element.title, columns, element.entries)];
  },
};
