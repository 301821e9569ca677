/**
 * The testbed of paths: a folder, a certificate and a test origin. All are removed after use.
 *
 * @module
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type CertificateFiles, writeCertificate } from "../paths/certificate-files.ts";
import { TestOrigin } from "./test-origin.ts";

/** The resources that paths share. */
export interface Testbed {
  readonly folder: string;
  readonly files: CertificateFiles;
  readonly origin: TestOrigin;
}

/**
 * Runs a task with a testbed, which is removed afterwards, also on an interrupt.
 *
 * @throws CertificateError if openssl is missing or fails
 */
export async function withTestbed<T>(work: (testbed: Testbed) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ws2-paths-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.on("exit", remove);
  try {
    // Proxies that root starts continue as another user.
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
