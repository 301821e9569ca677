/**
 * The compression that both ends of a stream agreed on, as an option: `lz4`, or `deflate=12`.
 *
 * @module
 */
import { type CompressionChoice, websocket2Compression } from "../../reference/schema/index.ts";
import { type CompressionName, methodOf, selectCompression } from "../../reference/wire/index.ts";
import type { Arguments } from "./command.ts";
import { methodsText, readOffer } from "./compression-option.ts";
import { UsageError } from "./command.ts";

/** What was agreed on. */
export interface Agreed {
  readonly method: CompressionName;
  /** `null` where nothing is compressed. */
  readonly choice: CompressionChoice | null;
}

/** What the option takes, for the help. */
export const agreedText = `the compression that both ends agreed on, with its parameter if not the greatest: one of ${methodsText} (none unless given)`;

/** The method of the option `--compression`. @throws {@link UsageError} */
export function readAgreed(args: Arguments): Agreed {
  const offer = readOffer(args);
  if (Object.keys(offer).length > 1) throw new UsageError(`--compression: expected one method, found ${Object.keys(offer).join(", ")}`);
  const choice = selectCompression(offer, { methods: offer });
  if (choice === null && Object.keys(offer).length === 1) {
    throw new UsageError(`--compression: expected a parameter that ${websocket2Compression.model.id} can choose, found ${args.text("compression")}`);
  }
  return { method: methodOf(choice), choice };
}
