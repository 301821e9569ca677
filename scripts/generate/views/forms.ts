import type { PrefixedModel, PrefixFormModel } from "../../../reference/layout/model.ts";
import type { View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { range } from "../units.ts";
import type { TableColumn } from "./table.ts";
import { codeCell, textCell, tableOf } from "./table.ts";

/** Returns the range of values for which a form is the shortest. */
function values({ forms, largest }: PrefixedModel, index: number): readonly [bigint, bigint] {
  const ends = forms.map(({ lead, keep, extra }) => endOf(lead, keep, extra));
  const most = ends[index] ?? 0n;
  const before = index === 0 ? -1n : (ends[index - 1] ?? 0n);
  return [before + 1n, most < BigInt(largest) ? most : BigInt(largest)];
}

/** Returns the largest integer of a form: the kept bits of its last lead, then ones. */
function endOf([, most]: PrefixFormModel["lead"], keep: number, extra: number): bigint {
  const kept = BigInt(most) & ((1n << BigInt(keep)) - 1n);
  return ((kept + 1n) << BigInt(extra)) - 1n;
}

function hex(value: number, lead: number): string {
  return value.toString(16).toUpperCase().padStart(Math.ceil(lead / 4), "0");
}

function columnsOf(integer: PrefixedModel): readonly TableColumn<PrefixFormModel>[] {
  return [
    {
      title: `First ${integer.lead} bits`,
      cell: ({ lead: [least, most] }) => codeCell(range([hex(least, integer.lead), hex(most, integer.lead)])),
    },
    { title: "Then", cell: ({ extra }) => textCell(extra === 0 ? "nothing" : `${extra} bits`) },
    { title: "Octets", align: "right", cell: ({ extra }) => textCell(integer.lead % 8 === 0 ? (integer.lead + extra) / 8 : "") },
    { title: "Values", cell: (_, index) => textCell(range(values(integer, index).map(String) as [string, string])) },
  ];
}

/** The forms of a prefix-coded integer: the first bits, the following bits and the values of each form. */
export const forms: View = {
  kinds: ["prefixed"],
  attributes: {},
  render(element) {
    if (element.kind !== "prefixed") throw new ViewError(element.id, "only a prefix-coded integer has forms");
    return [tableOf(`Forms of ${element.title}`, columnsOf(element), element.forms)];
  },
};
