import type { LimitModel } from "../../../reference/layout/model.ts";
import type { TableCell, View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { limitValue, amount } from "../units.ts";
import type { TableColumn } from "./table.ts";
import { codeCell, definitionsOf, isListForm, textCell, tableOf } from "./table.ts";

const columns: readonly TableColumn<LimitModel>[] = [
  { title: "Limit", cell: ({ title }) => textCell(title) },
  { title: "Default", cell: (limit) => textCell(limitValue(limit)) },
  { title: "Least", folds: "after", cell: ({ least, unit }) => textCell(least === undefined ? "" : amount(least, unit)) },
  { title: "Most", folds: "after", cell: ({ most, unit }) => textCell(most === undefined ? "" : amount(most, unit)) },
  { title: "Code", folds: "after", cell: ({ fault }) => codeCell(fault ?? "") },
  { title: "HTTP status", folds: "after", cell: ({ status = 0 }) => textCell(status === 0 || status > 599 ? "" : status) },
  { title: "Close code", folds: "after", cell: ({ status = 0 }) => textCell(status > 599 ? status : "") },
  {
    title: "What it bounds, and what happens over it",
    prose: true,
    cell: ({ description, over }) => textCell(`${description} When exceeded: ${over}`),
  },
];

/** Returns what follows when a limit is exceeded: a code, a status or a close code. */
function consequenceCell({ fault, status, consequence }: LimitModel): TableCell {
  if (consequence !== undefined) return textCell(consequence);
  const close = status === undefined ? "" : status > 599 ? `close code ${status}` : `HTTP status ${status}`;
  if (fault === undefined) return textCell(close);
  return close === "" ? codeCell(fault) : [...codeCell(fault), { text: `, ${close}` }];
}

/** The columns of a list of numbers, for a document whose prose has the rules. */
const shortColumns: readonly TableColumn<LimitModel>[] = [
  ...columns.slice(0, 4),
  { title: "When exceeded", cell: consequenceCell },
  { title: "Section", cell: ({ cite }) => [{ cite }] },
];

/** Limits with their defaults and the consequences of exceeding them. */
export const limits: View = {
  kinds: ["limits"],
  attributes: { form: "list: a list of numbers and sections, for a document whose prose has the rules" },
  render(element, attributes) {
    if (element.kind !== "limits") throw new ViewError(element.id, "only a table of limits has limits");
    if (isListForm(element.id, attributes)) return [definitionsOf(shortColumns, element.entries)];
    return [tableOf(element.title, columns, element.entries)];
  },
};
