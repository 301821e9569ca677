/**
 * Lists every statement of the draft with what checks it: `node build/scripts/author/requirements.js [--check]`.
 *
 * Prints them and writes them as a table in Markdown. The exit code is 1 where a vector, a test or an excuse names a
 * statement that the draft does not have, or an excuse is no longer needed; with `--check` also where nothing checks a
 * MUST; and 2 where a file cannot be used.
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
  --requirements FILE  what the draft's build wrote (build/draft/requirements.json)
  --vectors DIRECTORY  the vectors (spec-tests/vectors)
  --tests DIRECTORY    the tests; a title or a comment names a statement, such as R-017 (spec-tests)
  --known-gaps FILE    tables from identifiers to reasons why no vector shows them (spec-tests/known-gaps.ts)
  --check              fail where nothing checks a MUST
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
  const statements = readRequirements(values.requirements);
  const suites = readSuites(values.vectors, suiteSchema(websocket2));
  const { rows, problems: mistakes } = collectCoverage(statements, suites, readTests(values.tests), await readKnownGaps(values["known-gaps"]), writtenCases);
  writeFileAtomic(values.output, markdownTable(rows, "What checks each statement of the draft"));
  const open = rows.filter((row) => coverageKind(row) === "nothing");
  const unchecked = open.map(({ requirement: { id, level, text } }) => `nothing checks ${id} ${level}: ${text}`);
  console.log([...listLines(rows), "", ...summaryLines(rows), ...unchecked, `${values.output}: written`].join("\n"));
  for (const mistake of mistakes) console.error(mistake);
  return mistakes.length > 0 || (values.check && open.some(isAbsolute)) ? 1 : 0;
}

await runProgram({ usage, options, main });
