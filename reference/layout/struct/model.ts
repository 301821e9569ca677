/**
 * The models of structs and of their fields.
 *
 * @module
 */
import type * as z from "zod";

import { LayoutError } from "../errors.ts";
import type {
  ChecksumModel,
  ConstraintModel,
  CountingModel,
  DocModel,
  FaultCode,
  FieldModel,
  FieldRole,
  RelationModel,
  RepeatModel,
  StructModel,
  Unit,
  WhenModel,
} from "../model.ts";
import { isBigWire, MOST_BITS, NUMBER_BITS } from "../numbers.ts";
import { checkItem } from "./bare.ts";
import { checkCounts } from "./check.ts";
import { countedNumber, fieldsBehind } from "./counting.ts";
import { checkListsFollowed } from "./list-ends.ts";
import { checkName } from "./names.ts";
import { checkRecursion } from "./recursion.ts";
import { fieldsBits, sizesOf } from "./sizes.ts";
import { type ConstraintDraft, type WireInfo, wireInfo } from "../wire-type.ts";

/** The author's description of a struct. */
export interface StructDoc extends DocModel {
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  readonly title: string;
  /** The wire code of each constraint that names no other. */
  readonly fault: FaultCode;
}

/** The author's description of a field. */
export interface FieldDoc extends DocModel {
  /** The name in text; by default derived from the field name. */
  readonly title?: string;
  /** A shorter name for a narrow cell of a diagram. */
  readonly label?: string;
  /** The unit of a number; by default that of the type. */
  readonly unit?: Unit;
}

/** The attributes of a field other than its type and its documentation. */
export interface FieldAttributes {
  readonly role: FieldRole;
  readonly when?: WhenModel;
  readonly group?: string;
  readonly counting?: CountingModel | undefined;
  /** The octets of a checksum. */
  readonly checksum?: ChecksumModel;
  /** Constraints that follow from the place of the field; they are checked after those of the type. */
  readonly constraints?: readonly ConstraintDraft[];
}

/** Returns the title of a field name: `Masking Key` for `maskingKey`. */
function titleOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Returns constraints with their faults: that of the rule, or else that of the struct. */
export function withFaults(drafts: readonly ConstraintDraft[], info: Pick<WireInfo, "faults">, fault: FaultCode): ConstraintModel[] {
  return drafts.map((draft) => ({ ...draft, fault: info.faults[draft.rule] ?? fault }) as ConstraintModel);
}

/** Returns a list of items that are no structs, with the struct of one field that holds each. */
function listOfItems(struct: StructDoc, name: string, list: RepeatModel, item: WireInfo, doc: FieldDoc): RepeatModel {
  const where = `${struct.id}.${name}`;
  const id = `${struct.id}-${name.replaceAll(/(?=[A-Z])/g, "-").toLowerCase()}-value`;
  const about: StructDoc = { id, title: doc.title ?? titleOf(name), description: doc.description, cite: doc.cite, fault: struct.fault };
  const field = fieldModel(about, "value", item, { title: about.title, description: doc.description, cite: doc.cite }, { role: "value" });
  const model = structModel({ ...about, id: where }, [field]);
  checkItem(where, model);
  return { ...list, item: { kind: "struct", struct: { ...model, id }, bare: true } };
}

/** Returns the model of a field. */
export function fieldModel(struct: StructDoc, name: string, info: WireInfo, doc: FieldDoc, place: FieldAttributes): FieldModel {
  checkName(struct.id, "a field", name);
  const { item, wire } = info;
  const unit = doc.unit ?? info.unit;
  return {
    name,
    title: doc.title ?? titleOf(name),
    description: doc.description,
    cite: doc.cite,
    role: place.role,
    wire: item === undefined || wire.kind !== "repeat" ? wire : listOfItems(struct, name, wire, item, doc),
    constraints: withFaults([...info.constraints, ...(place.constraints ?? [])], info, struct.fault),
    ...(doc.label === undefined ? {} : { label: doc.label }),
    ...(info.base === undefined ? {} : { base: info.base }),
    ...(unit === undefined ? {} : { unit }),
    ...(info.range === undefined ? {} : { range: info.range }),
    ...(info.sends === undefined ? {} : { sends: info.sends }),
    ...(place.counting === undefined ? {} : { counting: place.counting }),
    ...(place.when === undefined ? {} : { when: place.when }),
    ...(place.group === undefined ? {} : { group: place.group }),
    ...(place.checksum === undefined ? {} : { checksum: place.checksum }),
  };
}

