/**
 * A command of `ws2` before its code is loaded.
 *
 * @module
 */
import type { Model } from "../../reference/layout/index.ts";
import type { Command } from "./command.ts";

/** Loads the model of the protocol. */
export type ModelLoader = () => Promise<Model>;

/** A command before its code is loaded. */
export interface CommandEntry {
  /** The words of the command line: `vectors run`. */
  readonly name: string;
  /** The help in one line, without a full stop. */
  readonly summary: string;
  /** Imports the command. Commands that need no model ignore the argument. */
  readonly load: (model: ModelLoader) => Promise<Command>;
  /** Set if one run is too short to profit from optimised code. Without it, the processor time of a build falls by a quarter to a third. */
  readonly skipsOptimization?: true;
}
