/**
 * Which of the proxies are installed, and in which version.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

import type { Intermediary } from "../catalogue/intermediary.ts";

/** Where system programs are that an ordinary user's PATH leaves out. */
const systemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/** How long a program may take to tell its version, in ms. */
const VERSION_TIMEOUT_MS = 10_000;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds a program.
 *
 * @param path - folders, as in the environment's PATH
 * @returns its whole path, `undefined` where it is not installed
 */
export function findProgram(name: string, path: string): string | undefined {
  const folders = [...path.split(delimiter), ...systemFolders].filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/** The version that a proxy tells, `undefined` where it tells none. @param program - its whole path */
export function versionOf({ version }: Intermediary, program: string): string | undefined {
  const { stdout, stderr } = spawnSync(program, version.args, { encoding: "utf8", timeout: VERSION_TIMEOUT_MS, stdio: ["ignore", "pipe", "pipe"] });
  return version.pattern.exec(`${stdout}\n${stderr}`)?.[1];
}
