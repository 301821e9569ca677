/**
 * Runs of bit fields as a writer sees them.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { FieldModel, StructModel } from "../model.ts";
import { type RunPart, writeRun } from "./bits.ts";
import type { WriteEmitter } from "./write.ts";

/** A number on its way: its variable, its size in octets, and what to do once its value is known. */
export interface Part {
  readonly variable: string;
  readonly size: string;
  readonly finish: () => void;
}

/** Collects bit fields until they fill whole octets, then writes them. */
export class RunWriter {
  readonly #emitter: WriteEmitter;
  readonly #struct: StructModel;
  #parts: RunPart[] = [];
  #bits = 0;

  /** @param emitter - takes the code; @param struct - for errors */
  constructor(emitter: WriteEmitter, struct: StructModel) {
    this.#emitter = emitter;
    this.#struct = struct;
  }

  /**
   * Adds a number.
   *
   * @param variable - holds it when the run is written
   * @param bits - its width in bits
   * @returns the octets of the run where it is complete, else the empty string
   */
  add(field: FieldModel, variable: string, bits: number): string {
    const endian = "endian" in field.wire ? field.wire.endian : "big";
    if (endian === "little" && this.#bits % 8 !== 0) {
      throw new LayoutError(`${this.#struct.id}.${field.name}`, "is little endian but does not begin on an octet");
    }
    this.#parts.push({ value: variable, start: this.#bits, bits, endian });
    this.#bits += bits;
    if (this.#bits % 8 !== 0) return "";
    const octets = this.#bits / 8;
    this.#emitter.write.add(...writeRun("p", octets, this.#parts), `p += ${octets};`);
    this.#parts = [];
    this.#bits = 0;
    return String(octets);
  }
}
