/**
 * A certificate for loopback, made on the spot by the openssl program: Node.js writes none.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Files in PEM. */
export interface CertificateFiles {
  readonly key: string;
  readonly certificate: string;
  /** Certificate and key in one file. */
  readonly both: string;
}

/** There is no openssl program, or it fails. */
export class CertificateError extends Error {
  override readonly name = "CertificateError";
}

const DAYS = 2;
const NAMES = "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1";

/**
 * Writes a key and a certificate, which it signs itself, for `localhost` and the loopback addresses.
 *
 * @param folder - where the files go; it has to be there
 * @throws {@link CertificateError}
 */
export function makeCertificate(folder: string): CertificateFiles {
  const files = { key: join(folder, "key.pem"), certificate: join(folder, "certificate.pem"), both: join(folder, "both.pem") };
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", String(DAYS), "-subj", "/CN=localhost"];
  const out = ["-addext", NAMES, "-keyout", files.key, "-out", files.certificate];
  const { error, status, stderr } = spawnSync("openssl", ["req", ...kind, ...out], { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  if (error !== undefined) throw new CertificateError(`a certificate is made by the openssl program, which does not start: ${error.message}`);
  if (status !== 0) throw new CertificateError(`openssl req ended with ${status}: ${stderr.trim()}`);
  writeFileSync(files.both, readFileSync(files.certificate, "utf8") + readFileSync(files.key, "utf8"), { mode: 0o600 });
  return files;
}
