/**
 * The HTTP server of `ws2 serve`: with TLS and a certificate, or cleartext.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { createSecureServer, createServer, type Http2SecureServer, type Http2Server, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";

import { sessionOptions } from "../../../reference/http2/index.ts";
import { type Certificate, CertificateError, makeCertificate } from "../../certificate.ts";
import { type Arguments, UsageError } from "../command.ts";

/** A server that listens. */
export interface Listening {
  readonly server: Http2Server | Http2SecureServer;
  /** Where to connect to. */
  readonly url: string;
  /** Whether its certificate was made on the spot, so that nobody can verify it. */
  readonly madeUp: boolean;
  /** Ends it with all its HTTP/2 connections. */
  readonly close: () => Promise<void>;
}

function readPem(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--${name}: ${path}: ${(error as Error).message}`);
  }
}

async function madeOnTheSpot(host: string): Promise<Certificate> {
  try {
    return await makeCertificate([...new Set(["localhost", "127.0.0.1", "::1", host])]);
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new UsageError(`no certificate could be made: ${error.message}. Give one with --cert and --key, or serve without TLS with --h2c`);
  }
}

/** The certificate that `--cert` and `--key` name, or one made on the spot. @throws {@link UsageError} */
export async function tlsOf(args: Arguments, host: string): Promise<Certificate> {
  const [cert, key] = [args.text("cert"), args.text("key")];
  if (cert === undefined && key === undefined) return madeOnTheSpot(host);
  if (cert === undefined || key === undefined) throw new UsageError("expected --cert and --key together");
  return { cert: readPem("cert", cert), key: readPem("key", key) };
}

async function makeServer(args: Arguments, host: string): Promise<Http2Server | Http2SecureServer> {
  if (args.has("h2c")) {
    if (args.text("cert") !== undefined || args.text("key") !== undefined) throw new UsageError("expected either --h2c or --cert and --key");
    return createServer(sessionOptions);
  }
  try {
    return createSecureServer({ ...sessionOptions, ...(await tlsOf(args, host)) });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--cert, --key: ${(error as Error).message}`);
  }
}

const wildcards = ["0.0.0.0", "::"];

function urlOf(scheme: string, { address, port, family }: AddressInfo): string {
  const host = wildcards.includes(address) ? "localhost" : family === "IPv6" ? `[${address}]` : address;
  return `${scheme}://${host}:${port}/`;
}

/** The default of `--port`. */
export const DEFAULT_PORT = { tls: 8443, cleartext: 8080 } as const;

/**
 * Starts the server that a command line asks for.
 *
 * @throws {@link UsageError} where it cannot listen, or has no certificate
 */
export async function listen(args: Arguments, port: number, host: string): Promise<Listening> {
  const server = await makeServer(args, host);
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new UsageError(`--port, --host: ${error.message}`)));
    server.listen(port, host, resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const session of sessions) session.close();
    });
  const url = urlOf(args.has("h2c") ? "http" : "https", server.address() as AddressInfo);
  return { server, url, madeUp: !args.has("h2c") && args.text("cert") === undefined, close };
}
