/**
 * The library of aasvg as a file beside the bundle of `ws2`.
 *
 * @module
 */
import { fileURLToPath } from "node:url";

/** Returns the path of the library. */
export function aasvgFile(): string {
  return fileURLToPath(new URL("markdeep-diagram.cjs", import.meta.url));
}
