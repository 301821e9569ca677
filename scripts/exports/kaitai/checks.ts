/**
 * The constraints of a field as checks of Kaitai Struct.
 *
 * @module
 */
import { namedEntries } from "../../../reference/layout/entries.ts";
import type {
  CodeModel,
  ConstraintModel,
  FieldModel,
  IntegerRange,
  OctetStringModel,
  Rule,
  StructModel,
} from "../../../reference/layout/model.ts";
import { integerOf } from "../../../reference/layout/numbers.ts";
import { behindText } from "../../../reference/layout/struct/counting.ts";
import { fieldBits, takesRest } from "../../../reference/layout/struct/sizes.ts";
import { ExportError } from "../export.ts";
import { integerValue } from "./integers.ts";
import type { KsyCheck } from "./ksy.ts";
import { ksyName } from "./names.ts";
import { boundName, codeLiteral, codeValue, fieldNamed, fieldReference, isAligned, isEnumeration } from "./scope.ts";
import { placeOf, registryOf, splitAtLength } from "./scope.ts";
import type { FieldScope } from "./scope.ts";

/** Returns the number of a read field as an expression. The field is `_` in its own checks. */
export function numberOf({ struct }: FieldScope, field: FieldModel, expression: string): string {
  const { wire } = field;
  if (integerOf(wire) !== undefined) return `${expression}.value`;
  if (wire.kind === "code" && wire.as === "number") return `${expression}.to_i`;
  return wire.kind === "uint" ? integerValue({ ...wire, aligned: isAligned(struct, field) }, expression) : expression;
}

/** Returns the octets or items that a length, size or count counts behind it, as an expression. */
export const countedBy = (scope: FieldScope, field: FieldModel, expression: string): string =>
  behindText(field, numberOf(scope, field, expression));

/** Returns the octets or items that another field of the struct counts, as an expression. */
export const numberNamed = (scope: FieldScope, name: string): string =>
  countedBy(scope, fieldNamed(scope, name), fieldReference(scope, name));

/** Returns the test that a number lies in one of the ranges. */
export function rangesTest(value: string, ranges: readonly IntegerRange[]): string {
  const tests = ranges.map(([least, most]) => {
    if (least === most) return `${value} == ${least}`;
    const bounds = [...(least === 0 ? [] : [`${value} >= ${least}`]), ...(most === null ? [] : [`${value} <= ${most}`])];
    return bounds.length === 0 ? "true" : bounds.join(" and ");
  });
  return tests.length === 1 ? tests.join("") : `(${tests.map((test) => `(${test})`).join(" or ")})`;
}

/** Returns the number of octets before a field that is present, from the beginning of its type. */
function octetsBefore(scope: FieldScope, field: FieldModel): number {
  const [head, body] = splitAtLength(scope.struct);
  const own = scope.isBody ? body : head;
  const bits = own.slice(0, own.indexOf(field)).map((each) => {
    const [range, ...others] = fieldBits(each);
    if (range !== undefined && range[0] === range[1] && others.length === 0 && each.when === undefined) return range[0];
    throw new ExportError(
      placeOf(scope, field),
      `follows ${each.name}, whose size varies, so Kaitai Struct cannot count the octets of the text: put the text into a struct of its own`,
    );
  });
  return bits.reduce((sum, each) => sum + each, 0) / 8;
}

/** Returns the number of octets of an octet string that was read. */
function octetCount(scope: FieldScope, field: FieldModel, { kind, size }: OctetStringModel): string {
  if (kind === "octets") return "_.length";
  if (kind === "latin1" || size.is === "octet") {
    throw new ExportError(placeOf(scope, field), "is text whose octets Kaitai Struct cannot count");
  }
  if (kind === "ascii") return "_.text.length";
  if (size.is === "field") return numberNamed(scope, size.field);
  const before = octetsBefore(scope, field);
  return before === 0 ? "_io.size" : `_io.size - ${before}`;
}

/** Returns the test that a code of a closed registry is registered. */
function registeredTest(scope: FieldScope, wire: CodeModel): string {
  const names = namedEntries(registryOf(scope, wire)).map(({ name }) => `${codeValue(wire, "_")} == ${codeLiteral(scope, wire, name)}`);
  return `(${names.join(" or ")})`;
}

type CheckWriter<R extends Rule> = (
  scope: FieldScope,
  field: FieldModel,
  constraint: Extract<ConstraintModel, { readonly rule: R }>,
) => string | undefined;

