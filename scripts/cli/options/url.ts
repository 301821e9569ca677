/**
 * The URL argument of a command.
 *
 * @module
 */
import { UsageError } from "../../common/program.ts";
import type { ParsedArguments } from "../command.ts";

const SCHEMES = ["https:", "http:", "wss:", "ws:"];

/** Parses the only argument of a command as a URL. @throws {@link UsageError} */
export function readUrlArgument(args: ParsedArguments): URL {
  const [text, ...others] = args.positionals;
  if (text === undefined || others.length > 0) {
    throw new UsageError(`expected one URL, found ${args.positionals.length === 0 ? "none" : args.positionals.join(" ")}`);
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && SCHEMES.includes(url.protocol)) return url;
  throw new UsageError(
    `expected a URL such as https://example.com/chat, with the scheme https, http, wss or ws, found ${JSON.stringify(text)}`,
  );
}
