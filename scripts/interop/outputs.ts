/**
 * All that `make vectors` writes, as text by path below the folder of vectors.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import type { Model } from "../../reference/layout/model.ts";
import { checked } from "./files/problems.ts";
import { findSuites } from "./files/read.ts";
import { websocket2Parts } from "./format/parts.ts";
import { suiteSchema } from "./format/suite.ts";
import { compressionSuite } from "./generate/compression/suite.ts";
import { frameSuite } from "./generate/frame.ts";
import { handshakeSuite } from "./generate/handshake.ts";
import { sessionSuite } from "./generate/session/suite.ts";
import { integerSuite } from "./generate/varsize.ts";
import { type Manifest, makeManifest } from "./manifest.ts";
import { lineJson, suiteText } from "./print.ts";

/** The folder of what is generated. */
const GENERATED = "generated";

/** The JSON Schema of the format. */
export function schemaText(model: Model): string {
  return `${JSON.stringify(z.toJSONSchema(suiteSchema(model), { io: "input" }), undefined, 2)}\n`;
}

/**
 * The generated suites.
 *
 * @throws FileError where a generator does not keep to the format
 */
export function generatedTexts(model: Model): Map<string, string> {
  const integer = model.elements[websocket2Parts.integer];
  if (integer?.kind !== "prefixed") throw new Error(`the model has no integer ${websocket2Parts.integer}`);
  const schema = suiteSchema(model);
  const suites = [compressionSuite(model), frameSuite(model), handshakeSuite(model), sessionSuite(), integerSuite(integer)];
  return new Map(
    suites.map((suite) => {
      const path = `${GENERATED}/${String(suite["suite"])}.json`;
      const text = suiteText(suite);
      // A generated suite has to have the form that everybody else's has to have.
      checked(path, schema, JSON.parse(text));
      return [path, text];
    }),
  );
}

function manifestText(manifest: Manifest): string {
  const { requirements, files, ...head } = manifest;
  const members = [
    ...Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${lineJson(value)}`),
    `"files": [\n${files.map((file) => `    ${lineJson(file)}`).join(",\n")}\n  ]`,
    `"requirements": {\n${Object.entries(requirements).map(([id, each]) => `    "${id}": ${lineJson(each)}`).join(",\n")}\n  }`,
  ];
  return `{\n${members.map((member) => `  ${member}`).join(",\n")}\n}\n`;
}

/**
 * Everything that is written: the generated suites, the JSON Schema, the manifest.
 *
 * @param root - the folder of vectors, whose suites made by hand the manifest lists
 * @param draft - the draft's name
 * @param requirements - the draft's statements
 */
export function outputsOf(model: Model, root: string, draft: string, requirements: Manifest["requirements"]): Map<string, string> {
  const outputs = generatedTexts(model);
  outputs.set("schema.json", schemaText(model));
  const byHand = findSuites(root).filter((path) => !path.startsWith(`${GENERATED}/`));
  const contents = new Map<string, string | Uint8Array>(outputs);
  for (const path of byHand) contents.set(path, readFileSync(join(root, path)));
  outputs.set("manifest.json", manifestText(makeManifest(draft, contents, requirements)));
  return outputs;
}

/** Files of the folder for generated suites that no generator writes. */
export function leftovers(root: string, outputs: ReadonlyMap<string, string>): string[] {
  return findSuites(root).filter((path) => path.startsWith(`${GENERATED}/`) && !outputs.has(path));
}
