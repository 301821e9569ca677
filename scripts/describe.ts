/**
 * Writes the model of the protocol as JSON: `node build/scripts/describe.js [build/model.json]`.
 *
 * A mistake in a schema is reported in one line, with the element and the field.
 *
 * @module
 */
import { LayoutError } from "../reference/layout/errors.ts";
import type { Model } from "../reference/layout/model.ts";
import { writeFileAtomic } from "./common/files.ts";
import { exitCode, runProgram } from "./common/program.ts";

/** Returns the file of the schema that caused an error, as far as its stack shows. */
function schemaFileOf(error: LayoutError): string {
  const file = /reference\/schema\/[\w/-]+/.exec(error.stack ?? "")?.[0];
  return file === undefined ? "reference/schema" : `${file}.ts`;
}

async function loadModel(): Promise<Model | undefined> {
  try {
    return (await import("../reference/schema/index.ts")).websocket2;
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error;
    console.error(`${schemaFileOf(error)}: ${error.message}`);
    return undefined;
  }
}

const usage = "usage: describe.js [FILE]\n  FILE  the model (build/model.json)";

async function main(_values: unknown, [file = "build/model.json"]: readonly string[]): Promise<number> {
  const model = await loadModel();
  if (model === undefined) return exitCode.failed;
  writeFileAtomic(file, `${JSON.stringify(model, undefined, 1)}\n`);
  return exitCode.ok;
}

await runProgram({ usage, operands: [0, 1], main });
