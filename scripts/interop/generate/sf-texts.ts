/**
 * Texts of Structured Field values (RFC 9651): right ones at the ends of their ranges, and wrong ones.
 *
 * @module
 */
import type { SfBareModel, SfMemberModel } from "../../../reference/layout/model.ts";

/** A text, its place in an id, and the value that it stands for where it is right. */
export interface SfText {
  readonly name: string;
  readonly text: string;
  readonly value?: unknown;
}

/** One item of each type, which fits no other type. The numbers are in every range: only the type can be wrong. */
const itemTexts: Readonly<Record<string, string>> = {
  integer: "9",
  decimal: "9.0",
  string: '"x"',
  token: "x",
  "byte-sequence": ":AA==:",
  boolean: "?1",
  date: "@9",
  "display-string": '%"x"',
};

/** Texts that are no item, list or dictionary member at all. */
const malformedTexts: Readonly<Record<string, string>> = {
  "open-string": '"x',
  "open-list": "(9",
  sign: "-",
  "long-integer": "1000000000000000",
  "byte-order-mark": "\ufeff9",
  control: "\u00019",
};

const greatest = 999_999_999_999_999;

/** Right texts of an item. */
export function validItems(model: SfBareModel): SfText[] {
  switch (model.type) {
    case "integer": {
      const ends = [model.least ?? 0, model.most ?? greatest];
      return [...new Set(ends)].map((value) => ({ name: String(value), text: String(value), value }));
    }
    case "string":
      return [{ name: "string", text: '"x"', value: "x" }, { name: "empty-string", text: '""', value: "" }, { name: "escapes", text: '"\\"\\\\"', value: '"\\' }];
    default:
      return [{ name: model.type, text: itemTexts[model.type] ?? "x" }];
  }
}

/** Wrong texts of an item: other types, texts of no type, integers just outside of the range. */
export function invalidItems(model: SfBareModel): SfText[] {
  const types = Object.entries(itemTexts).filter(([type]) => type !== model.type);
  const outside = model.type !== "integer" ? [] : [...(model.least === undefined ? [] : [model.least - 1]), ...(model.most === undefined ? [] : [model.most + 1])];
  return [
    ...types.map(([name, text]): SfText => ({ name, text })),
    { name: "inner-list", text: `(${itemTexts[model.type] ?? "9"})` },
    ...Object.entries(malformedTexts).map(([name, text]): SfText => ({ name, text })),
    ...outside.map((value): SfText => ({ name: String(value), text: String(value) })),
  ];
}

const first = (model: SfBareModel): string => validItems(model)[0]?.text ?? "";

const last = (model: SfBareModel): string => validItems(model).at(-1)?.text ?? "";

/** A right text of a member, the ends of its ranges in order. */
export function validMember(model: SfMemberModel): string {
  if (model.type !== "inner-list") return first(model);
  return `(${model.items.map((item, index) => (index === 0 ? first(item) : last(item))).join(" ")})`;
}

/** Wrong texts of a member: for an Inner List each place wrong alone, and one item too few and too many. */
export function invalidMembers(model: SfMemberModel): SfText[] {
  if (model.type !== "inner-list") return invalidItems(model);
  const right = model.items.map((item, index) => (index === 0 ? first(item) : last(item)));
  const list = (texts: readonly string[]): string => `(${texts.join(" ")})`;
  const places = model.items.flatMap((item, place) =>
    invalidItems(item).map(({ name, text }): SfText => ({ name: `${place}-${name}`, text: list(right.with(place, text)) })),
  );
  return [
    ...places,
    { name: "no-items", text: "()" },
    { name: "too-few", text: list(right.slice(1)) },
    { name: "too-many", text: list([...right, right[0] ?? ""]) },
    { name: "reversed", text: list([...right].reverse()) },
    ...Object.entries(itemTexts).map(([name, text]): SfText => ({ name, text })),
  ];
}

/** An item of each type by its name. */
export const itemOfEachType: readonly SfText[] = Object.entries(itemTexts).map(([name, text]) => ({ name, text }));
