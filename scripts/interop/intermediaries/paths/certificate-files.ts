/**
 * A certificate in files, for programs that read it from there.
 *
 * @module
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { makeCertificate } from "../../../common/certificate.ts";

/** Paths of files in PEM. */
export interface CertificateFiles {
  readonly key: string;
  readonly certificate: string;
  /** Certificate and key in one file. */
  readonly both: string;
}

/**
 * Writes a key and a certificate for the names of the loopback interface.
 *
 * @param folder - an existing folder
 * @throws CertificateError if openssl is missing or fails
 */
export async function writeCertificate(folder: string): Promise<CertificateFiles> {
  const { cert, key } = await makeCertificate();
  const files = { key: join(folder, "key.pem"), certificate: join(folder, "certificate.pem"), both: join(folder, "both.pem") };
  writeFileSync(files.key, key, { mode: 0o600 });
  writeFileSync(files.certificate, cert);
  writeFileSync(files.both, cert + key, { mode: 0o600 });
  return files;
}
