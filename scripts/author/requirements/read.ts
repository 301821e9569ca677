/**
 * Reads the requirements of a built draft, and tests.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import type { Requirement } from "../../draft/requirements.ts";
import { validateFile, FileError } from "../../common/validate-file.ts";
import { parseJson } from "../../interop/vectors/read-suites.ts";
import { keywords } from "../../draft/inline/keywords.ts";
import type { TestFile } from "./collect.ts";

const requirementsSchema = z.array(
  z.object({
    id: z.string().regex(/^R-\d{3,}$/),
    level: z.enum(keywords),
    section: z.object({ anchor: z.string(), number: z.string(), title: z.string() }),
    text: z.string(),
    line: z.int(),
  }),
);

/** Reads the requirements that the build of the draft wrote. @throws {@link FileError} if the file is missing or malformed */
export function readRequirements(path: string): readonly Requirement[] {
  if (!existsSync(path)) throw new FileError(`${path}: does not exist; build the draft`);
  return validateFile(path, requirementsSchema, parseJson(path, readFileSync(path, "utf8")));
}

/** Folders with the requirements of other drafts, or without tests. */
const excludedFolders = ["scripts", "other-protocols", "vectors", "adapters"];

/** Reads the tests below a folder, by path. @throws {@link FileError} if the folder is missing */
export function readTests(root: string): readonly TestFile[] {
  if (!existsSync(root)) throw new FileError(`${root}: does not exist; expected a folder of tests`);
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
  const wanted = names.filter((name) => !excludedFolders.some((folder) => name.startsWith(`${folder}/`)));
  return wanted.sort().map((name) => ({ path: join(root, name), text: readFileSync(join(root, name), "utf8") }));
}
