/**
 * The library of aasvg as a file of its package. `scripts/bundle.ts` puts a file of the bundle in place of this module.
 *
 * @module
 */
import { createRequire } from "node:module";

/** Returns the path of the library. @throws an error of Node.js if it is not installed */
export function aasvgFile(): string {
  return createRequire(import.meta.url).resolve("aasvg/markdeep-diagram.js");
}
