/**
 * Decodes field sections with a dynamic table (RFC 7541).
 *
 * @module
 */
import { decodeHuffman } from "./huffman.ts";
import { decodeInteger } from "./integer.ts";
import { type Http2Field, staticTable } from "./static-table.ts";

/** Octets that the size of an entry counts in addition to its name and value (RFC 7541, Section 4.1). */
const ENTRY_OVERHEAD = 32;

/** The representations by the least value of their first octet, each with the prefix bits of its integer (RFC 7541, Section 6). */
const representations = [
  { least: 0x80, prefix: 7, type: "indexed" },
  { least: 0x40, prefix: 6, type: "indexing" },
  { least: 0x20, prefix: 5, type: "resize" },
  { least: 0x10, prefix: 4, type: "literal" },
  { least: 0x00, prefix: 4, type: "literal" },
] as const;

const sizeOf = ([name, value]: Http2Field): number => name.length + value.length + ENTRY_OVERHEAD;

/** Thrown for a malformed field section; the decoder's state is lost with it. */
class HpackError extends Error {
  override readonly name = "HpackError";
}

/** Name and value of an entry that was added before the observer saw the connection. */
export const UNKNOWN_FIELD: Http2Field = ["?", "?"];

/** Options of a decoder that observes the connection of others. */
export interface ObserverOptions {
  /** The greatest size of the table that the sender may choose, in octets. */
  readonly maxTableSize: number;
}

/** The decoder of one direction of a connection. */
export class FieldDecoder {
  readonly #maxSize: number;
  readonly #observes: boolean;
  #table: Http2Field[] = [];
  #sizeLimit: number;

  /**
   * @param tableSize - the SETTINGS_HEADER_TABLE_SIZE that this end has sent, in octets
   * @param observer - set for an observer: entries that it does not know are {@link UNKNOWN_FIELD}
   */
  constructor(tableSize = 4096, observer?: ObserverOptions) {
    this.#maxSize = observer?.maxTableSize ?? tableSize;
    this.#observes = observer !== undefined;
    this.#sizeLimit = tableSize;
  }

  /** Forgets the table, after a field section that an observer did not see. */
  forget(): void {
    this.#table = [];
  }

  /** Decodes one field section. @returns the fields, or a description of the malformation */
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
      if (form.type === "resize") this.#resize(number.value, fields.length);
      else if (form.type === "indexed") fields.push(this.#entry(number.value));
      else {
        const { field, next } = this.#literal(octets, number.value, at);
        if (form.type === "indexing") this.#add(field);
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
    if (next > octets.length) throw new HpackError(`a string at octet ${at} exceeds the field section`);
    const bytes = octets.subarray(length.next, next);
    const coded = (octets[at] as number) >= 0x80;
    const text = coded ? decodeHuffman(bytes) : Buffer.from(bytes).toString("latin1");
    if (text === undefined) throw new HpackError(`a string at octet ${at} is not in the Huffman code`);
    return { text, next };
  }

  #entry(index: number): Http2Field {
    const field = staticTable[index - 1] ?? this.#table[index - 1 - staticTable.length];
    if (field !== undefined) return field;
    if (this.#observes && index > 0) return UNKNOWN_FIELD;
    throw new HpackError(`no entry has the index ${index}`);
  }

  #add(field: Http2Field): void {
    this.#table.unshift(field);
    this.#evict();
  }

  #resize(size: number, before: number): void {
    if (size > this.#maxSize) throw new HpackError(`a table of ${size} octets is over the limit of ${this.#maxSize}`);
    if (before > 0) throw new HpackError("the size of the table changes after a field");
    this.#sizeLimit = size;
    this.#evict();
  }

  #evict(): void {
    let size = this.#table.reduce((sum, field) => sum + sizeOf(field), 0);
    while (size > this.#sizeLimit) size -= sizeOf(this.#table.pop() as Http2Field);
  }
}
