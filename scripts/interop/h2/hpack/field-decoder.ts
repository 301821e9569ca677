/**
 * Octets to field sections, with the dynamic table (RFC 7541).
 *
 * @module
 */
import { decodeHuffman } from "./huffman.ts";
import { decodeInteger } from "./integer.ts";
import { type Http2Field, staticTable } from "./static-table.ts";

/** Octets that an entry takes beside its name and value. */
const ENTRY_OVERHEAD = 32;

/** What the first bits of an octet say that follows: how many bits hold its number, and what it does. */
const representations = [
  { least: 0x80, prefix: 7, is: "indexed" },
  { least: 0x40, prefix: 6, is: "indexing" },
  { least: 0x20, prefix: 5, is: "resize" },
  { least: 0x10, prefix: 4, is: "literal" },
  { least: 0x00, prefix: 4, is: "literal" },
] as const;

const sizeOf = ([name, value]: Http2Field): number => name.length + value.length + ENTRY_OVERHEAD;

/** A peer's octets cannot be decoded; nothing more can be after that. */
class HpackError extends Error {}

/** The decoder of one direction of a connection. */
export class FieldDecoder {
  readonly #maxSize: number;
  readonly #table: Http2Field[] = [];
  #sizeLimit: number;

  /** @param limit - the SETTINGS_HEADER_TABLE_SIZE that this end has sent, in octets */
  constructor(limit = 4096) {
    this.#maxSize = limit;
    this.#sizeLimit = limit;
  }

  /** Decodes one field section. @returns what is wrong, as text, where it is malformed */
  decode(octets: Uint8Array): Http2Field[] | string {
    try {
      return this.#fields(octets);
    } catch (error) {
      if (error instanceof HpackError) return error.message;
      throw error;
    }
  }

  #fields(octets: Uint8Array): Http2Field[] {
    const fields: Http2Field[] = [];
    for (let at = 0; at < octets.length; ) {
      const form = representations.find(({ least }) => (octets[at] as number) >= least) ?? representations[4];
      const number = decodeInteger(octets, at, form.prefix);
      if (number === undefined) throw new HpackError(`a number at octet ${at} is malformed`);
      at = number.next;
      if (form.is === "resize") this.#resize(number.value, fields.length);
      else if (form.is === "indexed") fields.push(this.#entry(number.value));
      else {
        const { field, next } = this.#literal(octets, number.value, at);
        if (form.is === "indexing") this.#add(field);
        fields.push(field);
        at = next;
      }
    }
    return fields;
  }

  #literal(octets: Uint8Array, index: number, at: number): { field: Http2Field; next: number } {
    const name = index === 0 ? this.#text(octets, at) : { text: this.#entry(index)[0], next: at };
    const value = this.#text(octets, name.next);
    return { field: [name.text, value.text], next: value.next };
  }

  #text(octets: Uint8Array, at: number): { text: string; next: number } {
    const length = decodeInteger(octets, at, 7);
    if (length === undefined) throw new HpackError(`a length at octet ${at} is malformed`);
    const next = length.next + length.value;
    if (next > octets.length) throw new HpackError(`a string at octet ${at} goes over the end`);
    const bytes = octets.subarray(length.next, next);
    const coded = (octets[at] as number) >= 0x80;
    const text = coded ? decodeHuffman(bytes) : Buffer.from(bytes).toString("latin1");
    if (text === undefined) throw new HpackError(`a string at octet ${at} is not in the Huffman code`);
    return { text, next };
  }

  #entry(index: number): Http2Field {
    const field = staticTable[index - 1] ?? this.#table[index - 1 - staticTable.length];
    if (field === undefined) throw new HpackError(`no entry has the index ${index}`);
    return field;
  }

  #add(field: Http2Field): void {
    this.#table.unshift(field);
    this.#evict();
  }

  #resize(size: number, before: number): void {
    if (size > this.#maxSize) throw new HpackError(`a table of ${size} octets is over the limit of ${this.#maxSize}`);
    if (before > 0) throw new HpackError("the size of the table changes behind a field");
    this.#sizeLimit = size;
    this.#evict();
  }

  #evict(): void {
    let size = this.#table.reduce((sum, field) => sum + sizeOf(field), 0);
    while (size > this.#sizeLimit) size -= sizeOf(this.#table.pop() as Http2Field);
  }
}
