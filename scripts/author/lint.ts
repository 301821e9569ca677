/**
 * Checks habits of prose that reviewers find late: `node build/scripts/author/lint.js DRAFT.md...`.
 *
 * Lines over 80 columns, words of BCP 14 in lower case, sentences over 40 words, double words, terms that nothing
 * introduces, and sections that a cited work does not have, where the bibliography lists its `sections`. Names that
 * readers know stand under `names` in a file lint.yaml beside the draft. The exit code is 1 where something was found,
 * and 2 where a file cannot be used.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";

import { readText } from "../draft/files.ts";
import { readFrontMatter } from "../draft/front-matter.ts";
import type { Message } from "../draft/messages.ts";
import { format } from "../draft/print.ts";
import { FileError } from "../interop/files/problems.ts";
import { lintProse, type Knowledge } from "./lint/index.ts";
import { parse, runMain, UsageError } from "./program.ts";

const usage = "usage: lint.js DRAFT.md...";

/** All texts of a value, and the names of its members. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)]);
}

function parsed(path: string | undefined, read: (text: string) => unknown): unknown {
  const text = path === undefined ? undefined : readText(path);
  if (path === undefined || text === undefined) return {};
  try {
    return read(text);
  } catch (error) {
    throw new FileError(`${path}: ${(error as Error).message}`);
  }
}

function knowledgeOf(path: string, source: string): Knowledge {
  const meta = readFrontMatter(source, () => undefined);
  const beside = (name: string | undefined): string | undefined => (name === undefined ? undefined : join(dirname(path), name));
  const model = parsed(beside(meta?.model), (text) => JSON.parse(text) as unknown);
  const works = (parsed(beside(meta?.references), parseYaml) ?? {}) as Record<string, { sections?: unknown } | null>;
  const sections = Object.entries(works).map(([name, work]) => [name, Array.isArray(work?.sections) ? work.sections.map(String) : []] as const);
  const { names } = parsed(join(dirname(path), "lint.yaml"), parseYaml) as { names?: unknown };
  return { words: [...textsOf(model), ...textsOf(works), ...textsOf(names)], sections: Object.fromEntries(sections.filter(([, listed]) => listed.length > 0)) };
}

function lintFile(path: string): Message[] {
  const source = readText(path);
  if (source === undefined) throw new FileError(`${path}: cannot be read`);
  return lintProse(path, source, knowledgeOf(path, source));
}

function main(args: readonly string[]): number {
  const { positionals } = parse(usage, () => parseArgs({ args: [...args], allowPositionals: true, options: {} }));
  if (positionals.length === 0) throw new UsageError(usage);
  const messages = positionals.flatMap(lintFile);
  if (messages.length > 0) console.error(format(messages));
  else console.log(`${positionals.join(", ")}: nothing to mend`);
  return messages.length > 0 ? 1 : 0;
}

await runMain(usage, main);
