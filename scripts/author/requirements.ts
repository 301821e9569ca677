/**
 * Lists every requirement of the drafts with its checks: `node build/scripts/author/requirements.js [DRAFT.md...] [--check]`.
 *
 * Prints a list and writes a table in Markdown for each draft; without operands, for all of `draft/`. The exit code is 1 if a
 * vector, test or known gap names an unknown requirement, if a known gap is needless, or if two drafts have the same
 * requirement; with `--check` also if a MUST is unchecked; and 2 if a file cannot be used.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { websocket2 } from "../../reference/schema/index.ts";
import { writeFileAtomic } from "../common/files.ts";
import { type OptionValues, runProgram } from "../common/program.ts";
import { FileError } from "../common/validate-file.ts";
import { docNameOf, draftsIn, sideFileName, siblingsOf } from "../draft/draft-set.ts";
import type { Requirement } from "../draft/requirements.ts";
import { readText } from "../draft/source/text-files.ts";
import { writtenCases } from "../interop/conformance/cases/index.ts";
import { readSuites } from "../interop/vectors/read-suites.ts";
import { suiteSchema } from "../interop/format/suite-schema.ts";
import { collectCoverage, duplicateRequirements, foreignGaps, type KnownGaps, type RequirementChecks } from "./requirements/collect.ts";
import { isAbsolute, listLines, coverageKind, summaryLines, markdownTable } from "./requirements/print.ts";
import { readRequirements, readTests } from "./requirements/read.ts";
import { readKnownGaps } from "./requirements/read-known-gaps.ts";

const usage = `usage: requirements.js [DRAFT.md...] [options]
  --built DIRECTORY    the folder of the built drafts (build/draft)
  --tests DIRECTORY    the tests; a title or comment names a requirement, such as R-017. Its vectors/ has the vectors,
                       its known-gaps.ts the reasons why no vector checks a requirement, its known-gaps/NAME.ts those of the
                       draft NAME.md alone (spec-tests for drafts of draft/, else the folder of the draft)
  --check              exit with 1 if a MUST is unchecked
  -o, --output DIRECTORY  the tables in Markdown, NAME.md (build/requirements)`;

/** The folder of the set, and that of its tests. */
const [DRAFTS, TESTS] = ["draft", "spec-tests"];

const options = {
  built: { type: "string", default: "build/draft" },
  tests: { type: "string" },
  output: { type: "string", short: "o", default: "build/requirements" },
  check: { type: "boolean", default: false },
} as const;

/** The folders that a run uses. */
interface RequirementFolders {
  readonly built: string;
  readonly tests: string;
}

/** The requirements of one draft and its own known gaps. */
interface DraftRequirements {
  readonly path: string;
  readonly requirements: readonly Requirement[];
  readonly gaps: KnownGaps;
}

async function readDraft(path: string, values: RequirementFolders): Promise<DraftRequirements> {
  const docName = docNameOf(readText(path) ?? "");
  if (docName === undefined) throw new FileError(`${path}: expected a draft with docName: draft-name-NN`);
  const requirements = readRequirements(join(values.built, sideFileName(docName, "requirements")));
  const name = basename(path, ".md");
  const gaps = await readKnownGaps(join(values.tests, "known-gaps", `${name}.ts`));
  const named = Object.entries(gaps).map(([table, reasons]) => [`${name} ${table}`, reasons] as const);
  return { path, requirements, gaps: Object.fromEntries(named) };
}

/** Writes the table of a draft and prints its list. @returns the rows without any check */
function report({ path }: DraftRequirements, rows: readonly RequirementChecks[], output: string): readonly RequirementChecks[] {
  const file = join(output, basename(path));
  writeFileAtomic(file, markdownTable(rows, `Checks of each requirement of ${basename(path, ".md")}`));
  const open = rows.filter((row) => coverageKind(row) === "nothing");
  const unchecked = open.map(({ requirement: { id, level, text } }) => `unchecked: ${id} ${level}: ${text}`);
  console.log([path, ...listLines(rows), "", ...summaryLines(rows), ...unchecked, `${file}: written`, ""].join("\n"));
  return open;
}

async function main(values: OptionValues<typeof options>, operands: readonly string[]): Promise<number> {
  const chosen = operands.length > 0 ? operands : draftsIn(DRAFTS);
  const inSet = chosen.every((path) => dirname(path) === DRAFTS);
  const folders = { built: values.built, tests: values.tests ?? (inSet ? TESTS : dirname(chosen[0] ?? "")) };
  const vectors = join(folders.tests, "vectors");
  // Vectors and tests name requirements of any draft of the set.
  const others = chosen.flatMap(siblingsOf).filter((path) => !chosen.includes(path));
  const drafts = await Promise.all([...new Set([...chosen, ...others])].map((path) => readDraft(path, folders)));
  const common = await readKnownGaps(join(folders.tests, "known-gaps.ts"));
  const { rows, problems } = collectCoverage(
    drafts.flatMap(({ requirements }) => requirements),
    existsSync(vectors) ? readSuites(vectors, suiteSchema(websocket2)) : [],
    readTests(folders.tests),
    Object.assign({}, common, ...drafts.map(({ gaps }) => gaps)) as KnownGaps,
    inSet ? writtenCases : [],
  );
  const open = drafts
    .filter(({ path }) => chosen.includes(path))
    .flatMap((draft) => report(draft, rows.filter(({ requirement }) => draft.requirements.includes(requirement)), values.output));
  const mistakes = [...duplicateRequirements(drafts), ...foreignGaps(drafts), ...problems];
  for (const mistake of mistakes) console.error(mistake);
  return mistakes.length > 0 || (values.check && open.some(isAbsolute)) ? 1 : 0;
}

await runProgram({ usage, options, operands: [0, Infinity], main });
