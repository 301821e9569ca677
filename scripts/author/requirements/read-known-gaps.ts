/**
 * Reads tables of known gaps from modules in TypeScript.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type { KnownGaps } from "./collect.ts";

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
