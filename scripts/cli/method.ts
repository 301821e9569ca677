/**
 * The compression that both ends of a stream agreed on, as an option.
 *
 * @module
 */
import { compression } from "../../reference/schema/index.ts";
import type { CompressionName } from "../../reference/wire/index.ts";
import { type Arguments, choice } from "./command.ts";

/** The methods, the one that needs no agreement first. */
export const methodNames = compression.names;

/** The method of the option `--compression`; `none` unless given. */
export function readMethod(args: Arguments): CompressionName {
  return choice(args, "compression", methodNames) ?? "none";
}
