/**
 * Generates vectors of compressed texts: a receiver checks UTF-8 over the whole message, after decompression.
 *
 * @module
 */
import { concatOctets } from "../../../common/octets.ts";
import { badUtf8 } from "../mutations.ts";
import { ascii, type CompressionCases } from "./compression-cases.ts";

/**
 * Adds valid and invalid texts of one method.
 *
 * @param parameter - the parameter of the method
 * @param literals - returns the payload that holds a message as it is
 */
export function addTextCases(cases: CompressionCases, parameter: number, literals: (message: Uint8Array) => Uint8Array): void {
  const flag = cases.builder.note("TextUtf8", "a compressed text is UTF-8 as a whole; otherwise the fault is UTF8 and not DECO");
  const key = cases.group(parameter);
  const good = new Uint8Array(Buffer.from("\u00e9\u4e16\u{1f310}\ufeff\u0000", "utf8"));
  cases.valid(key, flag, "text/good", cases.compressed(literals(good), good, "text"));
  for (const [name, octets] of Object.entries(badUtf8)) {
    const message = concatOctets([ascii("a"), Uint8Array.from(octets)]);
    cases.invalid(
      key,
      flag,
      `text/${name}`,
      cases.compressed(literals(message), undefined, "text"),
      { result: "invalid", errors: ["UTF8"] },
    );
  }
  const message = Uint8Array.of(0xff, 0xfe);
  cases.valid(key, flag, "binary/no-utf8", cases.compressed(literals(message), message));
}
