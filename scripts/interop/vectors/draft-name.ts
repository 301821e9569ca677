/**
 * Reads the name of the draft that the vectors belong to.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

import { validateFile, FileError } from "../../common/validate-file.ts";

const frontMatterSchema = z.looseObject({ docName: z.string().regex(/^draft-[a-z0-9-]+$/) });

/**
 * Reads the name from the front matter of the one file `draft-*.md` of a folder.
 *
 * @throws {@link FileError} if the folder does not have exactly one such file, or its front matter has no name
 */
export function readDraftName(folder: string): string {
  const found = readdirSync(folder).filter((name) => /^draft-.*\.md$/.test(name));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new FileError(`${folder}: expected one file draft-*.md, found ${found.length}`);
  const file = join(folder, only);
  const matter = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(file, "utf8"))?.[1];
  return validateFile(file, frontMatterSchema, matter === undefined ? {} : parse(matter)).docName;
}
