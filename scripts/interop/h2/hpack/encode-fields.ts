/**
 * Field sections to octets: literals that enter no table, so that an encoder has no state and a section can be sent at any time.
 *
 * @module
 */
import { encodeInteger } from "./integer.ts";
import type { Http2Field } from "./static-table.ts";

function text(value: string): number[] {
  const octets = Buffer.from(value, "latin1");
  return [...encodeInteger(octets.length, 7), ...octets];
}

/** The octets of a field section: literal fields without indexing (RFC 7541, Section 6.2.2), names too, no Huffman code. */
export function encodeFields(fields: readonly Http2Field[]): Uint8Array {
  return Uint8Array.from(fields.flatMap(([name, value]) => [...encodeInteger(0, 4), ...text(name), ...text(value)]));
}
