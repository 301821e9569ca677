/**
 * The compression methods that a client offers, or a server is ready for, as an option: `lz4`, `deflate=9-15`, `lz4=3,deflate`.
 *
 * @module
 */
import { type CompressionMethod, type CompressionOffer, websocket2Compression } from "../../../reference/schema/index.ts";
import { compressionMethods } from "../../../reference/wire/index.ts";
import { type ParsedArguments, UsageError } from "../command.ts";

type ParameterRange = readonly [least: number, most: number];

/** The whole range of a method's parameter. */
function fullRange(method: CompressionMethod): ParameterRange {
  const { request } = websocket2Compression.model;
  const member = request?.type === "dictionary" ? request.of[method] : undefined;
  const [least, most] = member?.type === "inner-list" ? member.items.map((item) => (item.type === "integer" ? [item.least, item.most] : [])) : [];
  return [least?.[0] ?? 0, most?.[1] ?? 0];
}

const rangeText = (method: CompressionMethod): string => fullRange(method).join("-");

/** The methods with their ranges, for the help. */
export const methodsHelp = compressionMethods.map((method) => `${method}=${rangeText(method)}`).join(", ");

function responseRange(method: CompressionMethod): string {
  const { response } = websocket2Compression.model;
  const member = response?.type === "dictionary" ? response.of[method] : undefined;
  return member?.type === "integer" ? `${member.least} to ${member.most}` : "";
}

/** The methods with the parameters that a server can choose, as words. */
export const parametersHelp = compressionMethods.map((method) => `${method} (${responseRange(method)})`).join(" and ");

function parseRange(method: CompressionMethod, text: string | undefined): ParameterRange {
  const [least, most] = fullRange(method);
  if (text === undefined) return [least, most];
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const range: ParameterRange = [Number(first), Number(last)];
  if (range[0] >= least && range[0] <= range[1] && range[1] <= most) return range;
  throw new UsageError(`--compression: ${method}: expected a parameter from ${least} to ${most}, or two with - between, found ${JSON.stringify(text)}`);
}

function parseMethod(text: string): [CompressionMethod, ParameterRange] {
  const [, name, parameter] = /^([^=]*)(?:=(.*))?$/s.exec(text.trim()) ?? [];
  const method = compressionMethods.find((each) => each === name);
  if (method === undefined) throw new UsageError(`--compression: expected ${compressionMethods.join(" or ")}, found ${JSON.stringify(name)}`);
  return [method, parseRange(method, parameter)];
}

/**
 * The methods of `--compression`, the preferred one first; none unless given.
 *
 * @throws {@link UsageError}
 */
export function readCompressionOffer(args: ParsedArguments): CompressionOffer {
  const text = args.value("compression");
  return text === undefined ? {} : (Object.fromEntries(text.split(",").map(parseMethod)) as CompressionOffer);
}
