import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { CertificateFiles } from "../../../../scripts/interop/intermediaries/paths/certificate-files.ts";
import type { IntermediaryConfiguration, Intermediary } from "../../../../scripts/interop/intermediaries/catalogue/intermediary.ts";

/** Creates a folder that is removed after the tests. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "ws2-test-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const noFiles: CertificateFiles = { key: "/K", certificate: "/C", both: "/B" };

/** Returns a proxy that is a script of Node.js. */
export function scripted(script: string, program = "node"): { proxy: Intermediary; configuration: IntermediaryConfiguration } {
  const configuration: IntermediaryConfiguration = {
    name: "own",
    summary: "a script",
    purpose: "forward",
    frontend: "h2",
    backend: "h2",
    files: ({ port, next }) => ({ "run.mjs": script.replaceAll("PORT", String(port)).replaceAll("NEXT", String(next)) }),
  };
  const proxy: Intermediary = {
    name: "scripted",
    title: "Scripted",
    package: "scripted-package",
    program,
    version: { args: ["--version"], pattern: /v(\S+)/ },
    quick: true,
    args: ({ folder }) => [`${folder}/run.mjs`],
    configurations: [configuration],
  };
  return { proxy, configuration };
}

/** Listens until it is ended, and has a child that runs for a minute. */
export const listens = `
import { spawn } from "node:child_process";
import { createServer } from "node:net";
const child = spawn(process.execPath, ["-e", "setTimeout(() => 0, 60000)"], { stdio: "ignore" });
console.log("child", child.pid);
createServer().listen(PORT, "127.0.0.1");
`;

/** Waits until no process of a group is left; the system may need a moment to remove them. */
export async function gone(group: number): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      process.kill(-group, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}
