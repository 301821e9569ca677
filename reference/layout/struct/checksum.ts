/**
 * Checksums: numbers that a given function calculates from octets of the struct.
 *
 * @module
 */
import type * as z from "zod";

import { LayoutError } from "../errors.ts";
import type { ChecksumModel, FieldModel } from "../model.ts";
import { type FaultCodes, type WireInfo, wireInfo } from "../wire-type.ts";
import { checkName } from "./names.ts";
import type { FieldAttributes } from "./model.ts";

/** The octets of a checksum, and the function that sums them up. */
export interface ChecksumOptions {
  /** The name of the function, which `compile` is given under `functions`. */
  readonly function: string;
  /** The field with which the octets begin; by default the first field of the struct. */
  readonly from?: string;
  /** The end of the octets: `before` the checksum, or with the `struct`, where the checksum itself counts as 0. The default is `before`. */
  readonly over?: ChecksumModel["over"];
  /** Wire codes of single rules; by default that of the struct. */
  readonly faults?: FaultCodes;
}

/** Returns whether a field is always present, on a level of its own. */
const isAlways = (field: FieldModel): boolean => field.when === undefined && field.group === undefined && field.role !== "variant";

/**
 * Returns the wire information and the attributes of a checksum.
 *
 * @throws {@link LayoutError} if the type is no unsigned integer of whole octets, the octets begin with no earlier field that is always
 *   present, or there is no octet before the checksum
 */
export function checksumField(
  id: string,
  fields: readonly FieldModel[],
  name: string,
  type: z.ZodType,
  options: ChecksumOptions,
): { readonly info: WireInfo; readonly place: FieldAttributes } {
  const where = `${id}.${name}`;
  const info = wireInfo(where, type);
  if (info.wire.kind !== "uint" || info.wire.bits % 8 !== 0) {
    throw new LayoutError(where, `is a checksum of kind ${info.wire.kind}; expected an unsigned integer of whole octets`);
  }
  const { function: by, over = "before", from = fields[0]?.name ?? (over === "struct" ? name : "") } = options;
  checkName(where, "a function", by);
  const first = fields.find((field) => field.name === from);
  const fromItself = over === "struct" && from === name;
  if (!fromItself && (first === undefined || !isAlways(first))) {
    throw new LayoutError(where, `sums up octets from ${JSON.stringify(from)}, which is not an earlier field that is always present`);
  }
  return {
    info: { ...info, faults: { ...info.faults, ...options.faults } },
    place: { role: "checksum", checksum: { function: by, from, over }, constraints: [{ rule: "checksum", function: by }] },
  };
}
