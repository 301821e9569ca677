/**
 * `make words`: counts phrases to avoid, repeated type names and wide lines in the files that Git tracks.
 *
 * Leaves out the draft, whose language is that of RFCs, and JSON, which is data.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { exitCode, runProgram } from "./common/program.ts";
import { isTooWide, MAX_COLUMNS } from "./lint/line-width.ts";
import { repeatedTypeNames, typeNameIndex } from "./lint/type-names.ts";
import { findAvoidedPhrases } from "./lint/words.ts";

const usage = `usage: lint-words.js [PATH]...
  Lists phrases to avoid, repeated type names and wide lines below the paths (.), and counts them.`;

const TEXT_FILE = /\.(?:ts|mjs|js|md|py|c|h|sh|yaml|yml)$|(?:^|\/)Makefile$/;

/** The draft and its parts; the lists of phrases themselves, with their tests. */
const LEFT_OUT = /^draft\/|\/draft-[\w-]+\.md$|^scripts\/lint\/words\.ts$|^spec-tests\/scripts\/lint\/(?:words|rules)\.test\.ts$/;

interface SourceText {
  readonly path: string;
  readonly text: string;
}

function readTracked(paths: readonly string[]): SourceText[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--", ...paths], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const files = listed.split("\0").filter((path) => TEXT_FILE.test(path) && !LEFT_OUT.test(path));
  return files.map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

function phraseLines({ path, text }: SourceText): string[] {
  return findAvoidedPhrases(text).map(
    ({ index, phrase, fix }) => `${path}:${text.slice(0, index).split("\n").length}: "${phrase}": ${fix}`,
  );
}

function wideLines({ path, text }: SourceText): string[] {
  if (!path.endsWith(".ts")) return [];
  return text
    .split("\n")
    .flatMap((line, index) => (isTooWide(line) ? [`${path}:${index + 1}: ${line.length} columns, expected at most ${MAX_COLUMNS}`] : []));
}

function main(_values: unknown, operands: readonly string[]): number {
  const texts = readTracked(operands.length === 0 ? ["."] : operands);
  const typed = texts.filter(({ path }) => /^(?:reference|scripts)\/.*\.ts$/.test(path));
  const names = typeNameIndex(typed.map(({ path, text }) => [path, text] as const));
  const phrases = texts.flatMap(phraseLines);
  const repeated = repeatedTypeNames(names).map(([name, files]) => `${name}: ${files.join(", ")}`);
  const wide = texts.flatMap(wideLines);
  for (const line of [...phrases, ...repeated, ...wide]) console.error(line);
  console.log(`${phrases.length} phrases to avoid and ${wide.length} wide lines in ${texts.length} files; ${repeated.length} of ${names.size} type names defined more than once`);
  return phrases.length + repeated.length + wide.length === 0 ? exitCode.ok : exitCode.failed;
}

await runProgram({ usage, operands: [0, Infinity], main });
