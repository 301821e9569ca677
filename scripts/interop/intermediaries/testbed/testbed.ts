/**
 * The bench on which paths are tried: a folder, a certificate and an origin, which all go when it is done.
 *
 * @module
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type CertificateFiles, writeCertificate } from "../paths/certificate-files.ts";
import { TestOrigin } from "./test-origin.ts";

/** What paths share. */
export interface Testbed {
  readonly folder: string;
  readonly files: CertificateFiles;
  readonly origin: TestOrigin;
}

/**
 * Works with a bench.
 *
 * @throws CertificateError
 */
export async function withTestbed<T>(work: (bench: Testbed) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ws2-paths-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // Also where the program is interrupted.
  process.on("exit", remove);
  try {
    // Proxies that root starts go on as another user.
    chmodSync(folder, 0o755);
    const files = await writeCertificate(folder);
    const origin = await TestOrigin.start(files);
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
