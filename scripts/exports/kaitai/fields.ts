/**
 * The fields of a struct as attributes of Kaitai Struct.
 *
 * @module
 */
import { testsOf } from "../../../reference/layout/conditions.ts";
import { namedEntries } from "../../../reference/layout/entries.ts";
import type {
  CodeModel,
  FieldModel,
  FixedCodeModel,
  IntModel,
  OctetStringModel,
  RepeatModel,
  SizeModel,
  TestModel,
  VariableIntegerModel,
  VariantModel,
} from "../../../reference/layout/model.ts";
import { leadBits, MOST_BITS } from "../../../reference/layout/numbers.ts";
import { recursiveStruct } from "../../../reference/layout/struct/recursion.ts";
import { takesRest } from "../../../reference/layout/struct/sizes.ts";
import { ExportError } from "../export.ts";
import { checkOf, fillsRegion, numberNamed, rangesTest } from "./checks.ts";
import { integerType, isComposed, signedType } from "./integers.ts";
import type { KsyAttribute } from "./ksy.ts";
import { ksyName } from "./names.ts";
import { codeLiteral, codeValue, fieldNamed, fieldReference, isAligned, isEnumeration, placeOf, registryOf, structUse } from "./scope.ts";
import type { FieldScope } from "./scope.ts";

/** The name of the type of ASCII octets; its parameters are the least and the largest octet. */
export const ASCII_TYPE = "ascii";

/** The largest octet of ASCII. */
const MOST_ASCII = 0x7f;

type AttributeType = Omit<KsyAttribute, "id">;

function sizeOf(scope: FieldScope, size: SizeModel): AttributeType {
  if (size.is === "rest") return { "size-eos": true };
  if (size.is === "fixed") return { size: size.octets };
  if (size.is === "octet") return { terminator: size.octet };
  return { size: numberNamed(scope, size.field) };
}

function octetString(scope: FieldScope, { kind, size }: OctetStringModel, place: string): AttributeType {
  if (kind === "ascii" && size.is === "octet") {
    throw new ExportError(place, "is ASCII closed by an octet, which Kaitai Struct does not check");
  }
  const own = sizeOf(scope, size);
  if (kind === "octets") return own;
  if (kind === "latin1") return { ...own, type: "str", encoding: "ISO-8859-1" };
  return kind === "utf8" ? { ...own, type: "str", encoding: "UTF-8" } : { ...own, type: `${ASCII_TYPE}(0, ${MOST_ASCII})` };
}

/** Returns the name of the type of an item, in a list that ends with an octet. */
export const itemName = (place: string): string => ksyName(place, `${place}_item`);

function repetition(scope: FieldScope, field: FieldModel, { item, until }: RepeatModel): AttributeType {
  if (until.is === "rest") return { type: structUse(item.struct), repeat: "eos" };
  if (until.is === "octet") {
    const type = structUse(item.struct).replace(/^\w+/, itemName(placeOf(scope, field)));
    return { type, repeat: "until", "repeat-until": `_.first == ${until.octet}` };
  }
  if (until.is !== "count") {
    throw new ExportError(placeOf(scope, field), "is a list that ends by its last item or before an octet, which this export does not say");
  }
  return { type: structUse(item.struct), repeat: "expr", "repeat-expr": numberNamed(scope, until.field) };
}

function integerField(scope: FieldScope, field: FieldModel, { id }: VariableIntegerModel): AttributeType {
  const name = ksyName(id, id);
  return { type: (leadBits(field.wire) ?? 8) === 8 ? name : `${name}(${leadName(scope, field)})` };
}

function codeField(scope: FieldScope, field: FieldModel, wire: CodeModel): AttributeType {
  if ("integer" in wire) return integerField(scope, field, wire.integer);
  if (wire.as === "number") {
    return { type: codeType(scope, field, wire), enum: ksyName(wire.registry, wire.registry) };
  }
  const range = field.constraints.find((constraint) => constraint.rule === "registered")?.octetRange ?? [0, MOST_ASCII];
  return { type: `${ASCII_TYPE}(${range[0]}, ${range[1] ?? MOST_ASCII})`, size: wire.bits / 8 };
}

/** Returns the integer of a code. An enumeration needs one that Kaitai Struct has itself. */
function codeType({ struct }: FieldScope, field: FieldModel, { bits, endian }: FixedCodeModel): string {
  const integer = { bits, endian, aligned: isAligned(struct, field) };
  return integerType(isComposed(integer) ? { ...integer, aligned: false } : integer);
}

function variant(scope: FieldScope, field: FieldModel, wire: VariantModel): AttributeType {
  const { by, cases, default: other } = wire;
  const chooser = fieldNamed(scope, by).wire;
  if (chooser.kind !== "code") throw new ExportError(`${scope.struct.id}.${by}`, "chooses the fields of a variant and is no code");
  const entries = Object.entries(cases).map(([name, struct]) => [codeLiteral(scope, chooser, name), structUse(struct)] as const);
  const switchOn = codeValue(chooser, fieldReference(scope, by));
  const all = [...entries, ...(other === undefined ? [] : [["_", structUse(other)] as const])];
  const type = { "switch-on": switchOn, cases: Object.fromEntries(all) };
  return fillsRegion(scope, field) ? { type, "size-eos": true } : { type };
}

function signed(scope: FieldScope, field: FieldModel, { bits, endian }: IntModel): string {
  const type = signedType({ bits, endian, aligned: isAligned(scope.struct, field) });
  if (type !== undefined) return type;
  throw new ExportError(
    placeOf(scope, field),
    `is a signed integer of ${bits} bits; Kaitai Struct has those of 8, 16, 32 and 64 bits that begin on an octet`,
  );
}

