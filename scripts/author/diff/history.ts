/**
 * Older revisions of a draft: which commit to compare with, and its text, built with the tools of that commit.
 *
 * @module
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { writeFileAtomic } from "../../common/files.ts";
import { FileError } from "../../common/validate-file.ts";

/** Runs git in a folder. @returns its output, or `undefined` where it failed */
export type RunGit = (...args: readonly string[]) => string | undefined;

/** Git in a folder. */
export function gitIn(folder: string): RunGit {
  return (...args) => {
    const { status, stdout } = spawnSync("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
    return status === 0 ? stdout : undefined;
  };
}

/** The docName in the front matter of a draft. */
export function docNameOf(markdown: string): string | undefined {
  return /^docName:[ \t]*["']?(draft-[a-z0-9-]+-\d\d)["']?[ \t]*$/m.exec(markdown)?.[1];
}

/** A commit to compare a draft with, and why that one. */
export interface BaseCommit {
  readonly commit: string;
  /** In words, for the one who reads the comparison. */
  readonly reason: string;
}

/** Finds the newest commit on the way to HEAD in which the draft had another revision. */
function previousRevisionCommit(git: RunGit, path: string, name: string): BaseCommit | undefined {
  const nameAt = (commit: string): string | undefined => docNameOf(git("show", `${commit}:${path}`) ?? "");
  const commits = git("log", "--first-parent", "--format=%H", "--", path)?.trim().split("\n") ?? [];
  // The draft stays as it is between two commits that touch it, so the one before a change is the newest of the old.
  for (const commit of ["HEAD", ...commits.map((one) => `${one}^`)]) {
    const other = nameAt(commit);
    if (other !== undefined && other !== name) return { commit: git("rev-parse", commit)?.trim() ?? commit, reason: `the newest commit with ${other}` };
  }
  return undefined;
}

/** What to compare a first revision with: what is committed, or where nothing else is there, the draft before its last change. */
function fallbackCommit(git: RunGit, path: string, name: string): BaseCommit {
  const none = `no commit has another revision than ${name}`;
  const changed = (git("status", "--porcelain", "--untracked-files=no") ?? "").trim() !== "";
  const last = git("log", "--first-parent", "-1", "--format=%H", "--", path)?.trim() ?? "";
  const commit = git("rev-parse", "--verify", "--quiet", changed ? "HEAD" : `${last}^`)?.trim();
  if (commit === undefined || last === "") throw new FileError(`${path}: ${none}, and none is older; name one with FROM=`);
  return { commit, reason: `${none}; this is ${changed ? "the last commit, without what is not committed yet" : "the commit before the draft's last change"}` };
}

/**
 * The commit to compare a draft with.
 *
 * @param from a revision of git; absent means the newest commit in which the draft had another -NN, and where there is
 *   none, the last commit, or with nothing to commit the one before the draft's last change.
 * @throws {@link FileError} where there is none
 */
export function baseCommit(git: RunGit, path: string, name: string, from: string | undefined): BaseCommit {
  if (from === undefined) return previousRevisionCommit(git, path, name) ?? fallbackCommit(git, path, name);
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${from}^{commit}`)?.trim();
  if (commit === undefined) throw new FileError(`FROM=${from}: git knows no such commit`);
  return { commit, reason: `FROM=${from}` };
}

function runOrThrow(directory: string, file: string, ...args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(file, args, { cwd: directory, encoding: "utf8" });
  if (status !== 0) throw new FileError(`the old draft cannot be built: ${[file, ...args].join(" ")}\n${error?.message ?? `${stdout}${stderr}`.trim()}`);
}

function buildAt(directory: string, path: string): string {
  const name = docNameOf(readFileSync(join(directory, path), "utf8"));
  if (name === undefined) throw new FileError(`${path}: had no docName in that commit`);
  // A mistake in types does not keep the compiler from writing; what matters is whether the programs run.
  spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], { cwd: directory });
  runOrThrow(directory, process.execPath, "build/scripts/describe.js", "build/model.json");
  runOrThrow(directory, process.execPath, "build/scripts/draft/main.js", path, "-o", "build/draft");
  runOrThrow(directory, process.execPath, "build/scripts/draft/xml2rfc.js", `build/draft/${name}.xml`);
  return readFileSync(join(directory, "build", "draft", `${name}.txt`), "utf8");
}

/**
 * The built text of a draft at a commit; kept in a folder by the commit's hash, since a commit does not change.
 *
 * @throws {@link FileError} where that commit cannot be built
 */
export function builtTextAt(root: string, path: string, commit: string, cache: string): string {
  const kept = join(cache, `${commit}.txt`);
  if (existsSync(kept)) return readFileSync(kept, "utf8");
  const directory = mkdtempSync(join(tmpdir(), "draft-at-"));
  try {
    const archive = execFileSync("git", ["-C", root, "archive", commit], { maxBuffer: 1024 * 1024 * 1024 });
    execFileSync("tar", ["-x", "-C", directory], { input: archive });
    symlinkSync(resolve(root, "node_modules"), join(directory, "node_modules"));
    const text = buildAt(directory, path);
    writeFileAtomic(kept, text);
    return text;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
