/**
 * Code that calculates checksums.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { ChecksumModel, FieldModel, StructModel, UintModel } from "../model.ts";
import { innerStructs } from "../struct/names.ts";
import { writeBits } from "./bits.ts";
import type { WriteEmitter } from "./write.ts";

/** Calculates a checksum from octets: a number of at most 53 bits, or a `bigint` for wider fields. */
export type ChecksumFunction = (octets: Uint8Array) => number | bigint;

/** The functions of checksums, by the names that the layout gives them. */
export type ChecksumFunctions = Readonly<Record<string, ChecksumFunction>>;

/** Returns the names of the functions that a struct and the structs inside need. */
export function functionsOf(struct: StructModel): string[] {
  const own = struct.fields.flatMap(({ checksum }) => (checksum === undefined ? [] : [checksum.function]));
  return [...new Set([...own, ...struct.fields.flatMap(innerStructs).flatMap(functionsOf)])];
}

/** Returns the checksums of a struct whose octets begin with a field. */
const beginning = (fields: readonly FieldModel[], name: string): FieldModel[] => fields.filter(({ checksum }) => checksum?.from === name);

/** A checksum whose octets are still being read or written. */
export interface OpenChecksum {
  readonly field: FieldModel;
  readonly checksum: ChecksumModel;
  /** The variable that holds the offset of the first octet. */
  readonly from: string;
}

/** Emits the offset where the octets of checksums begin. @param taken - names a variable */
export function beginChecksums(
  fields: readonly FieldModel[],
  field: FieldModel,
  taken: (name: string) => string,
  add: (line: string) => void,
): OpenChecksum[] {
  return beginning(fields, field.name).map((each) => {
    const from = taken(`${each.name}From`);
    add(`const ${from} = offset;`);
    return { field: each, checksum: each.checksum as ChecksumModel, from };
  });
}

/** Refuses a checksum that does not begin on an octet. */
export function alignedChecksum(struct: StructModel, field: FieldModel, aligned: boolean): void {
  if (!aligned) throw new LayoutError(`${struct.id}.${field.name}`, "has or begins a checksum, so it must begin on an octet");
}

/** Emits the calculation of a checksum. @param at - the variable that holds the offset of the checksum */
export function writeChecksum(emitter: WriteEmitter, { field, checksum, from }: OpenChecksum, at: string): void {
  const { bits, endian } = field.wire as UintModel;
  const value = emitter.name(field.name);
  const until = checksum.over === "before" ? at : "offset";
  const part = { value, start: 0, bits, endian } as const;
  emitter.write.add(
    `const ${value} = ${checksum.function}(octets.subarray(${from}, ${until}))${emitter.module.typed(bits > 53 ? " as bigint" : " as number")};`,
    ...writeBits(at, bits / 8, [part]),
  );
}
