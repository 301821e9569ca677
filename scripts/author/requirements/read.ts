/**
 * Reads what is brought together: the statements of the draft, the tests, the tables of what is owed.
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

/** The statements that the draft's build wrote. @throws {@link FileError} where there are none, or not in this form */
export function readRequirements(path: string): readonly Requirement[] {
  if (!existsSync(path)) throw new FileError(`${path}: is not there; build the draft with make draft`);
  return validateFile(path, requirementsSchema, parseJson(path, readFileSync(path, "utf8")));
}

/** Folders of tests whose identifiers are those of other drafts, and of what is no test. */
const excludedFolders = ["scripts", "other-protocols", "vectors", "adapters"];

/** The tests below a folder that may name statements of the draft, by path. @throws {@link FileError} */
export function readTests(root: string): readonly TestFile[] {
  if (!existsSync(root)) throw new FileError(`${root}: is not there, expected a folder of tests`);
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
  const wanted = names.filter((name) => !excludedFolders.some((folder) => name.startsWith(`${folder}/`)));
  return wanted.sort().map((name) => ({ path: join(root, name), text: readFileSync(join(root, name), "utf8") }));
}

function isGapTable(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && Object.keys(value).some((key) => /^R-\d+$/.test(key));
}

/** The tables of a TypeScript module that have identifiers of statements as keys; none where there is no such file. */
export async function readKnownGaps(path: string): Promise<KnownGaps> {
  if (!existsSync(path)) return {};
  const { tsImport } = await import("tsx/esm/api");
  const module = (await tsImport(pathToFileURL(resolve(path)).href, import.meta.url)) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(module).filter((entry): entry is [string, Record<string, string>] => isGapTable(entry[1])));
}
