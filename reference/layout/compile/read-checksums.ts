/**
 * Code that compares checksums with their octets.
 *
 * @module
 */
import type { FieldModel, UintModel } from "../model.ts";
import { checkOf } from "./checks.ts";
import { alignedChecksum, beginChecksums, type OpenChecksum } from "./checksums.ts";
import type { ReadEmitter } from "./read.ts";
import { constraintOf } from "./read-check.ts";
import type { StructScope } from "./struct-scope.ts";

/** The checksums of one reader. */
export class ReadChecksums {
  readonly #emitter: ReadEmitter;
  /** Checksums of the struct whose octets have begun. */
  #open: readonly OpenChecksum[] = [];

  /** @param emitter - takes the code */
  constructor(emitter: ReadEmitter) {
    this.#emitter = emitter;
  }

  /** Runs what emits a struct. @param open - the checksums of which the struct is a part */
  within(open: readonly OpenChecksum[], emit: () => void): void {
    const outer = this.#open;
    this.#open = open;
    emit();
    this.#open = outer;
  }

  /** Runs what emits one of several branches: checksums that begin in it end with it. */
  branch(emit: () => void): void {
    this.within(this.#open, emit);
  }

  /** Emits where the octets of checksums begin, if they begin with a field. @param aligned - whether it begins on an octet */
  begin(scope: StructScope, field: FieldModel, aligned: boolean): void {
    const { lines } = this.#emitter;
    const begun = beginChecksums(scope.struct.fields, field, (name) => this.#emitter.name(name), (line) => lines.add(line));
    if (begun.length > 0 || field.role === "checksum") alignedChecksum(scope.struct, field, aligned);
    this.#open = [...this.#open, ...begun];
  }

  /** Emits the check of a checksum over the octets before it. */
  compareBefore(scope: StructScope, field: FieldModel): void {
    for (const each of this.#open) if (each.field.name === field.name && each.checksum.over === "before") this.#compare(scope, each);
  }

  /** Emits the checks of checksums over the struct, which has been read. */
  compareAll(scope: StructScope): void {
    for (const each of this.#open) if (each.checksum.over === "struct") this.#compare(scope, each);
  }

  #compare(scope: StructScope, { field, checksum, from }: OpenChecksum): void {
    const constraint = constraintOf(field, "checksum");
    if (constraint === undefined) return;
    const { module } = this.#emitter;
    const { variable, at } = this.#emitter.fieldOf(scope, field.name);
    const size = (field.wire as UintModel).bits / 8;
    const summed =
      checksum.over === "before"
        ? `octets.subarray(${from}, ${at})`
        : `${module.use("withZeros")}(octets, ${from}, offset, ${at}, ${size})`;
    this.#emitter.check(scope, field, `${variable} !== ${checksum.function}(${summed})`, {
      check: checkOf(scope.path + field.name, constraint, field),
      octet: at,
      found: `${module.use("hexText")}(${variable})`,
    });
  }
}
