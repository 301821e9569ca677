/**
 * The bench on which paths are tried: a folder, a certificate and an origin, which all go when it is done.
 *
 * @module
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type CertificateFiles, writeCertificate } from "../../proxies/certificate-files.ts";
import { Origin } from "../lab/origin.ts";

/** What paths share. */
export interface SharedBench {
  readonly folder: string;
  readonly files: CertificateFiles;
  readonly origin: Origin;
}

/**
 * Works with a bench.
 *
 * @throws CertificateError
 */
export async function withBench<T>(work: (bench: SharedBench) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ws2-paths-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // Also where the program is interrupted.
  process.on("exit", remove);
  try {
    // Proxies that root starts go on as another user.
    chmodSync(folder, 0o755);
    const files = await writeCertificate(folder);
    const origin = await Origin.start(files);
    try {
      return await work({ folder, files, origin });
    } finally {
      await origin.end();
    }
  } finally {
    process.off("exit", remove);
    remove();
  }
}
