/**
 * Older revisions of a draft: selects the commit to compare with, and builds its text with the tools of that commit.
 *
 * @module
 */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";

import { writeFileAtomic } from "../../common/files.ts";
import { docNameOf } from "../../draft/draft-set.ts";
import { FileError } from "../../common/file-error.ts";
import { readFrontMatter } from "../../draft/source/front-matter.ts";

/** Runs git in a folder. @returns its output, or `undefined` after an error */
export type RunGit = (...args: readonly string[]) => string | undefined;

/** Returns a function that runs git in a folder. */
export function gitIn(folder: string): RunGit {
  return (...args) => {
    const { status, stdout } = spawnSync("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
    return status === 0 ? stdout : undefined;
  };
}

/** The commit to compare a draft with, and the reason for it. */
export interface BaseCommit {
  readonly commit: string;
  /** The reason in words, for the comparison. */
  readonly reason: string;
}

/** Returns the newest ancestor of HEAD with another revision of the draft. */
function previousRevisionCommit(git: RunGit, path: string, name: string): BaseCommit | undefined {
  const nameAt = (commit: string): string | undefined => docNameOf(git("show", `${commit}:${path}`) ?? "");
  const commits = git("log", "--first-parent", "--format=%H", "--", path)?.trim().split("\n") ?? [];
  // The draft is constant between two commits that change it: the parent of a change is the newest one with the old text.
  for (const commit of ["HEAD", ...commits.map((one) => `${one}^`)]) {
    const other = nameAt(commit);
    if (other !== undefined && other !== name) {
      return { commit: git("rev-parse", commit)?.trim() ?? commit, reason: `the newest commit with ${other}` };
    }
  }
  return undefined;
}

/** Returns the base of a first revision: the last commit, or the commit before the last change if nothing is uncommitted. */
function fallbackCommit(git: RunGit, path: string, name: string): BaseCommit {
  const none = `all commits have the revision ${name}`;
  const changed = (git("status", "--porcelain", "--untracked-files=no") ?? "").trim() !== "";
  const last = git("log", "--first-parent", "-1", "--format=%H", "--", path)?.trim() ?? "";
  const commit = git("rev-parse", "--verify", "--quiet", changed ? "HEAD" : `${last}^`)?.trim();
  const exists = commit !== undefined && git("show", `${commit}:${path}`) !== undefined;
  if (!exists || last === "") throw new FileError(`${path}: ${none}, and no older commit exists; name one with --from`);
  return {
    commit,
    reason: `${none}; this is ${changed ? "the last commit, without uncommitted changes" : "the commit before the last change of the draft"}`,
  };
}

/**
 * Returns the commit to compare a draft with.
 *
 * @param from - a revision of git (default: the newest commit with another -NN, else the last commit, or without
 *   uncommitted changes the commit before the last change of the draft)
 * @throws {@link FileError} if no commit exists
 */
export function baseCommit(git: RunGit, path: string, name: string, from: string | undefined): BaseCommit {
  if (from === undefined) return previousRevisionCommit(git, path, name) ?? fallbackCommit(git, path, name);
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${from}^{commit}`)?.trim();
  if (commit === undefined) throw new FileError(`--from ${from}: unknown commit`);
  return { commit, reason: `--from ${from}` };
}

function runOrThrow(directory: string, file: string, ...args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(file, args, { cwd: directory, encoding: "utf8" });
  if (status !== 0) {
    throw new FileError(`the old draft cannot be built: ${[file, ...args].join(" ")}\n${error?.message ?? `${stdout}${stderr}`.trim()}`);
  }
}

/** Returns a function that runs programs of an old commit: from their sources if the commit can, since compiling all takes longer. */
function programRunner(directory: string): (program: string, ...args: readonly string[]) => void {
  if (existsSync(join(directory, "scripts", "register.mjs"))) {
    const register = ["--import", "./scripts/register.mjs"];
    return (program, ...args) => runOrThrow(directory, process.execPath, ...register, `scripts/${program}.ts`, ...args);
  }
  // The compiler writes its output despite type errors; the programs only have to run.
  spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], { cwd: directory });
  return (program, ...args) => runOrThrow(directory, process.execPath, `build/scripts/${program}.js`, ...args);
}

/** Builds the text of a draft of a commit. @param path - the draft in the extracted commit, absolute */
export type BuildText = (path: string) => Promise<string>;

/** Builds a draft with the tools of its own commit, if the commit contains this toolkit. @returns the text, or `undefined` */
function buildWithOwnTools(directory: string, path: string, name: string): string | undefined {
  const has = (source: string): boolean => existsSync(join(directory, "scripts", source));
  if (!has("cli/draft/build.ts") && !has("draft/main.ts")) return undefined;
  const run = programRunner(directory);
  run("describe", "build/model.json");
  if (has("cli/draft/build.ts")) run("cli", "draft", "build", path, "-o", "build/draft");
  else {
    run("draft/main", path, "-o", "build/draft");
    run("draft/xml2rfc", `build/draft/${name}.xml`);
  }
  return readFileSync(join(directory, "build", "draft", `${name}.txt`), "utf8");
}

/** Copies the model of a draft, which need not be committed, if the extracted commit has none. */
function copyModel(root: string, directory: string, path: string): void {
  const { model } = readFrontMatter(readFileSync(join(directory, path), "utf8"), () => undefined) ?? {};
  if (model === undefined) return;
  const [from, to] = [root, directory].map((folder) => join(folder, dirname(path), model)) as [string, string];
  if (!existsSync(from) || existsSync(to) || relative(directory, to).startsWith("..")) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

async function buildAt(root: string, directory: string, path: string, buildText: BuildText): Promise<string> {
  const name = docNameOf(readFileSync(join(directory, path), "utf8"));
  if (name === undefined) throw new FileError(`${path}: has no docName in that commit`);
  const own = buildWithOwnTools(directory, path, name);
  if (own !== undefined) return own;
  copyModel(root, directory, path);
  // The mark of a repository, which bounds the files that the draft may name.
  mkdirSync(join(directory, ".git"), { recursive: true });
  return buildText(join(directory, path));
}

/** A draft at a commit. */
export interface DraftAtCommit {
  /** The folder of the repository. */
  readonly root: string;
  /** The path of the draft in the repository. */
  readonly path: string;
  readonly commit: string;
  /** The folder that keeps built texts. */
  readonly cache: string;
  /** Builds the draft if the commit does not contain this toolkit. */
  readonly buildText: BuildText;
}

/**
 * Returns the built text of a draft at a commit. Caches it by the file of the draft and the hash of the commit.
 *
 * @throws {@link FileError} if that commit does not build
 */
export async function builtTextAt({ root, path, commit, cache, buildText }: DraftAtCommit): Promise<string> {
  const kept = join(cache, `${basename(path, ".md")}-${commit}.txt`);
  if (existsSync(kept)) return readFileSync(kept, "utf8");
  const directory = mkdtempSync(join(tmpdir(), "draft-at-"));
  try {
    const archive = execFileSync("git", ["-C", root, "archive", commit], { maxBuffer: 1024 * 1024 * 1024 });
    execFileSync("tar", ["-x", "-C", directory], { input: archive });
    const packages = join(root, "node_modules");
    if (existsSync(packages) && !existsSync(join(directory, "node_modules"))) symlinkSync(packages, join(directory, "node_modules"));
    const text = await buildAt(root, directory, path, buildText);
    writeFileAtomic(kept, text);
    return text;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
