/**
 * The words for a constraint: the accepted values, and the comment in generated code.
 *
 * @module
 */
import { codeText, constantText, namedEntries, numberText } from "../entries.ts";
import type { ConstraintModel, FieldModel, IntegerRange, RegistryModel } from "../model.ts";
import type { FieldCheck } from "../runtime/field-check.ts";
import { rangesText } from "../size.ts";
import { commentText } from "./code-lines.ts";

/** The place of a check, to find the requirement of a specification that demands it. */
export interface CheckPlace {
  /** The id of the element that is compiled. */
  readonly element: string;
  /** The id of the struct that holds the field. */
  readonly struct: string;
  /** The name of the field; the id of the struct where the check is of the struct as a whole. */
  readonly field: string;
  /** The check. */
  readonly check: FieldCheck;
}

/** Returns the identifier of the requirement that a check enforces, such as `R-056`; `undefined` without a requirement. */
export type RequirementOf = (place: CheckPlace) => string | undefined;

function octetsText([least, most]: IntegerRange): string {
  return `octets ${[least, most ?? 0xff].map((octet) => octet.toString(16).toUpperCase().padStart(2, "0")).join(" to ")}`;
}

/** Returns ranges of code points in words: `characters U+0020 to U+007E or U+00A0 to U+00FF`. */
export function charactersText(ranges: readonly IntegerRange[]): string {
  const point = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const texts = ranges.map(([least, most]) => (least === most ? point(least) : `${point(least)} to ${point(most ?? 0x10ffff)}`));
  return `characters ${texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1) ?? ""}`}`;
}

function registeredText(registry: RegistryModel | undefined, octetRange: IntegerRange | undefined): string {
  if (octetRange !== undefined) return `a code of ${octetsText(octetRange)}`;
  if (registry === undefined) return "a registered code";
  const entries = namedEntries(registry);
  return entries.map((entry) => (entry.code === entry.name ? entry.name : `${entry.name} (${codeText(registry, entry)})`)).join(", ");
}

/** Returns the values that a constraint accepts, in words. */
function expectedText(constraint: ConstraintModel, field: FieldModel, registry: RegistryModel | undefined): string {
  switch (constraint.rule) {
    case "fits":
      return `at most ${numberText(constraint.largest, field.base)} in at most ${constraint.octets} octets`;
    case "shortest":
      return "the shortest form";
    case "least":
      return `at least ${numberText(constraint.value, field.base)}`;
    case "most":
      return `at most ${numberText(constraint.value, field.base)}`;
    case "bound":
      return "at most";
    case "equals":
      return field.wire.kind === "literal" ? constantText(field.wire) : numberText(constraint.value, field.base);
    case "registered":
      return registeredText(registry, constraint.octetRange);
    case "agreed":
      return "only what was agreed";
    case "sealable":
      return field.wire.kind === "variant" && field.wire.opaque !== undefined
        ? `none unless ${field.wire.by} is ${field.wire.opaque.cases.join(" or ")}`
        : "none";
    case "size":
      return `${rangesText(constraint.octets)} octets`;
    case "utf8":
      return "UTF-8";
    case "ascii":
      return octetsText([0x00, 0x7f]);
    case "depth":
      return `at most ${constraint.most} levels`;
    case "characters":
      return charactersText(constraint.ranges);
    case "checksum":
      return `${constraint.function} of the octets ${field.checksum?.over === "struct" ? "of the struct" : "before it"}`;
  }
}

/** Returns the check of a constraint. @param path - of the field */
export function checkOf(path: string, constraint: ConstraintModel, field: FieldModel, registry?: RegistryModel): FieldCheck {
  return {
    path,
    code: constraint.fault,
    rule: constraint.rule,
    expected: expectedText(constraint, field, registry),
    ...(constraint.rule === "bound" ? { bound: { name: constraint.bound, overhead: constraint.overhead } } : {}),
    ...(constraint.rule === "agreed" ? { bound: { name: constraint.bound, overhead: 0 } } : {}),
  };
}

/** Returns the comment of a check: code, requirement, path, accepted values. */
export function checkComment({ code, path, expected, bound, rule }: FieldCheck, requirement: string | undefined): string {
  const limit =
    bound === undefined
      ? ""
      : rule === "bound"
        ? ` bounds.${bound.name}${bound.overhead === 0 ? "" : ` + ${bound.overhead}`}`
        : `: bounds.${bound.name}`;
  return `// ${[code, requirement ?? "", `${path}: ${expected}${limit}`].map(commentText).filter((part) => part !== "").join("  ")}`;
}
