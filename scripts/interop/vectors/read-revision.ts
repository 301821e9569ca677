/**
 * Reads the suites of a folder or of a revision in a git repository.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { FileError } from "../../common/validate-file.ts";
import { findSuiteFiles, suiteFolders } from "./read-suites.ts";

/** The largest file of a revision, in octets. */
const MAX_FILE_OCTETS = 2 ** 28;

/** The message of git for a folder outside of a repository. */
const NOT_A_REPOSITORY = /not a git repository/;

/** Returns the reason why git failed, in plain words. */
function gitFailure({ code, stderr }: { readonly code?: unknown; readonly stderr?: unknown }): string {
  if (code === "ENOENT") return "git is not installed";
  const said = String(stderr ?? "").trim().replace(/^(fatal|error): /, "");
  return said === "" ? "git failed without a message" : `git says: ${said}`;
}

/** Returns the output of a git command. @param otherwise - the reason if the command fails without a message @throws {@link FileError} */
function runGit(folder: string, args: readonly string[], otherwise?: string): string {
  try {
    return execFileSync(
      "git",
      ["-C", folder, ...args],
      { encoding: "utf8", maxBuffer: MAX_FILE_OCTETS, stdio: ["ignore", "pipe", "pipe"] },
    );
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: unknown };
    if (NOT_A_REPOSITORY.test(String(stderr))) throw new FileError(`${folder} is not in a git repository`);
    throw new FileError(
      otherwise !== undefined && code !== "ENOENT" && String(stderr).trim() === "" ? otherwise : gitFailure({ code, stderr }),
    );
  }
}

/** Returns the texts of the suites in a folder, by path below it. @throws {@link FileError} */
function folderTexts(root: string): Map<string, string> {
  return new Map(findSuiteFiles(root).map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** Returns the texts of the suites at a revision. @param root - the folder of vectors in the work tree @throws {@link FileError} */
function revisionTexts(revision: string, root: string): Map<string, string> {
  const asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const commit = runGit(root, asked, "there is no such folder, and no such revision").trim();
  const paths = runGit(root, ["ls-tree", "-r", "--name-only", commit, "--", "."]).split("\n");
  const suites = paths.filter((path) => suiteFolders.some((folder) => path.startsWith(`${folder}/`)) && path.endsWith(".json"));
  if (suites.length === 0) throw new FileError(`that revision has no vectors in ${root}`);
  return new Map(suites.map((path) => [path, runGit(root, ["show", `${commit}:./${path}`])]));
}

/**
 * Returns the texts of the suites of a folder, or, if there is no such folder, of a revision of the repository of the vectors.
 *
 * @throws {@link FileError} if the name is neither
 */
export function readRevision(name: string, root: string): Map<string, string> {
  if (existsSync(name)) return folderTexts(name);
  try {
    return revisionTexts(name, root);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new FileError(`${name}: expected a folder of vectors or a revision of git; ${error.message}`);
  }
}
