/**
 * Sizes in octets: the forms that an author writes, and their arithmetic.
 *
 * @module
 */
import type { IntegerRange, SizeModel, UntilModel } from "./model.ts";

/** The size of all octets up to the end of the enclosing region. */
export interface Rest {
  /** Distinguishes the kinds of sizes. */
  readonly is: "rest";
}

/** A number of octets or items that an earlier field gives. */
export interface Counted<F extends string = string> {
  /** Distinguishes the kinds of sizes. */
  readonly is: "field";
  /** The name of the earlier field, of role `size` or `count`. */
  readonly field: F;
}

/** All octets up to the end of the enclosing region. */
export const rest: Rest = { is: "rest" };

/**
 * Returns the size of a field whose octets or items an earlier field counts.
 *
 * @example
 * ```ts
 * import { compile, counted, struct, uint, utf8 } from "websocket2/layout";
 *
 * const label = struct({ id: "label", title: "Label", description: "A label.", cite: "#label", fault: "BAD" })
 *   .size("length", uint(8), {}, { description: "Octets of the text.", cite: "#label" })
 *   .field("text", utf8(counted("length")), { description: "The text.", cite: "#label" });
 * console.log(compile(label).encode({ text: "Hi" })); // Uint8Array(3) [ 2, 72, 105 ]
 * ```
 */
export function counted<const F extends string>(field: F): Counted<F> {
  return { is: "field", field };
}

/** A closing octet, which belongs to the field and not to its value. */
export interface Closing {
  /** The octet, 0 to 255. */
  readonly octet: number;
}

/** The size of a field: a fixed number of octets, the rest, the number in an earlier field, or all octets before a closing one. */
export type FieldSize = number | Rest | Counted | Closing;

/** Returns the model of a size. */
export function sizeModel(size: FieldSize): SizeModel {
  if (typeof size === "number") return { is: "fixed", octets: size };
  return "octet" in size ? { is: "octet", octet: size.octet } : size;
}

/** The octets before which a repetition ends. */
export interface Before {
  /** Ranges of octets with which no item begins; the field behind the repetition begins with one of them. */
  readonly before: readonly IntegerRange[];
}

/** The end of a repetition: a closing octet, the end of the region, a count in an earlier field, or an octet of the next field. */
export type Until = Closing | Rest | Counted | Before;

/** Returns the model of the end of a repetition. */
export function untilModel(until: Until): UntilModel {
  if ("octet" in until) return { is: "octet", octet: until.octet };
  if ("before" in until) return { is: "before", octets: until.before };
  return until.is === "rest" ? until : { is: "count", field: until.field };
}

/** Returns sorted ranges, with overlapping and adjacent ranges joined. */
export function joinRanges(ranges: readonly IntegerRange[]): IntegerRange[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: IntegerRange[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && (last[1] === null || range[0] <= last[1] + 1)) {
      const most = last[1] === null || range[1] === null ? null : Math.max(last[1], range[1]);
      joined[joined.length - 1] = [last[0], most];
    } else {
      joined.push(range);
    }
  }
  return joined;
}

/** Returns the ranges of all sums of a member of `a` and a member of `b`. */
export function addRanges(a: readonly IntegerRange[], b: readonly IntegerRange[]): IntegerRange[] {
  return joinRanges(a.flatMap((x) => b.map((y): IntegerRange => [x[0] + y[0], x[1] === null || y[1] === null ? null : x[1] + y[1]])));
}

/**
 * Returns ranges in words, such as `4, or 6 to 129`.
 *
 * @param text - returns a number as text; by default in decimal
 *
 * @example
 * ```ts
 * import { rangesText } from "websocket2/layout";
 *
 * console.log(rangesText([[4, 4], [6, 129]])); // 4, or 6 to 129
 * ```
 */
export function rangesText(ranges: readonly IntegerRange[], text: (value: number) => string = String): string {
  const words = ranges.map(([least, most]) => {
    if (most === null) return least === 0 ? "any number" : `${text(least)} or more`;
    return least === most ? text(least) : `${text(least)} to ${text(most)}`;
  });
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")}, or ${words.at(-1) ?? ""}`;
}
