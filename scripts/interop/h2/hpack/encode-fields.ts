/**
 * Encodes field sections as literals that enter no table: the encoder has no state, so any section can be sent at any time.
 *
 * @module
 */
import { encodeInteger } from "./integer.ts";
import type { Http2Field } from "./static-table.ts";

function stringLiteral(value: string): number[] {
  const octets = Buffer.from(value, "latin1");
  return [...encodeInteger(octets.length, 7), ...octets];
}

/** Returns a field section of literal fields without indexing (RFC 7541, Section 6.2.2), with literal names and no Huffman code. */
export function encodeFields(fields: readonly Http2Field[]): Uint8Array {
  return Uint8Array.from(fields.flatMap(([name, value]) => [...encodeInteger(0, 4), ...stringLiteral(name), ...stringLiteral(value)]));
}
