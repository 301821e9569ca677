/**
 * Writes the generated interop vectors, the JSON Schema of their format and their manifest:
 * `node build/scripts/vectors.js [--check] [--root DIRECTORY] [--draft FILE] [--requirements FILE]`.
 * `--check` writes nothing. The exit code is 1 if a file is stale, and 2 if a file cannot be used.
 *
 * @module
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { websocket2 } from "../reference/schema/index.ts";
import { writeFileAtomic } from "./common/files.ts";
import { type OptionValues, runProgram } from "./common/program.ts";
import { readDraftName } from "./interop/vectors/draft-name.ts";
import { readSuites } from "./interop/vectors/read-suites.ts";
import { suiteSchema } from "./interop/format/suite-schema.ts";
import {
  manifestRequirements,
  readManifest,
  readRequirements,
  readSentences,
  requirementSentences,
} from "./interop/vectors/manifest.ts";
import { type DraftStatements, staleSuites, generateOutputs } from "./interop/generate/outputs.ts";

const usage = `usage: vectors.js [--check] [--root DIRECTORY] [--draft FILE] [--requirements FILE]
  --check              write nothing; exit with 1 if a file is stale
  --root DIRECTORY     the vectors (spec-tests/vectors)
  --draft FILE         the draft of the vectors (draft/draft-websocket2-over-http2.md)
  --requirements FILE  the requirements that the build of the draft wrote (build/draft/NAME.requirements.json)`;

/** The draft of the vectors, without its revision. */
const DRAFT = "draft-websocket2-over-http2";

const options = {
  check: { type: "boolean", default: false },
  root: { type: "string", default: "spec-tests/vectors" },
  draft: { type: "string", default: `draft/${DRAFT}.md` },
  requirements: { type: "string", default: `build/draft/${DRAFT}.requirements.json` },
} as const;

type Values = OptionValues<typeof options>;

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Returns the draft with its requirements, or with those of the existing files if the draft has not been built. */
function knownRequirements(values: Values): DraftStatements {
  const draft = readDraftName(values.draft);
  const known = readRequirements(values.requirements);
  if (known !== undefined) return { draft, requirements: manifestRequirements(known), sentences: requirementSentences(known) };
  console.log(`${values.requirements} does not exist: the manifest keeps its requirements. Run make draft to update them.`);
  return { draft, requirements: readManifest(values.root)?.requirements ?? {}, sentences: readSentences(values.root) };
}

function main(values: Values): number {
  const outputs = generateOutputs(websocket2, values.root, knownRequirements(values));
  const extra = staleSuites(values.root, outputs);
  const changed = [...outputs].filter(([path, text]) => readIfPresent(join(values.root, path)) !== text).map(([path]) => path);
  if (values.check) {
    for (const path of [...changed, ...extra]) console.error(`${join(values.root, path)}: is stale, run make vectors`);
    if (changed.length + extra.length > 0) return 1;
    readSuites(values.root, suiteSchema(websocket2));
    return 0;
  }
  for (const path of changed) writeFileAtomic(join(values.root, path), outputs.get(path) as string);
  for (const path of extra) rmSync(join(values.root, path));
  const files = readSuites(values.root, suiteSchema(websocket2));
  const cases = files.flatMap(({ suite }) => suite.groups.map((group) => group.cases.length)).reduce((sum, count) => sum + count, 0);
  console.log(`${values.root}: ${cases} cases in ${files.length} files; ${changed.length} written, ${extra.length} removed`);
  return 0;
}

await runProgram({ usage, options, main });
