/**
 * Unpacks the data of the page. They are several times smaller in the file, and the page has the inflator for messages anyway.
 *
 * @module
 */
import { inflateRawSync } from "./inflate-raw.ts";

/** Returns the value of JSON that was compressed with raw DEFLATE and written in base64. */
export function unpackData<T>(text: string): T {
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(inflateRawSync(packed))) as T;
}
