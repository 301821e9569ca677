/**
 * Lists the requirements of the draft behind the checks of frames.
 *
 * @module
 */
import type { FieldModel, Rule, StructModel } from "../../../reference/layout/model.ts";
import { variantStructs } from "../../../reference/layout/variants.ts";
import { requirementOf } from "../../interop/generate/requirement-of-check.ts";
import { requirementsByFlag } from "../../interop/generate/requirements-by-flag.ts";

const { compression = {}, session = {} } = requirementsByFlag;

/** Returns the requirement on the first frame that a role receives, by role. */
export function firstFrameRequirements(): Record<string, string> {
  const requirements = { server: session["QueueFramingFault"], client: session["QueueOpeningPong"] };
  return Object.fromEntries(Object.entries(requirements).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Requirements that decompression enforces, by code, field and rule. */
const ofDecompression: Readonly<Record<string, string | undefined>> = {
  "DECO size shortest": compression["Lz4Order"],
  "DECO size least": compression["Lz4Order"],
  "DECO size opens": compression["Lz4Order"],
  "DECO block opens": compression["Lz4Corrupt"],
  "DECO payload opens": compression["DeflateInvalid"],
  "LRGE size bound": compression["Limit"],
  "LRGE payload bound": compression["Limit"],
  "UTF8 payload utf8": compression["TextUtf8"],
};

/** Returns the structs below a struct, with itself. */
function structsOf(struct: StructModel): StructModel[] {
  const below = struct.fields.flatMap(({ wire }): readonly StructModel[] => {
    if (wire.kind === "struct") return [wire.struct];
    return wire.kind === "variant" ? variantStructs(wire) : [];
  });
  return [struct, ...below.flatMap(structsOf)];
}

const keyOf = (code: string, field: string, rule: string): string => [code, field, rule].join(" ");

function requirementOfRule(struct: string, field: string, code: string, rule: Rule): readonly [string, string][] {
  const found = requirementOf({ element: struct, struct, field, check: { path: field, code, rule, expected: "" } });
  return found === undefined ? [] : [[keyOf(code, field, rule), found]];
}

const ofField = (struct: string, { name, constraints }: FieldModel): readonly [string, string][] =>
  constraints.flatMap(({ rule, fault }) => requirementOfRule(struct, name, fault, rule));

/** Returns the requirements by code, field and rule. @param frame - the struct of frames @param integer - the id of the integer */
export function checkRequirements(frame: StructModel, integer: string): Record<string, string> {
  const variant = frame.fields.find(({ wire }) => wire.kind === "variant");
  const checks = structsOf(frame).flatMap((struct) => [
    ...struct.fields.flatMap((field) => ofField(struct.id, field)),
    ...requirementOfRule(struct.id, variant?.name ?? "", struct.fault, "size"),
  ]);
  // The variant has this requirement, and its fault is in the field that says that a payload is compressed.
  const opaque = variant?.wire.kind === "variant" ? variant.wire.opaque : undefined;
  const sealable = requirementOfRule(frame.id, variant?.name ?? "", frame.fault, "sealable").map(([, id]): [string, string] => [
    keyOf(frame.fault, opaque?.by ?? "", "sealable"),
    id,
  ]);
  const own = [...requirementOfRule(integer, "value", frame.fault, "shortest"), ...sealable];
  const opened = Object.entries(ofDecompression).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries([...checks, ...own, ...opened]);
}
