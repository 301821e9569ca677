/**
 * The option for the negotiated compression of a stream: `lz4` or `deflate=12`.
 *
 * @module
 */
import { type CompressionChoice, websocket2Compression } from "../../../reference/schema/index.ts";
import { type CompressionName, compressionNameOf, selectCompression } from "../../../reference/wire/index.ts";
import { UsageError } from "../../common/program.ts";
import type { ParsedArguments } from "../command.ts";
import { methodsHelp, readCompressionOffer } from "./compression.ts";

/** A negotiated compression. */
export interface AgreedCompression {
  readonly method: CompressionName;
  /** `null` without compression. */
  readonly parameters: CompressionChoice | null;
}

/** The help of the option. */
export const agreedCompressionHelp = `the negotiated compression, with its parameter: one of ${methodsHelp} (default: none; without parameter: the greatest)`;

/** Parses the option `--compression` of a stream. @throws {@link UsageError} */
export function readAgreedCompression(args: ParsedArguments): AgreedCompression {
  const offer = readCompressionOffer(args);
  if (Object.keys(offer).length > 1) throw new UsageError(`--compression: expected one method, found ${Object.keys(offer).join(", ")}`);
  const choice = selectCompression(offer, offer);
  if (choice === null && Object.keys(offer).length === 1) {
    throw new UsageError(
      `--compression: expected a parameter that ${websocket2Compression.model.id} can choose, found ${args.value("compression")}`,
    );
  }
  return { method: compressionNameOf(choice), parameters: choice };
}
