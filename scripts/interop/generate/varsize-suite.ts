/**
 * Generates the vectors of a prefix-coded integer.
 *
 * @module
 */
import type { PrefixedModel } from "../../../reference/layout/model.ts";
import { toHex } from "../../common/octets.ts";
import { SeededRandom } from "../../common/random.ts";
import { SuiteBuilder } from "./suite-builder.ts";
import { bitsToOctets, formRanges, integerBits } from "./wire-fields.ts";

const SEED = 20160511;

/** Returns the largest integer that a vector can hold. */
const largest = (integer: PrefixedModel): number => Math.min(Number(integer.largest), Number.MAX_SAFE_INTEGER);

const wireOf = (integer: PrefixedModel, value: number, form?: number): string => toHex(bitsToOctets(integerBits(integer, value, form)));

/** Returns the ends of each form and the powers of two with their neighbours, and random numbers in between. */
function values(integer: PrefixedModel): number[] {
  const random = new SeededRandom(SEED);
  const ranges = formRanges(integer);
  const edges = ranges.flatMap(({ first, last }) => [first, first + 1, last - 1, last]);
  const powers = Array.from({ length: 53 }, (_, power) => 2 ** power).flatMap((power) => [power - 1, power, power + 1]);
  const between = ranges.flatMap(({ first, last }) => Array.from({ length: 8 }, () => first + random.below(last - first + 1)));
  return [...new Set([...edges, ...powers, ...between])].filter((value) => value >= 0 && value <= largest(integer)).sort((a, b) => a - b);
}

function longForms(integer: PrefixedModel): { value: number; form: number }[] {
  return formRanges(integer).flatMap(({ first }, form) => {
    const shorter = formRanges(integer).slice(0, form).flatMap((range) => [range.first, range.first + 1, range.last - 1, range.last]);
    return [...new Set(shorter)].filter((value) => value < first).map((value) => ({ value, form }));
  });
}

/** Returns the suite of a prefix-coded integer: every form at its ends, longer forms than needed, every prefix. */
export function varsizeSuite(integer: PrefixedModel): Record<string, unknown> {
  const builder = new SuiteBuilder(integer.id);
  const op = { op: "varsize" };
  const valid = builder.note("Forms", `each number of ${integer.title} has one form, which its size determines`);
  for (const value of values(integer)) {
    builder.add(op, [valid], `value/${value}`, { result: "valid", value, wire: wireOf(integer, value), encode: "exact" });
  }
  if (integer.anyForm !== true) addLong(builder, integer);
  const cut = builder.note("Cut", "a receiver waits for the rest of an integer that has begun");
  for (const { last } of formRanges(integer)) {
    const wire = wireOf(integer, Math.min(last, largest(integer)));
    for (let end = 0; end < wire.length; end += 2) {
      builder.add(op, [cut], `cut/${end / 2}-of-${wire.length / 2}-octets`, { result: "incomplete", wire: wire.slice(0, end) });
    }
  }
  return builder.build();
}

function addLong(builder: SuiteBuilder, integer: PrefixedModel): void {
  const long = builder.note("Shortest", "a number in a longer form than needed is a fault");
  for (const { value, form } of longForms(integer)) {
    const wire = wireOf(integer, value, form);
    builder.add(
      { op: "varsize" },
      [long],
      `long/${value}-in-${wire.length / 2}-octets`,
      { result: "invalid", wire, errors: [integer.fault] },
    );
  }
}
