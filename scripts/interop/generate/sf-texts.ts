/**
 * Generates texts of Structured Field values (RFC 9651): valid ones at the ends of their ranges, and invalid ones.
 *
 * @module
 */
import type { SfBareModel, SfMemberModel } from "../../../reference/layout/model.ts";

/** A text, its part of a case's id, and, if it is valid, its value. */
export interface SfText {
  readonly name: string;
  readonly text: string;
  readonly value?: unknown;
}

/** One item of each type. The numbers are inside every range, so that only the type can be wrong. */
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

/** Texts that are not an item, a list or a dictionary member. */
const malformedTexts: Readonly<Record<string, string>> = {
  "open-string": '"x',
  "open-list": "(9",
  sign: "-",
  "long-integer": "1000000000000000",
  "byte-order-mark": "\ufeff9",
  control: "\u00019",
};

const greatest = 999_999_999_999_999;

/** Returns valid texts of an item. */
export function validItems(model: SfBareModel): SfText[] {
  switch (model.type) {
    case "integer": {
      const ends = [model.least ?? 0, model.most ?? greatest];
      return [...new Set(ends)].map((value) => ({ name: String(value), text: String(value), value }));
    }
    case "string":
      return [
        { name: "string", text: '"x"', value: "x" },
        { name: "empty-string", text: '""', value: "" },
        { name: "escapes", text: '"\\"\\\\"', value: '"\\' },
      ];
    default:
      return [{ name: model.type, text: itemTexts[model.type] ?? "x" }];
  }
}

/** Returns invalid texts of an item: other types, malformed texts, integers just outside of the range. */
export function invalidItems(model: SfBareModel): SfText[] {
  const types = Object.entries(itemTexts).filter(([type]) => type !== model.type);
  const outside = model.type !== "integer"
    ? []
    : [...(model.least === undefined ? [] : [model.least - 1]), ...(model.most === undefined ? [] : [model.most + 1])];
  return [
    ...types.map(([name, text]): SfText => ({ name, text })),
    { name: "inner-list", text: `(${itemTexts[model.type] ?? "9"})` },
    ...Object.entries(malformedTexts).map(([name, text]): SfText => ({ name, text })),
    ...outside.map((value): SfText => ({ name: String(value), text: String(value) })),
  ];
}

const first = (model: SfBareModel): string => validItems(model)[0]?.text ?? "";

const last = (model: SfBareModel): string => validItems(model).at(-1)?.text ?? "";

/** Returns a valid text of a member; an Inner List has the ends of its ranges in order. */
export function validMember(model: SfMemberModel): string {
  if (model.type !== "inner-list") return first(model);
  return `(${model.items.map((item, index) => (index === 0 ? first(item) : last(item))).join(" ")})`;
}

/** Returns invalid texts of a member; of an Inner List, each item invalid alone, and one item too few and too many. */
export function invalidMembers(model: SfMemberModel): SfText[] {
  if (model.type !== "inner-list") return invalidItems(model);
  const valid = model.items.map((item, index) => (index === 0 ? first(item) : last(item)));
  const list = (texts: readonly string[]): string => `(${texts.join(" ")})`;
  const places = model.items.flatMap((item, place) =>
    invalidItems(item).map(({ name, text }): SfText => ({ name: `${place}-${name}`, text: list(valid.with(place, text)) })),
  );
  return [
    ...places,
    { name: "no-items", text: "()" },
    { name: "too-few", text: list(valid.slice(1)) },
    { name: "too-many", text: list([...valid, valid[0] ?? ""]) },
    { name: "reversed", text: list([...valid].reverse()) },
    ...Object.entries(itemTexts).map(([name, text]): SfText => ({ name, text })),
  ];
}

/** One item of each type, by the name of the type. */
export const itemOfEachType: readonly SfText[] = Object.entries(itemTexts).map(([name, text]) => ({ name, text }));
