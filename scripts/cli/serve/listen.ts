/**
 * The HTTP/2 server of `ws2 serve`, with TLS or cleartext.
 *
 * @module
 */
import { createSecureServer, createServer, type Http2SecureServer, type Http2Server, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";

import { sessionOptions } from "../../../reference/http2/index.ts";
import { type Certificate, CertificateError, makeCertificate } from "../../common/certificate.ts";
import { UsageError } from "../../common/program.ts";
import type { ParsedArguments } from "../command.ts";
import { readPem } from "../options/pem.ts";

/** A listening server. */
export interface ListeningServer {
  readonly server: Http2Server | Http2SecureServer;
  /** The URL for clients. */
  readonly url: string;
  /** Whether the certificate is self-signed: clients cannot verify it. */
  readonly selfSigned: boolean;
  /** Closes the server and all its HTTP/2 connections. */
  readonly close: () => Promise<void>;
}

async function makeSelfSigned(host: string): Promise<Certificate> {
  try {
    return await makeCertificate([...new Set(["localhost", "127.0.0.1", "::1", host])]);
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new UsageError(`cannot make a certificate: ${error.message}. Use --cert and --key, or --h2c without TLS`);
  }
}

/** Returns the certificate of `--cert` and `--key`, or a self-signed one. @throws {@link UsageError} */
export async function readCertificate(args: ParsedArguments, host: string): Promise<Certificate> {
  const [cert, key] = [args.value("cert"), args.value("key")];
  if (cert === undefined && key === undefined) return makeSelfSigned(host);
  if (cert === undefined || key === undefined) throw new UsageError("expected --cert and --key together");
  return { cert: readPem("cert", cert), key: readPem("key", key) };
}

async function createHttpServer(args: ParsedArguments, host: string): Promise<Http2Server | Http2SecureServer> {
  if (args.has("h2c")) {
    if (args.value("cert") !== undefined || args.value("key") !== undefined) {
      throw new UsageError("expected either --h2c or --cert and --key");
    }
    return createServer(sessionOptions);
  }
  try {
    return createSecureServer({ ...sessionOptions, ...(await readCertificate(args, host)) });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--cert, --key: ${(error as Error).message}`);
  }
}

const wildcardAddresses = ["0.0.0.0", "::"];

function formatUrl(scheme: string, { address, port, family }: AddressInfo): string {
  const host = wildcardAddresses.includes(address) ? "localhost" : family === "IPv6" ? `[${address}]` : address;
  return `${scheme}://${host}:${port}/`;
}

/** The defaults of `--port`. */
export const DEFAULT_PORTS = { tls: 8443, cleartext: 8080 } as const;

/**
 * Starts the server of a command line.
 *
 * @throws {@link UsageError} if the address is in use or the certificate cannot be read
 */
export async function startListening(args: ParsedArguments, port: number, host: string): Promise<ListeningServer> {
  const server = await createHttpServer(args, host);
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
  const url = formatUrl(args.has("h2c") ? "http" : "https", server.address() as AddressInfo);
  return { server, url, selfSigned: !args.has("h2c") && args.value("cert") === undefined, close };
}