/** The constraints as expressions. Those without one are in the type of the field, or in the runtime of Kaitai Struct. */
const writers: { readonly [R in Rule]: CheckWriter<R> } = {
  fits: () => "_.fits",
  shortest: () => "_.is_shortest",
  least: (scope, field, { value }) => `${numberOf(scope, field, "_")} >= ${value}`,
  most: (scope, field, { value }) => `${numberOf(scope, field, "_")} <= ${value}`,
  bound: (scope, field, constraint) => {
    const most = boundName(placeOf(scope, field), constraint);
    return `${numberOf(scope, field, "_")} <= ${most}${constraint.overhead === 0 ? "" : ` + ${constraint.overhead}`}`;
  },
  // A literal is the contents of its attribute.
  equals: (_, { wire }, { value }) => {
    if (wire.kind === "literal") return undefined;
    if (wire.kind === "constant" && wire.bits === 1) return value === 1 ? "_" : "not _";
    return `_ == ${value}`;
  },
  registered: (scope, { wire, constraints }) => {
    if (wire.kind !== "code" || wire.open || constraints.some(({ rule }) => rule === "agreed")) return undefined;
    return registeredTest(scope, wire);
  },
  agreed: (scope, field, constraint) => {
    const { wire } = field;
    if (wire.kind !== "code" || wire.omit === undefined) return undefined;
    return `(_ == ${codeLiteral(scope, wire, wire.omit)} or _ == ${boundName(placeOf(scope, field), constraint)})`;
  },
  // The variant has this check in the field of its opaque case.
  sealable: () => undefined,
  size: (scope, field, { octets }) => {
    const { wire } = field;
    if ("size" in wire) {
      return rangesTest(octetCount(scope, field, wire), octets);
    }
    // Each case reads its own size and has to end with its octets.
    return undefined;
  },
  utf8: () => undefined,
  characters: (scope, field) => {
    throw new ExportError(placeOf(scope, field), "allows some characters alone, which Kaitai Struct does not check");
  },
  ascii: () => undefined,
  // An expression cannot call the function, nor count levels.
  checksum: () => undefined,
  depth: () => undefined,
};

/** Returns whether each case of a variant has to fill its region: a case takes the rest, or the variant ends a struct with a length. */
export function fillsRegion({ struct: { fields } }: FieldScope, field: FieldModel): boolean {
  return takesRest(field.wire) || (fields.at(-1) === field && fields.some(({ role }) => role === "length"));
}

/** Returns the tests that a case of a variant ends with its octets, for the cases that do not take them all. */
function endTests(scope: FieldScope, field: FieldModel): string[] {
  const { wire } = field;
  if (wire.kind !== "variant" || !fillsRegion(scope, field)) return [];
  const chooser = fieldNamed(scope, wire.by).wire;
  const early = Object.entries(wire.cases).filter(([, struct]) => !takesRest({ kind: "struct", struct }));
  if (chooser.kind !== "code") return [];
  const chosen = codeValue(chooser, fieldReference(scope, wire.by));
  const ends = ({ id }: StructModel): string => `_.as<${ksyName(id, id)}>._io.eof`;
  const tests = early.map(([name, struct]) => `(${chosen} != ${codeLiteral(scope, chooser, name)} or ${ends(struct)})`);
  if (wire.default === undefined || takesRest({ kind: "struct", struct: wire.default })) return tests;
  const names = Object.keys(wire.cases).map((name) => `${chosen} == ${codeLiteral(scope, chooser, name)}`);
  return [...tests, `(${[...names, ends(wire.default)].join(" or ")})`];
}

/** Returns the checks of a field as expressions. */
function expressionsOf(scope: FieldScope, field: FieldModel): string[] {
  const expressions = field.constraints.map((constraint) => {
    const write = writers[constraint.rule] as CheckWriter<Rule>;
    return write(scope, field, constraint);
  });
  return [...expressions.filter((each) => each !== undefined), ...endTests(scope, field)];
}

/** Returns the check of a field, if it has one. */
export function checkOf(scope: FieldScope, field: FieldModel): KsyCheck | undefined {
  const { wire, constraints } = field;
  const [only] = constraints;
  if (wire.kind === "code" && isEnumeration(wire) && !wire.open && constraints.length === 1 && only?.rule === "registered") {
    return { "in-enum": true };
  }
  const expressions = expressionsOf(scope, field);
  return expressions.length === 0 ? undefined : { expr: expressions.join(" and ") };
}