function attributeType(scope: FieldScope, field: FieldModel): AttributeType {
  const { wire } = field;
  switch (wire.kind) {
    case "uint":
    case "constant":
      if (wire.bits > MOST_BITS) {
        throw new ExportError(placeOf(scope, field), `is an integer of ${wire.bits} bits; Kaitai Struct has at most 64`);
      }
      return { type: integerType({ ...wire, aligned: isAligned(scope.struct, field) }) };
    case "literal":
      return { contents: [...Buffer.from(wire.octets, "hex")] };
    case "int":
      return { type: signed(scope, field, wire) };
    case "flag":
      return { type: "b1" };
    case "code":
      return codeField(scope, field, wire);
    case "octets":
    case "ascii":
    case "latin1":
    case "utf8":
      return octetString(scope, wire, placeOf(scope, field));
    case "prefixed":
    case "continued":
      return integerField(scope, field, wire.integer);
    case "recursive":
      return { type: structUse(recursiveStruct(scope.model, wire.struct)) };
    case "struct":
      return { type: structUse(wire.struct), ...(takesRest(wire) ? { "size-eos": true } : {}) };
    case "repeat":
      return repetition(scope, field, wire);
    case "variant":
      return variant(scope, field, wire);
  }
}

const leadName = (scope: FieldScope, { name }: FieldModel): string => ksyName(scope.struct.id, `${name}_lead`);

/** Returns the name of the computed value that says whether the fields of a group are present. */
export const groupName = (scope: FieldScope, group: string): string => ksyName(scope.struct.id, `has_${group}`);

/** Returns the condition under which a field is present; none if it always is. */
function conditionOf(scope: FieldScope, { when, group, wire }: FieldModel): string | undefined {
  const tests = group === undefined ? [] : [groupName(scope, group)];
  if (when !== undefined) tests.push(...testsOf(when).map((test) => testExpression(scope, test)));
  if (wire.kind === "variant" && wire.opaque !== undefined) tests.push(isOmitted(scope, wire.opaque.by, "=="));
  return tests.length === 0 ? undefined : tests.join(" and ");
}

function testExpression(scope: FieldScope, test: TestModel): string {
  const name = test.field;
  const field = fieldReference(scope, name);
  const { wire } = fieldNamed(scope, name);
  if ("ranges" in test) return rangesTest(numberNamed(scope, name), test.ranges);
  const values = "oneOf" in test ? test.oneOf : [test.equals];
  const [only] = values;
  if (typeof only === "boolean") return only ? field : `not ${field}`;
  if (wire.kind === "code") {
    const tests = values.map((each) => `${codeValue(wire, field)} == ${codeLiteral(scope, wire, String(each))}`);
    return tests.length === 1 ? tests.join("") : `(${tests.join(" or ")})`;
  }
  throw new ExportError(`${scope.struct.id}.${name}`, "decides whether another field is present and is neither a flag nor a code");
}

function isOmitted(scope: FieldScope, by: string, operator: "==" | "!="): string {
  const { wire } = fieldNamed(scope, by);
  if (wire.kind !== "code" || wire.omit === undefined) {
    throw new ExportError(`${scope.struct.id}.${by}`, "makes a payload opaque and omits no code");
  }
  return `${codeValue(wire, fieldReference(scope, by))} ${operator} ${codeLiteral(scope, wire, wire.omit)}`;
}

/** Returns the codes of ASCII octets for the documentation, since an enumeration has numbers only. */
function codesText(scope: FieldScope, { wire }: FieldModel): string {
  if (wire.kind !== "code" || isEnumeration(wire)) return "";
  const codes = namedEntries(registryOf(scope, wire)).map(({ code, meaning }) => `${code} (${meaning})`);
  return ` Registered: ${codes.join(", ")}.`;
}

/** Returns the field of a payload that an earlier field makes opaque. */
function opaqueAttribute(scope: FieldScope, field: FieldModel, { by, opaque }: VariantModel): KsyAttribute[] {
  if (opaque === undefined) return [];
  const chooser = fieldNamed(scope, by).wire as CodeModel;
  const cases = opaque.cases.map((name) => `${codeValue(chooser, fieldReference(scope, by))} == ${codeLiteral(scope, chooser, name)}`);
  const ends = takesRest({ kind: "struct", struct: opaque.as }) ? [] : ["_._io.eof"];
  return [
    {
      id: ksyName(placeOf(scope, field), opaque.as.id),
      doc: opaque.as.description,
      "doc-ref": scope.cite(opaque.as.cite),
      type: structUse(opaque.as),
      "size-eos": true,
      if: isOmitted(scope, opaque.by, "!="),
      valid: { expr: [`(${cases.join(" or ")})`, ...ends].join(" and ") },
    },
  ];
}

/**
 * Returns the attributes of a field: one, and before it the lead of a prefix-coded integer that begins within an octet, or after it
 * the opaque form of a variant.
 */
export function fieldAttributes(scope: FieldScope, field: FieldModel): KsyAttribute[] {
  const { wire } = field;
  const condition = conditionOf(scope, field);
  const check = checkOf(scope, field);
  const presence = condition === undefined ? {} : { if: condition };
  const attribute: KsyAttribute = {
    id: ksyName(placeOf(scope, field), field.name),
    doc: field.description + codesText(scope, field),
    "doc-ref": scope.cite(field.cite),
    ...attributeType(scope, field),
    ...presence,
    ...(check === undefined ? {} : { valid: check }),
  };
  const width = leadBits(wire) ?? 8;
  const lead = { id: leadName(scope, field), type: `b${width}`, ...presence };
  return [
    ...(width < 8 ? [lead] : []),
    attribute,
    ...(wire.kind === "variant" ? opaqueAttribute(scope, field, wire) : []),
  ];
}
