/**
 * Lists the requirements of a draft of any repository, with the tests and vectors that name them.
 *
 * @module
 */
import { basename, join } from "node:path";

import { FileError } from "../../common/validate-file.ts";
import type { AuthorOutput } from "../author-output.ts";
import { docNameOf, sideFileName, siblingsOf } from "../../draft/draft-set.ts";
import { readText } from "../../draft/source/text-files.ts";
import type { RequirementChecks } from "./collect.ts";
import { gapsFile, readGaps } from "./gaps-file.ts";
import { coverageKind, isAbsolute, listLines, summaryLines } from "./print.ts";
import { readRequirements } from "./read.ts";
import type { TestReference } from "./test-references.ts";

/** What to list. */
export interface RequirementsPlan {
  /** The draft. */
  readonly path: string;
  /** The folder of its built files. */
  readonly built: string;
  /** The tests and vectors by requirement; `undefined` if the author named no tests. */
  readonly tests: ReadonlyMap<string, readonly TestReference[]> | undefined;
}

/** Returns the identifiers in the text of the other drafts of the folder: tests may name them too. */
function idsOfSiblings(path: string): Set<string> {
  return new Set(siblingsOf(path).flatMap((other) => readText(other)?.match(/\bR-\d{3,}(?=\})/g) ?? []));
}

/** Returns a line for each test or known gap that names a requirement that no draft has, and for each needless gap. */
function problemsOf(plan: RequirementsPlan, rows: readonly RequirementChecks[], gaps: Readonly<Record<string, string>>): string[] {
  const known = new Map(rows.map((row) => [row.requirement.id, row]));
  const others = idsOfSiblings(plan.path);
  const unknown = [...(plan.tests ?? [])].filter(([id]) => !known.has(id) && !others.has(id));
  const inTests = unknown.flatMap(([id, tests]) => tests.map(({ file, line }) => `${file}:${line}: names the unknown requirement ${id}`));
  const file = gapsFile(plan.path);
  const inGaps = Object.keys(gaps).flatMap((id) => {
    const row = known.get(id);
    if (row === undefined) return [`${file}: unknown requirement ${id}; remove it`];
    const [test] = row.tests;
    return test === undefined ? [] : [`${file}: ${id} is named by ${test.file}:${test.line}; remove it`];
  });
  return [...inTests, ...inGaps];
}

/**
 * Prints the requirements of a built draft.
 *
 * @returns whether each name is known, and with tests each MUST is named by one of them or excused
 * @throws {@link FileError} if a file cannot be used
 */
export function printRequirements(plan: RequirementsPlan, { out, error }: Pick<AuthorOutput, "out" | "error">): boolean {
  const { path, built, tests } = plan;
  const docName = docNameOf(readText(path) ?? "");
  if (docName === undefined) throw new FileError(`${path}: expected a draft with docName: draft-name-NN`);
  const gaps = readGaps(path);
  const name = basename(gapsFile(path));
  const rows = readRequirements(join(built, sideFileName(docName, "requirements"))).map((requirement): RequirementChecks => {
    const excuse = gaps[requirement.id];
    const found = { requirement, vectors: [], cases: [], tests: tests?.get(requirement.id) ?? [] };
    return { ...found, ...(excuse === undefined ? {} : { excuse: `${name}: ${excuse}` }) };
  });
  if (tests === undefined) {
    const count = `${rows.length} requirements; --tests FOLDER lists the tests that name them`;
    out(`${[path, ...rows.map(plainLine), count].join("\n")}\n`);
    return true;
  }
  out(`${[path, ...listLines(rows), "", ...summaryLines(rows), ""].join("\n")}\n`);
  const problems = problemsOf(plan, rows, gaps);
  const open = rows
    .filter((row) => coverageKind(row) === "nothing" && isAbsolute(row))
    .map(({ requirement: each }) => each)
    .map(({ id, level, line, text }) => `${path}:${line}: no test names ${id} ${level}, and ${name} has no reason: ${text}`);
  for (const line of [...problems, ...open]) error(`${line}\n`);
  return problems.length + open.length === 0;
}

function plainLine({ requirement: { id, level, section, text } }: RequirementChecks): string {
  return `${id}  ${level}  ${[section.number, section.title].filter((part) => part !== "").join(" ")}: ${text}`;
}
