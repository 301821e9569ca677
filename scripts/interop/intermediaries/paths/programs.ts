/**
 * Installed programs and their versions.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

import type { Intermediary } from "../catalogue/intermediary.ts";

/** Folders of system programs that the PATH of an ordinary user leaves out. */
const systemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/** The time limit of a program that prints its version, in ms. */
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
 * @param path - folders, in the form of the environment variable PATH
 * @returns its absolute path; `undefined` if it is not installed
 */
export function findProgram(name: string, path: string): string | undefined {
  const folders = [...path.split(delimiter), ...systemFolders].filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/** Returns the version that a proxy prints; `undefined` if it prints none. @param program - its absolute path */
export function versionOf({ version }: Intermediary, program: string): string | undefined {
  const { stdout, stderr } = spawnSync(program, version.args, {
    encoding: "utf8",
    timeout: VERSION_TIMEOUT_MS,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return version.pattern.exec(`${stdout}\n${stderr}`)?.[1];
}
