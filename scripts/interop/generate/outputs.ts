/**
 * Generates the files that `make vectors` writes, as text by path below the folder of vectors.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import type { Model } from "../../../reference/layout/model.ts";
import { validateFile } from "../../common/validate-file.ts";
import { findSuiteFiles } from "../vectors/read-suites.ts";
import { websocket2ElementIds } from "../format/element-ids.ts";
import { suiteSchema } from "../format/suite-schema.ts";
import { compressionSuite } from "./compression/compression-suite.ts";
import { frameSuite } from "./frame-suite.ts";
import { handshakeSuite } from "./handshake-suite.ts";
import { sessionSuite } from "./session/session-suite.ts";
import { TRANSITIONS_FILE, transitionsText } from "./transitions-file.ts";
import { varsizeSuite } from "./varsize-suite.ts";
import { type Manifest, buildManifest, SENTENCES_FILE } from "../vectors/manifest.ts";
import { oneLineJson, suiteText } from "../format/suite-text.ts";

/** The folder of the generated suites, below the folder of vectors. */
const GENERATED_FOLDER = "generated";

/** Returns the JSON Schema of the format of a suite. */
export function jsonSchemaText(model: Model): string {
  return `${JSON.stringify(z.toJSONSchema(suiteSchema(model), { io: "input" }), undefined, 2)}\n`;
}

/**
 * Returns the generated suites by path.
 *
 * @throws FileError if a generated suite is not in the format of suites
 */
export function generateSuites(model: Model): Map<string, string> {
  const integer = model.elements[websocket2ElementIds.integer];
  if (integer?.kind !== "prefixed") throw new Error(`the model has no integer ${websocket2ElementIds.integer}`);
  const schema = suiteSchema(model);
  const suites = [compressionSuite(model), frameSuite(model), handshakeSuite(model), sessionSuite(), varsizeSuite(integer)];
  return new Map(
    suites.map((suite) => {
      const path = `${GENERATED_FOLDER}/${String(suite["suite"])}.json`;
      const text = suiteText(suite);
      // Generated suites obey the format that suites made by hand obey.
      validateFile(path, schema, JSON.parse(text));
      return [path, text];
    }),
  );
}

function manifestText(manifest: Manifest): string {
  const { requirements, files, ...head } = manifest;
  const members = [
    ...Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${oneLineJson(value)}`),
    `"files": [\n${files.map((file) => `    ${oneLineJson(file)}`).join(",\n")}\n  ]`,
    `"requirements": {\n${Object.entries(requirements).map(([id, each]) => `    "${id}": ${oneLineJson(each)}`).join(",\n")}\n  }`,
  ];
  return `{\n${members.map((member) => `  ${member}`).join(",\n")}\n}\n`;
}

/** A draft with its requirements. */
export interface DraftStatements {
  /** The name of the draft. */
  readonly draft: string;
  readonly requirements: Manifest["requirements"];
  /** The sentences of the requirements by id. */
  readonly sentences: Readonly<Record<string, string>>;
}

/**
 * Returns all files to write: the generated suites, the JSON Schema, the transition table, the sentences of the draft and the manifest.
 *
 * @param suites - the generated suites by path
 * @param root - the folder of vectors; the manifest also lists its suites made by hand
 */
export function generateOutputs(
  model: Model,
  suites: ReadonlyMap<string, string>,
  root: string,
  { draft, requirements, sentences }: DraftStatements,
): Map<string, string> {
  const outputs = new Map(suites);
  outputs.set("schema.json", jsonSchemaText(model));
  outputs.set(TRANSITIONS_FILE, transitionsText());
  const byHand = findSuiteFiles(root).filter((path) => !path.startsWith(`${GENERATED_FOLDER}/`));
  const contents = new Map<string, string | Uint8Array>(outputs);
  for (const path of byHand) contents.set(path, readFileSync(join(root, path)));
  outputs.set(SENTENCES_FILE, `${JSON.stringify(sentences, undefined, 2)}\n`);
  outputs.set("manifest.json", manifestText(buildManifest(draft, contents, requirements)));
  return outputs;
}

/** Returns the files in the folder of generated suites that no generator writes. */
export function staleSuites(root: string, outputs: ReadonlyMap<string, string>): string[] {
  return findSuiteFiles(root).filter((path) => path.startsWith(`${GENERATED_FOLDER}/`) && !outputs.has(path));
}
