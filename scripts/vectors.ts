/**
 * Writes the generated interop vectors, the JSON Schema of their format and their manifest:
 * `node build/scripts/vectors.js [--check] [--root DIRECTORY] [--draft FILE] [--requirements FILE]`.
 * `--check` writes nothing. The exit code is 1 if a file is stale, and 2 if a file cannot be used.
 *
 * @module
 */
import { websocket2 } from "../reference/schema/index.ts";
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";
import { generateSuites } from "./interop/generate/outputs.ts";
import { checkVectors, writeVectors } from "./interop/generate/update-vectors.ts";

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

function main(values: OptionValues<typeof options>): number {
  const suites = generateSuites(websocket2);
  if (values.check) return checkVectors(websocket2, suites, values, console) ? exitCode.ok : exitCode.failed;
  writeVectors(websocket2, suites, values, console);
  return exitCode.ok;
}

await runProgram({ usage, options, main });
