/**
 * Lists every statement of the draft with what checks it: `node build/scripts/author/requirements.js [--check]`.
 *
 * Prints them and writes them as a table in Markdown. The exit code is 1 where a vector, a test or an excuse names a
 * statement that the draft does not have, or an excuse is no longer needed; with `--check` also where nothing checks a
 * MUST; and 2 where a file cannot be used.
 *
 * @module
 */
import { parseArgs } from "node:util";

import { websocket2 } from "../../reference/schema/index.ts";
import { writeFileWhole } from "../files.ts";
import { writtenCases } from "../interop/conformance/cases/index.ts";
import { readSuites } from "../interop/files/read.ts";
import { suiteSchema } from "../interop/format/suite.ts";
import { parse, runMain } from "./program.ts";
import { collect } from "./requirements/collect.ts";
import { isMust, listText, stateOf, summary, tableText } from "./requirements/print.ts";
import { readExcuses, readStatements, readTests } from "./requirements/read.ts";

const usage = `usage: requirements.js [options]
  --requirements FILE  what the draft's build wrote (build/draft/requirements.json)
  --vectors DIRECTORY  the vectors (spec-tests/vectors)
  --tests DIRECTORY    the tests; a title or a comment names a statement, such as R-017 (spec-tests)
  --owed FILE          tables from identifiers to reasons why no vector shows them (spec-tests/owed.ts)
  --check              fail where nothing checks a MUST
  -o, --output FILE    the table in Markdown (build/requirements.md)`;

const options = {
  requirements: { type: "string", default: "build/draft/requirements.json" },
  vectors: { type: "string", default: "spec-tests/vectors" },
  tests: { type: "string", default: "spec-tests" },
  owed: { type: "string", default: "spec-tests/owed.ts" },
  output: { type: "string", short: "o", default: "build/requirements.md" },
  check: { type: "boolean", default: false },
} as const;

async function main(args: readonly string[]): Promise<number> {
  const { values } = parse(usage, () => parseArgs({ args: [...args], options }));
  const statements = readStatements(values.requirements);
  const suites = readSuites(values.vectors, suiteSchema(websocket2));
  const { rows, mistakes } = collect(statements, suites, readTests(values.tests), await readExcuses(values.owed), writtenCases);
  writeFileWhole(values.output, tableText(rows, "What checks each statement of the draft"));
  const open = rows.filter((row) => stateOf(row) === "nothing");
  const unchecked = open.map(({ requirement: { id, level, text } }) => `nothing checks ${id} ${level}: ${text}`);
  console.log([...listText(rows), "", ...summary(rows), ...unchecked, `${values.output}: written`].join("\n"));
  for (const mistake of mistakes) console.error(mistake);
  return mistakes.length > 0 || (values.check && open.some(isMust)) ? 1 : 0;
}

await runMain(usage, main);
