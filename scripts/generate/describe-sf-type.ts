/**
 * Describes the type of a Structured Field in the terms of RFC 9651.
 *
 * @module
 */
import type { SfBareModel, SfMemberModel, SfModel } from "../../reference/layout/model.ts";
import { range } from "./units.ts";

const names: Readonly<Record<SfBareModel["type"], string>> = {
  integer: "Integer",
  decimal: "Decimal",
  string: "String",
  token: "Token",
  "byte-sequence": "Byte Sequence",
  boolean: "Boolean",
  date: "Date",
};

const numbers = ["no", "one", "two", "three", "four"];
const numberWord = (count: number): string => numbers[count] ?? String(count);

/** Returns a type in words: `Token`, `List of Strings`, `Dictionary: KEY = Inner List of two Integers, 1 to 9`. */
export function describeSfType(type: SfModel): string {
  if (type.type === "item") return describeMember(type.of, 1);
  if (type.type === "list") return describeList(type);
  const members = Object.entries(type.of).map(([key, of]) => `${key} = ${describeMember(of, 1)}`);
  const most = type.most === null ? "" : ` of at most ${numberWord(type.most)} member${type.most === 1 ? "" : "s"}`;
  return `Dictionary${most}: ${members.join("; ")}`;
}

function describeList({ of, least, most }: Extract<SfModel, { type: "list" }>): string {
  if (least === most) return `List of exactly ${numberWord(least)} ${describeMember(of, least)}`;
  if (most !== null) {
    return `List of ${least === 0 ? "at most" : `${numberWord(least)} to`} ${numberWord(most)} ${describeMember(of, most)}`;
  }
  return `List of ${least === 0 ? "" : `at least ${numberWord(least)} `}${describeMember(of, least === 0 ? 2 : least)}`;
}

/** Returns a member in words. @param count - the number of members, which selects singular or plural */
function describeMember(of: SfMemberModel, count: number): string {
  if (of.type !== "inner-list") return noun(of, count) + boundsOf(of);
  const [first] = of.items;
  const same = first !== undefined && of.items.every((item) => noun(item, 1) + boundsOf(item) === noun(first, 1) + boundsOf(first));
  const items = same
    ? `${numberWord(of.items.length)} ${describeMember(first, of.items.length)}`
    : of.items.map((item) => describeMember(item, 1)).join(" and ");
  return `Inner List${count === 1 ? "" : "s"} of ${items}`;
}

function noun({ type }: SfBareModel, count: number): string {
  return names[type] + (count === 1 ? "" : "s");
}

function boundsOf(of: SfBareModel): string {
  if (of.type !== "integer" || (of.least === undefined && of.most === undefined)) return "";
  if (of.least === undefined) return `, at most ${of.most}`;
  return `, ${range([of.least, of.most ?? null])}`;
}
