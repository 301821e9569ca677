/**
 * Loads the model of the protocol from `build/model.json`: the package has it, and it loads faster than the schema.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import type { Model } from "../../reference/layout/index.ts";
import { modelFile } from "./package.ts";

/** Returns the model of the protocol. */
export async function loadModel(): Promise<Model> {
  return JSON.parse(readFileSync(modelFile, "utf8")) as Model;
}
