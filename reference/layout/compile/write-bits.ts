/**
 * Consecutive bit fields as a writer sees them: collected until they fill whole octets.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { Endian, FieldModel, StructModel } from "../model.ts";
import { MOST_BITS } from "../numbers.ts";
import { type BitPart, writeBits } from "./bits.ts";
import type { WriteEmitter } from "./write.ts";

/** A number to be written. */
export interface NumberPart {
  /** The variable that holds it. */
  readonly variable: string;
  /** Its size in octets, an expression; empty for bits that are counted with their neighbours. */
  readonly size: string;
  /** Emits what follows when the value is known. */
  readonly finish: () => void;
}

/** Collects bit fields until they fill whole octets, then emits their writing. */
export class BitCollector {
  readonly #emitter: WriteEmitter;
  readonly #struct: StructModel;
  #parts: BitPart[] = [];
  #bits = 0;

  /** @param emitter - takes the code; @param struct - for errors */
  constructor(emitter: WriteEmitter, struct: StructModel) {
    this.#emitter = emitter;
    this.#struct = struct;
  }

  /** Whether no bit waits for its neighbours. */
  get isEmpty(): boolean {
    return this.#bits === 0;
  }

  /**
   * Adds a number.
   *
   * @param value - an expression: a variable or a number
   * @param bits - its width in bits
   * @returns the octets of the run where it is complete, else the empty string
   */
  add(field: FieldModel, value: string, bits: number): string {
    const endian = "endian" in field.wire ? field.wire.endian : "big";
    if (endian === "little" && this.#bits % 8 !== 0) {
      throw new LayoutError(`${this.#struct.id}.${field.name}`, "is little endian but does not begin on an octet");
    }
    if (bits > MOST_BITS) return this.#wide(field, value, bits / 8, endian);
    // Bits that are 0 need no code.
    if (value !== "0" && value !== "0n") this.#parts.push({ value, start: this.#bits, bits, endian });
    this.#bits += bits;
    if (this.#bits % 8 !== 0) return "";
    const octets = this.#bits / 8;
    this.#emitter.write.add(...writeBits("offset", octets, this.#parts), `offset += ${octets};`);
    this.#parts = [];
    this.#bits = 0;
    return String(octets);
  }

  /** Emits the writing of an integer of more than 64 bits. @returns its octets */
  #wide({ name }: FieldModel, value: string, octets: number, endian: Endian): string {
    if (this.#bits > 0) throw new LayoutError(`${this.#struct.id}.${name}`, `of ${octets * 8} bits does not begin on an octet`);
    const { write, module } = this.#emitter;
    write.add(
      `${module.use("writeWideInteger")}(octets, offset, ${octets}, ${String(endian === "little")}, ${value});`,
      `offset += ${octets};`,
    );
    return String(octets);
  }
}