/** Returns the wire information of a length, size or count, a number that is not part of the value. */
export function derivedInfo(where: string, type: z.ZodType, unit: Unit): WireInfo {
  const info = wireInfo(where, type);
  const { wire, range: [first, last] = [0, 0], constraints } = info;
  if (wire.kind !== "uint" && wire.kind !== "int" && wire.kind !== "prefixed" && wire.kind !== "continued") {
    throw new LayoutError(where, `is a ${wire.kind}; expected an integer`);
  }
  if ("bits" in wire && wire.bits > MOST_BITS) {
    throw new LayoutError(where, `is an integer of ${wire.bits} bits; expected at most ${MOST_BITS}`);
  }
  const least = Math.max(0, Number(first));
  const most = Math.min(2 ** NUMBER_BITS - 1, Number(last));
  return {
    ...info,
    unit,
    constraints: [
      ...constraints,
      ...(Number(first) < 0 ? [{ rule: "least", value: 0 } as const] : []),
      ...(isBigWire(wire) ? [{ rule: "most", value: most } as const] : []),
    ],
    range: [least, most],
  };
}

/** Returns the least and greatest value of a length, from the fields after it. */
function lengthBounds(where: string, field: FieldModel, following: readonly FieldModel[]): ConstraintDraft[] {
  const bits = fieldsBits(following);
  if (bits.some(([least, most]) => least % 8 !== 0 || (most ?? 0) % 8 !== 0)) throw new LayoutError(where, "does not end on an octet");
  const least = countedNumber(field, Math.ceil(Math.min(...bits.map((range) => range[0])) / 8));
  const mosts = bits.map((range) => range[1]);
  const most = mosts.includes(null) ? undefined : countedNumber(field, Math.max(...mosts.map((each) => (each ?? 0) / 8)));
  return [
    ...(least > 0 ? [{ rule: "least", value: least } as const] : []),
    ...(most === undefined ? [] : [{ rule: "most", value: most } as const]),
  ];
}

/** Returns the least number of a size or count with a constant. */
function countBounds(field: FieldModel): ConstraintDraft[] {
  const least = countedNumber(field, 0);
  return least > 0 ? [{ rule: "least", value: least }] : [];
}

/** Adds the bounds of a length, which are known only when all fields after it are known, and those of a size or count with a constant. */
function finishCounting({ id, fault }: StructDoc, field: FieldModel, following: readonly FieldModel[]): FieldModel {
  if (field.role !== "length" && field.counting === undefined) return field;
  const where = `${id}.${field.name}`;
  const drafts = field.role === "length" ? lengthBounds(where, field, following) : countBounds(field);
  const bounds = withFaults(drafts, { faults: {} }, fault);
  const known = field.constraints.filter((each) => each.rule !== "bound");
  const given = field.constraints.filter((each) => each.rule === "bound");
  const constraints = [...known, ...bounds, ...given];
  const least = Math.max(0, ...constraints.flatMap((each) => (each.rule === "least" ? [each.value] : [])));
  const most = Math.min(Number(field.range?.[1] ?? 0), ...constraints.flatMap((each) => (each.rule === "most" ? [each.value] : [])));
  if (least > most) throw new LayoutError(where, `counts at least ${least} octets, but its greatest value is ${most}`);
  return { ...field, constraints, range: [least, most] };
}

/**
 * Returns the model of a struct.
 *
 * @throws {@link LayoutError} if the fields do not fill whole octets, or a size or count does not count one field
 */
export function structModel(doc: StructDoc, drafts: readonly FieldModel[], relations: readonly RelationModel[] = []): StructModel {
  checkCounts(doc.id, drafts);
  checkListsFollowed(doc.id, drafts);
  const fields = drafts.map((field, index) => finishCounting(doc, field, fieldsBehind(drafts, index)));
  const model: StructModel = {
    kind: "struct",
    id: doc.id,
    title: doc.title,
    description: doc.description,
    cite: doc.cite,
    fault: doc.fault,
    fields,
    ...(relations.length === 0 ? {} : { relations }),
    sizes: sizesOf(doc.id, fields),
  };
  checkRecursion(model);
  return model;
}
