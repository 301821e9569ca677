import type { ContinuedModel, PrefixedModel, PrefixFormModel } from "../../../reference/layout/model.ts";
import { continuedMost } from "../../../reference/layout/numbers.ts";
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

/** A number of octets of a continued integer, with the values for which it is the shortest form. */
interface ContinuedForm {
  readonly octets: number;
  readonly values: readonly [bigint, bigint];
}

function continuedForms({ prefix, octets, largest }: ContinuedModel): readonly ContinuedForm[] {
  const most = (count: number): bigint => (count === 0 ? -1n : continuedMost({ prefix, octets: count }));
  return Array.from({ length: octets }, (_, index) => {
    const last = most(index + 1);
    return { octets: index + 1, values: [most(index) + 1n, last < BigInt(largest) ? last : BigInt(largest)] as const };
  }).filter(({ values: [least, last] }) => least <= last);
}

const continuedColumns = ({ prefix, endian }: ContinuedModel): readonly TableColumn<ContinuedForm>[] => [
  { title: "Octets", align: "right", cell: (form) => textCell(form.octets) },
  {
    title: prefix === undefined ? "First bits of octets" : `First ${prefix} bits, then first bits of octets`,
    cell: ({ octets }) => textCell(prefix === undefined ? continuing(octets) : behindPrefix(octets - 1)),
  },
  {
    title: `Values, ${endian === "little" ? "least" : "most"} significant bits first`,
    cell: (form) => textCell(range(form.values.map(String) as [string, string])),
  },
];

/** Returns the first bits of some octets: 1 but for the last one. */
const continuing = (octets: number): string => (octets > 4 ? `${octets - 1} times 1, then 0` : [..."1".repeat(octets - 1), "0"].join(", "));

const behindPrefix = (octets: number): string => (octets === 0 ? "the integer" : `all 1, then ${continuing(octets)}`);

/** The forms of an integer of varying size: the first bits, the octets and the values of each form. */
export const forms: View = {
  kinds: ["prefixed", "continued"],
  attributes: {},
  render(element) {
    const title = `Forms of ${element.title}`;
    if (element.kind === "continued") return [tableOf(title, continuedColumns(element), continuedForms(element))];
    if (element.kind !== "prefixed") throw new ViewError(element.id, "only a prefix-coded or continued integer has forms");
    return [tableOf(title, columnsOf(element), element.forms)];
  },
};
