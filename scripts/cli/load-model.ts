/**
 * Loads the model of the protocol from its schema. `scripts/bundle.ts` puts the built model in place of this module.
 *
 * @module
 */
import type { Model } from "../../reference/layout/index.ts";

/** Returns the model of the protocol. */
export async function loadModel(): Promise<Model> {
  return (await import("../../reference/schema/index.ts")).websocket2;
}
