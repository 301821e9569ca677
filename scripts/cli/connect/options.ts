/**
 * The options of `ws2 connect` for the request.
 *
 * @module
 */
import type { ConnectOptions } from "../../../reference/http2/index.ts";
import { credentialFields } from "../../../reference/websocket/arguments.ts";
import { UsageError } from "../../common/program.ts";
import type { ParsedArguments } from "../command.ts";
import { readCompressionOffer } from "../options/compression.ts";

function parseHeader(text: string): readonly [string, string] {
  const [, name, value] = /^([^:\s]+):\s*(.*?)\s*$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--header: expected NAME: VALUE, found ${JSON.stringify(text)}`);
  return [name.toLowerCase(), value];
}

/** Returns a URL without user name and password. */
export function withoutCredentials(url: URL): URL {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return bare;
}

/** Returns the options of an opening. @param url - its user name and password become Basic credentials */
export function readConnectOptions(args: ParsedArguments, url: URL, signal: AbortSignal): ConnectOptions {
  const origin = args.value("origin");
  const headers = args.values("header").map(parseHeader);
  return {
    signal,
    protocols: args.values("protocol"),
    compression: readCompressionOffer(args),
    confirm: args.has("confirm"),
    headers: [...headers, ...credentialFields(url, headers)],
    ...(origin === undefined ? {} : { origin }),
  };
}
