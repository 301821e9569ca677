/**
 * The option for the compression methods that an endpoint offers or accepts: `lz4`, `deflate=9-15`, `lz4=3,deflate`.
 *
 * @module
 */
import type { CompressionMethod, CompressionOffer } from "../../../reference/schema/index.ts";
import { choosableRange, compressionMethods, offerableRange, type ParameterRange } from "../../../reference/wire/index.ts";
import { UsageError } from "../../common/program.ts";
import type { ParsedArguments } from "../command.ts";

const rangeText = (method: CompressionMethod): string => offerableRange(method).join("-");

/** The methods and their ranges, for the help. */
export const methodsHelp = compressionMethods.map((method) => `${method}=${rangeText(method)}`).join(", ");

/** The methods and the parameters that a server can choose, in words. */
export const parametersHelp = compressionMethods.map((method) => `${method} (${choosableRange(method).join(" to ")})`).join(" and ");

function parseRange(method: CompressionMethod, text: string | undefined): ParameterRange {
  const [least, most] = offerableRange(method);
  if (text === undefined) return [least, most];
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const range: ParameterRange = [Number(first), Number(last)];
  if (range[0] >= least && range[0] <= range[1] && range[1] <= most) return range;
  throw new UsageError(
    `--compression: ${method}: expected a parameter from ${least} to ${most} or a range such as ${least}-${most}, found ${JSON.stringify(text)}`,
  );
}

function parseMethod(text: string): [CompressionMethod, ParameterRange] {
  const [, name, parameter] = /^([^=]*)(?:=(.*))?$/s.exec(text.trim()) ?? [];
  const method = compressionMethods.find((each) => each === name);
  if (method === undefined) {
    throw new UsageError(`--compression: expected ${compressionMethods.join(" or ")}, found ${JSON.stringify(name)}`);
  }
  return [method, parseRange(method, parameter)];
}

/**
 * Parses the option `--compression`: the methods in the order of preference, none without the option.
 *
 * @throws {@link UsageError}
 */
export function readCompressionOffer(args: ParsedArguments): CompressionOffer {
  const methods = args.values("compression").flatMap((text) => text.split(",")).map(parseMethod);
  const repeated = methods.find(([method], index) => methods.findIndex(([other]) => other === method) !== index);
  if (repeated !== undefined) throw new UsageError(`--compression: expected each method once, found ${repeated[0]} again`);
  return Object.fromEntries(methods) as CompressionOffer;
}
