/**
 * Reads the name of the draft that the vectors belong to.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

import { validateFile, FileError } from "../../common/validate-file.ts";

const frontMatterSchema = z.looseObject({ docName: z.string().regex(/^draft-[a-z0-9-]+$/) });

/**
 * Reads the name from the front matter of a draft.
 *
 * @throws {@link FileError} if the file cannot be read, or its front matter has no name
 */
export function readDraftName(file: string): string {
  if (!existsSync(file)) throw new FileError(`${file}: cannot be read; expected a draft`);
  const matter = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(file, "utf8"))?.[1];
  return validateFile(file, frontMatterSchema, matter === undefined ? {} : parse(matter)).docName;
}
