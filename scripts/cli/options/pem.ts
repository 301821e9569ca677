/**
 * Options that name files in PEM.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import { UsageError } from "../../common/program.ts";

/** Returns the text of a file. @param name - the option; @throws {@link UsageError} if it cannot be read */
export function readPem(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--${name}: ${path}: ${(error as Error).message}`);
  }
}
