/**
 * The files of vectors of a folder or of a revision of a repository.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { FileError } from "./problems.ts";
import { findSuites, suiteFolders } from "./read.ts";

/** The largest file of a revision, in octets. */
const MOST = 2 ** 28;

/** What git says where a folder is in no repository. */
const OUTSIDE = /not a git repository/;

/** Why git failed, in plain words. */
function whyFailed({ code, stderr }: { readonly code?: unknown; readonly stderr?: unknown }): string {
  if (code === "ENOENT") return "git is not installed";
  const said = String(stderr ?? "").trim().replace(/^(fatal|error): /, "");
  return said === "" ? "git failed without a word" : `git says: ${said}`;
}

/** The output of a command of git. @param otherwise - what it means that the command fails without a word @throws {@link FileError} */
function git(folder: string, args: readonly string[], otherwise?: string): string {
  try {
    return execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: MOST, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: unknown };
    if (OUTSIDE.test(String(stderr))) throw new FileError(`${folder} is in no repository of git`);
    throw new FileError(otherwise !== undefined && code !== "ENOENT" && String(stderr).trim() === "" ? otherwise : whyFailed({ code, stderr }));
  }
}

/** The texts of the suites in a folder, by path below it. @throws {@link FileError} */
function ofFolder(root: string): Map<string, string> {
  return new Map(findSuites(root).map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** The texts of the suites at a revision. @param root - the folder of vectors as it is now @throws {@link FileError} */
function ofRevision(revision: string, root: string): Map<string, string> {
  const asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const commit = git(root, asked, "there is no such folder, and no such revision").trim();
  const paths = git(root, ["ls-tree", "-r", "--name-only", commit, "--", "."]).split("\n");
  const suites = paths.filter((path) => suiteFolders.some((folder) => path.startsWith(`${folder}/`)) && path.endsWith(".json"));
  if (suites.length === 0) throw new FileError(`that revision has no vectors in ${root}`);
  return new Map(suites.map((path) => [path, git(root, ["show", `${commit}:./${path}`])]));
}

/**
 * The texts of the suites of a folder, or where there is no such folder of a revision of the repository that the vectors are in.
 *
 * @throws {@link FileError} where it is neither
 */
export function filesOf(name: string, root: string): Map<string, string> {
  if (existsSync(name)) return ofFolder(name);
  try {
    return ofRevision(name, root);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new FileError(`${name}: expected a folder of vectors or a revision of git; ${error.message}`);
  }
}
