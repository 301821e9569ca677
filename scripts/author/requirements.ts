/**
 * Lists every requirement of the draft with its checks: `node build/scripts/author/requirements.js [--check]`.
 *
 * Prints a list and writes a table in Markdown. The exit code is 1 if a vector, test or known gap names an unknown
 * requirement, or if a known gap is needless; with `--check` also if a MUST is unchecked; and 2 if a file cannot be used.
 *
 * @module
 */

import { websocket2 } from "../../reference/schema/index.ts";
import { writeFileAtomic } from "../common/files.ts";
import { type OptionValues, runProgram } from "../common/program.ts";
import { writtenCases } from "../interop/conformance/cases/index.ts";
import { readSuites } from "../interop/vectors/read-suites.ts";
import { suiteSchema } from "../interop/format/suite-schema.ts";
import { collectCoverage } from "./requirements/collect.ts";
import { isAbsolute, listLines, coverageKind, summaryLines, markdownTable } from "./requirements/print.ts";
import { readKnownGaps, readRequirements, readTests } from "./requirements/read.ts";

const usage = `usage: requirements.js [options]
  --requirements FILE  the requirements, written by the build of the draft (build/draft/requirements.json)
  --vectors DIRECTORY  the vectors (spec-tests/vectors)
  --tests DIRECTORY    the tests; a title or comment names a requirement, such as R-017 (spec-tests)
  --known-gaps FILE    tables from requirements to reasons why no vector checks them (spec-tests/known-gaps.ts)
  --check              exit with 1 if a MUST is unchecked
  -o, --output FILE    the table in Markdown (build/requirements.md)`;

const options = {
  requirements: { type: "string", default: "build/draft/requirements.json" },
  vectors: { type: "string", default: "spec-tests/vectors" },
  tests: { type: "string", default: "spec-tests" },
  "known-gaps": { type: "string", default: "spec-tests/known-gaps.ts" },
  output: { type: "string", short: "o", default: "build/requirements.md" },
  check: { type: "boolean", default: false },
} as const;

async function main(values: OptionValues<typeof options>): Promise<number> {
  const requirements = readRequirements(values.requirements);
  const suites = readSuites(values.vectors, suiteSchema(websocket2));
  const { rows, problems: mistakes } = collectCoverage(
    requirements,
    suites,
    readTests(values.tests),
    await readKnownGaps(values["known-gaps"]),
    writtenCases,
  );
  writeFileAtomic(values.output, markdownTable(rows, "Checks of each requirement of the draft"));
  const open = rows.filter((row) => coverageKind(row) === "nothing");
  const unchecked = open.map(({ requirement: { id, level, text } }) => `unchecked: ${id} ${level}: ${text}`);
  console.log([...listLines(rows), "", ...summaryLines(rows), ...unchecked, `${values.output}: written`].join("\n"));
  for (const mistake of mistakes) console.error(mistake);
  return mistakes.length > 0 || (values.check && open.some(isAbsolute)) ? 1 : 0;
}

await runProgram({ usage, options, main });
