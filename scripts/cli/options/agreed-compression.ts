/**
 * The compression that both ends of a stream agreed on, as an option: `lz4`, or `deflate=12`.
 *
 * @module
 */
import { type CompressionChoice, websocket2Compression } from "../../../reference/schema/index.ts";
import { type CompressionName, compressionNameOf, selectCompression } from "../../../reference/wire/index.ts";
import { UsageError } from "../../common/program.ts";
import type { ParsedArguments } from "../command.ts";
import { methodsHelp, readCompressionOffer } from "./compression.ts";

/** What was agreed on. */
export interface AgreedCompression {
  readonly method: CompressionName;
  /** `null` where nothing is compressed. */
  readonly parameters: CompressionChoice | null;
}

/** What the option takes, for the help. */
export const agreedCompressionHelp = `the compression that both ends agreed on, with its parameter if not the greatest: one of ${methodsHelp} (none unless given)`;

/** The method of the option `--compression`. @throws {@link UsageError} */
export function readAgreedCompression(args: ParsedArguments): AgreedCompression {
  const offer = readCompressionOffer(args);
  if (Object.keys(offer).length > 1) throw new UsageError(`--compression: expected one method, found ${Object.keys(offer).join(", ")}`);
  const choice = selectCompression(offer, { methods: offer });
  if (choice === null && Object.keys(offer).length === 1) {
    throw new UsageError(`--compression: expected a parameter that ${websocket2Compression.model.id} can choose, found ${args.value("compression")}`);
  }
  return { method: compressionNameOf(choice), parameters: choice };
}
