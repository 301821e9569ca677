/**
 * The types of a model: those of its structs, and those that their fields need.
 *
 * @module
 */
import type { FieldModel, StructModel } from "../../../reference/layout/model.ts";
import { integerOf } from "../../../reference/layout/numbers.ts";
import { ExportError, refuseRelations } from "../export.ts";
import { ASCII_TYPE, fieldAttributes, groupName, itemName } from "./fields.ts";
import { countedBy } from "./checks.ts";
import { composedTypes, continuedTypes, prefixedTypes } from "./integers.ts";
import type { KsyAttribute, KsyInstance, KsyType } from "./ksy.ts";
import { checkDistinct, ksyName } from "./names.ts";
import { type FieldScope, isAligned, parametersOf, placeOf, splitAtLength, structsIn, structUse, typeUse } from "./scope.ts";

/** Types by their names. */
export type NamedTypes = readonly (readonly [name: string, type: KsyType])[];

/** ASCII octets: Kaitai Struct leaves it to its runtimes whether they refuse other octets in text. */
const asciiType: KsyType = {
  doc: "ASCII octets in a range.",
  params: [
    { id: "least", type: "u1" },
    { id: "most", type: "u1" },
  ],
  seq: [{ id: "octets", type: "u1", repeat: "eos", valid: { expr: "_ >= least and _ <= most" } }],
  instances: { text: { pos: 0, type: "str", encoding: "ASCII", "size-eos": true } },
};

/** Returns the computed values that say whether the groups of fields are present. The first field of the group reads the value. */
function groupInstances(scope: FieldScope, fields: readonly FieldModel[]): Record<string, KsyInstance> {
  const groups = [...new Set(fields.flatMap(({ group }) => group ?? []))];
  const doc = "Whether octets follow, which is known before the first of them is read.";
  return Object.fromEntries(groups.map((group) => [groupName(scope, group), { doc, value: "not _io.eof" }]));
}

/** Returns a type with some fields of a struct. */
function typeOf(scope: FieldScope, fields: readonly FieldModel[], more: readonly KsyAttribute[] = []): KsyType {
  const seq = [...fields.flatMap((field) => fieldAttributes(scope, field)), ...more];
  const instances = groupInstances(scope, fields);
  const params = parametersOf(scope.struct.id, fields);
  checkDistinct(scope.struct.id, [...params.map(({ id }) => id), ...seq.map(({ id }) => id), ...Object.keys(instances)]);
  return {
    ...(params.length === 0 ? {} : { params }),
    seq,
    ...(Object.keys(instances).length === 0 ? {} : { instances }),
  };
}

/** Returns the field that holds all fields after the length of a struct. */
function bodyAttribute(scope: FieldScope, body: readonly FieldModel[], length: FieldModel): KsyAttribute {
  const { struct } = scope;
  return {
    id: "body",
    doc: "The fields that the length counts.",
    type: typeUse(bodyName(struct), parametersOf(struct.id, body)),
    size: countedBy(scope, length, ksyName(placeOf(scope, length), length.name)),
    valid: { expr: "_._io.eof" },
  };
}

const bodyName = ({ id }: StructModel): string => ksyName(id, `${id}_body`);

/** Returns the type of an item of a list that ends with an octet: the item, or the octet. */
function itemType(scope: FieldScope, field: FieldModel): NamedTypes {
  const { wire } = field;
  if (wire.kind !== "repeat" || wire.until.is !== "octet") return [];
  const { octet } = wire.until;
  const { struct } = wire.item;
  const params = parametersOf(struct.id, struct.fields);
  const type: KsyType = {
    doc: `An item of ${field.title}, or the octet ${octet} that ends the list.`,
    ...(params.length === 0 ? {} : { params }),
    seq: [
      { id: "item", type: structUse(struct), if: `first != ${octet}` },
      { id: "end", type: "u1", if: `first == ${octet}` },
    ],
    instances: { first: { doc: "The first octet, read ahead.", pos: "_io.pos", type: "u1" } },
  };
  return [[itemName(placeOf(scope, field)), type]];
}

/** Returns the types that a field needs. */
function fieldTypes(scope: FieldScope, field: FieldModel): NamedTypes {
  const { wire } = field;
  const integer = integerOf(wire);
  if (integer?.kind === "prefixed") return prefixedTypes(integer, scope.cite);
  if (integer?.kind === "continued") return continuedTypes(integer, scope.cite);
  if (wire.kind === "uint" || wire.kind === "constant") return composedTypes({ ...wire, aligned: isAligned(scope.struct, field) });
  if (wire.kind === "ascii" || (wire.kind === "code" && wire.as === "ascii")) return [[ASCII_TYPE, asciiType]];
  return [...itemType(scope, field), ...structsIn(wire).flatMap((struct) => structTypes({ ...scope, struct }))];
}

/** Returns the types of a struct: its own, that of the fields after its length, and those of its fields. */
export function structTypes(outer: Omit<FieldScope, "isBody">): NamedTypes {
  const scope = { ...outer, isBody: false };
  const { struct, cite } = scope;
  refuseRelations(struct, "Kaitai Struct file");
  const [head, body] = splitAtLength(struct);
  const length = head.at(-1);
  const about = { doc: struct.description, "doc-ref": cite(struct.cite) };
  const needed = struct.fields.flatMap((field) => fieldTypes(scope, field));
  if (length?.role !== "length") return [[ksyName(struct.id, struct.id), { ...about, ...typeOf(scope, head) }], ...needed];
  const whole = typeOf(scope, head, [bodyAttribute(scope, body, length)]);
  return [
    // The body passes bounds on, so the type has all of them.
    [ksyName(struct.id, struct.id), { ...about, ...whole, ...paramsOf(struct) }],
    [bodyName(struct), { ...about, ...typeOf({ ...scope, isBody: true }, body) }],
    ...needed,
  ];
}

function paramsOf({ id, fields }: StructModel): Pick<KsyType, "params"> {
  const params = parametersOf(id, fields);
  return params.length === 0 ? {} : { params };
}

/** Returns types by their names, each once. @throws {@link ExportError} if two types have one name */
export function distinctTypes(types: NamedTypes): Record<string, KsyType> {
  const byName: Record<string, KsyType> = {};
  for (const [name, type] of types) {
    const known = byName[name];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(type)) {
      throw new ExportError(name, "two elements of the model give this name of a type of Kaitai Struct: rename one of them");
    }
    byName[name] = type;
  }
  return byName;
}
