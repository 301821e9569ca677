/**
 * Where each case stands in the files of vectors.
 *
 * @module
 */
import { readTextFile } from "../../common/validate-file.ts";
import type { SuiteFile } from "../../interop/vectors/read-suites.ts";

const VECTORS = "spec-tests/vectors";

const caseLine = /^ *\{ "id": "([^"]+)"/;

/** Returns the line of each case in its file, from 1, by id. The files have one case a line. @throws {@link FileError} */
export function caseLines(files: readonly SuiteFile[]): ReadonlyMap<string, number> {
  const lines = files.flatMap(({ path }) =>
    readTextFile(`${VECTORS}/${path}`)
      .split("\n")
      .map((text, index) => [caseLine.exec(text)?.[1], index + 1] as const),
  );
  return new Map(lines.filter((entry): entry is [string, number] => entry[0] !== undefined));
}
