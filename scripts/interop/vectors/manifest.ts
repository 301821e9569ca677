/**
 * Reads and builds the manifest of the vectors: their files with hashes, and the requirements of the draft that they may refer to.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { formatVersion } from "../format/suite-schema.ts";
import { validateFile } from "../../common/validate-file.ts";
import { parseJson } from "./read-suites.ts";

/** The schema of a requirement in the list that the draft's build writes. */
const requirementSchema = z.object({
  id: z.string().regex(/^R-\d{3,}$/),
  level: z.string().min(1),
  section: z.object({ anchor: z.string(), title: z.string() }),
  text: z.string().optional(),
});

/** A requirement of the draft. */
export type RequirementRecord = z.infer<typeof requirementSchema>;

/** The schema of the manifest. */
export const manifestSchema = z.strictObject({
  format: z.literal(formatVersion),
  draft: z.string(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  transitions: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  files: z.array(z.strictObject({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  requirements: z.record(z.string(), z.strictObject({ level: z.string(), section: z.string(), title: z.string() })),
});

/** The manifest. `transitions` repeats the hash of the transition table, which the draft prints. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Returns the SHA-256 of a content in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Returns the hash over the lines that `sha256sum` prints for the files, sorted by path. */
export function rootHash(files: Manifest["files"]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sha256(sorted.map(({ path, sha256: hash }) => `${hash}  ${path}\n`).join(""));
}

function readTextIfExists(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Reads the requirements of the draft.
 *
 * @returns `undefined` if the draft has not been built
 * @throws FileError if the file is not a list of requirements
 */
export function readRequirements(path: string): RequirementRecord[] | undefined {
  const text = readTextIfExists(path);
  if (text === undefined) return undefined;
  return validateFile(path, z.array(requirementSchema), parseJson(path, text));
}

/** Reads the manifest of a folder. @returns `undefined` if the folder has no manifest @throws FileError */
export function readManifest(root: string): Manifest | undefined {
  const path = join(root, "manifest.json");
  const text = readTextIfExists(path);
  if (text === undefined) return undefined;
  return validateFile(path, manifestSchema, parseJson(path, text));
}

/** The file of sentences, below the folder of vectors. */
export const SENTENCES_FILE = "requirements.json";

/** Reads the sentences of the requirements by id. @returns empty if the folder has none @throws FileError */
export function readSentences(root: string): Readonly<Record<string, string>> {
  const path = join(root, SENTENCES_FILE);
  const text = readTextIfExists(path);
  return text === undefined ? {} : validateFile(path, z.record(z.string(), z.string()), parseJson(path, text));
}

const byNumber = (a: RequirementRecord, b: RequirementRecord): number => a.id.localeCompare(b.id, "en", { numeric: true });

/** Returns whether the sentence of a requirement announces a list, which stands behind it in the draft. */
export const announcesList = (sentence: string): boolean => /\bfollowing\b/.test(sentence);

/** Returns the sentences of requirements by id, in the order of their numbers. */
export function requirementSentences(requirements: readonly RequirementRecord[]): Record<string, string> {
  return Object.fromEntries([...requirements].sort(byNumber).flatMap(({ id, text }) => (text === undefined ? [] : [[id, text]])));
}

/** Returns requirements in the form of the manifest, in the order of their numbers. */
export function manifestRequirements(requirements: readonly RequirementRecord[]): Manifest["requirements"] {
  const sorted = [...requirements].sort(byNumber);
  return Object.fromEntries(sorted.map(({ id, level, section }) => [id, { level, section: `#${section.anchor}`, title: section.title }]));
}

/**
 * Builds the manifest of files.
 *
 * @param draft - the draft's name
 * @param contents - each file's octets by its path below the folder of vectors
 */
export function buildManifest(
  draft: string,
  contents: ReadonlyMap<string, string | Uint8Array>,
  requirements: Manifest["requirements"],
): Manifest {
  const files = [...contents].map(([path, content]) => ({ path, sha256: sha256(content) })).sort((a, b) => (a.path < b.path ? -1 : 1));
  const transitions = files.find(({ path }) => path === "transitions.json")?.sha256;
  const hashes = { root: rootHash(files), ...(transitions === undefined ? {} : { transitions }) };
  return { format: formatVersion, draft, ...hashes, files, requirements };
}
