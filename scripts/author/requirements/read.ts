/**
 * Reads the requirements of the draft, the tests, and the tables of known gaps.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";

import type { Requirement } from "../../draft/requirements.ts";
import { validateFile, FileError } from "../../common/validate-file.ts";
import { parseJson } from "../../interop/vectors/read-suites.ts";
import { keywords } from "../../draft/inline/keywords.ts";
import type { KnownGaps, TestFile } from "./collect.ts";

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
  if (!existsSync(path)) throw new FileError(`${path}: does not exist; run make draft`);
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

function isGapTable(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && Object.keys(value).some((key) => /^R-\d+$/.test(key));
}

/** Returns the exported tables of a TypeScript module with requirements as keys; empty if the file is missing. */
export async function readKnownGaps(path: string): Promise<KnownGaps> {
  if (!existsSync(path)) return {};
  const { tsImport } = await import("tsx/esm/api");
  const module = (await tsImport(pathToFileURL(resolve(path)).href, import.meta.url)) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(module).filter((entry): entry is [string, Record<string, string>] => isGapTable(entry[1])));
}
