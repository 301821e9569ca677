/**
 * The options for the way of a client to a server: certificates, proxies and sockets.
 *
 * @module
 */
import { createSecureContext } from "node:tls";

import { type EnvironmentVariables, proxyFromEnvironment, type RouteOptions, type TlsOptions } from "../../../reference/http2/index.ts";
import { UsageError } from "../../common/program.ts";
import type { CommandOption, ParsedArguments } from "../command.ts";
import { readPem } from "./pem.ts";

/** The options, in the order of the help. */
export const routeOptions: Readonly<Record<string, CommandOption>> = {
  insecure: { short: "k", summary: "accept any certificate" },
  ca: {
    valueName: "FILE",
    multiple: true,
    summary: "trust the certificate authorities of this file in PEM, and no others",
  },
  cert: { valueName: "FILE", summary: "the certificate of the client, in PEM; the file may contain the key too" },
  key: { valueName: "FILE", summary: "the private key of the certificate, in PEM" },
  proxy: {
    valueName: "URL",
    summary:
      "the HTTP proxy that opens a tunnel to the server, such as http://user:password@host:3128; none connects directly (default: as HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say)",
  },
  "unix-socket": { valueName: "PATH", summary: "connect to this UNIX socket, whatever the host of the URL" },
};

function readTls(args: ParsedArguments): TlsOptions {
  const [cert, key] = [args.value("cert"), args.value("key")];
  if (cert === undefined && key !== undefined) throw new UsageError("expected --cert with --key");
  const authorities = args.values("ca");
  const files: TlsOptions = {
    ...(authorities.length === 0 ? {} : { ca: authorities.map((path) => readPem("ca", path)) }),
    ...(cert === undefined ? {} : { cert: readPem("cert", cert), key: readPem(key === undefined ? "cert" : "key", key ?? cert) }),
  };
  try {
    createSecureContext(files);
  } catch (error) {
    const given = Object.keys(files).map((name) => `--${name}`);
    throw new UsageError(`${given.join(", ")}: expected certificates and keys in PEM: ${(error as Error).message}`);
  }
  return { ...files, rejectUnauthorized: !args.has("insecure") };
}

/** The value of `--proxy` that ignores the environment. */
const NO_PROXY = "none";

/**
 * Returns the way to the server.
 *
 * @throws {@link UsageError} if a file cannot be used
 */
export function readRoute(args: ParsedArguments, environment: EnvironmentVariables): RouteOptions {
  const tls = readTls(args);
  const [proxy, socketPath] = [args.value("proxy"), args.value("unix-socket")];
  if (socketPath !== undefined) return { tls, socketPath, ...(proxy === undefined ? {} : { proxy }) };
  return { tls, ...(proxy === NO_PROXY ? {} : { proxy: proxy ?? proxyFromEnvironment(environment) }) };
}
