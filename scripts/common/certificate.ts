/**
 * Makes self-signed certificates for servers on this host, by the openssl command.
 *
 * @module
 */
import { execFile, type ExecFileException } from "node:child_process";
import { isIP } from "node:net";

/** A certificate with its private key, both in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** The certificate cannot be made. */
export class CertificateError extends Error {
  override readonly name = "CertificateError";
}

/** The validity of a certificate, in days. */
const VALIDITY_DAYS = "30";

function opensslArguments(names: readonly string[]): string[] {
  const alternatives = names.map((name) => `${isIP(name) === 0 ? "DNS" : "IP"}:${name}`).join(",");
  return [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-sha256", "-days", VALIDITY_DAYS],
    ...["-subj", `/CN=${names[0] ?? "localhost"}`, "-addext", `subjectAltName=${alternatives}`, "-keyout", "-", "-out", "-"],
  ];
}

const pemBlock = (text: string, title: RegExp): string | undefined =>
  new RegExp(`-----BEGIN ${title.source}-----.*?-----END ${title.source}-----\\n`, "s").exec(text)?.[0];

/** Parses the output of openssl. */
function parsePem(printed: string): Certificate {
  const cert = pemBlock(printed, /CERTIFICATE/);
  const key = pemBlock(printed, /[A-Z ]*PRIVATE KEY/);
  if (cert === undefined || key === undefined) throw new CertificateError("openssl printed no certificate with its key");
  return { cert, key };
}

function opensslError(error: ExecFileException, printed: string): CertificateError {
  if (error.code === "ENOENT") return new CertificateError("the openssl command is not installed");
  return new CertificateError(`openssl failed: ${printed.trim().split("\n").at(-1) ?? error.message}`);
}

/**
 * Makes a self-signed certificate.
 *
 * @param names - the host names and IP addresses of the certificate (default: those of loopback)
 * @throws {@link CertificateError} if openssl is not installed or fails
 */
export async function makeCertificate(names: readonly string[] = ["localhost", "127.0.0.1", "::1"]): Promise<Certificate> {
  const printed = await new Promise<string>((resolve, reject) => {
    execFile("openssl", opensslArguments(names), (error, out, errors) => {
      if (error === null) resolve(out);
      else reject(opensslError(error, errors));
    });
  });
  return parsePem(printed);
}
