/**
 * The requirements of a draft that its tests do not check, each with the reason.
 *
 * @module
 */
import { parse as parseYaml } from "yaml";
import { z } from "zod";

import { readText } from "../../draft/source/text-files.ts";
import { FileError, validateFile } from "../../common/validate-file.ts";

const gapsSchema = z.record(
  z.string().regex(/^R-\d{3,}$/, "expected an identifier of a requirement, such as R-017"),
  z.string().min(10, "expected the reason"),
);

/** Returns the file of the known gaps of a draft, beside it. */
export const gapsFile = (draft: string): string => draft.replace(/\.md$/, ".gaps.yaml");

/** Returns the reasons by requirement; empty if the draft has no such file. @throws {@link FileError} with file and place */
export function readGaps(draft: string): Readonly<Record<string, string>> {
  const path = gapsFile(draft);
  const text = readText(path);
  if (text === undefined) return {};
  try {
    return validateFile(path, gapsSchema, parseYaml(text) ?? {});
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(`${path}: ${(error as Error).message}`);
  }
}
