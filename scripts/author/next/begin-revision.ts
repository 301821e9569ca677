/**
 * Begins the next revision of a draft: raises -NN in `docName`, sets `date` unless it is that of the build (`today`, or
 * missing), and begins a subsection in the section of changes, if the draft has one.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";

import { FileError } from "../../common/file-error.ts";
import { writeFileAtomic } from "../../common/files.ts";
import { siblingsOf } from "../../draft/draft-set.ts";
import type { AuthorOutput } from "../author-output.ts";
import { nextRevision } from "./revision.ts";

/** Returns the paths in the folder of a draft that differ from the last commit, without other drafts and their files. */
function uncommittedPaths(path: string): string[] {
  const folder = dirname(path);
  const others = siblingsOf(path).map((other) => basename(other, ".md"));
  const isOther = (name: string): boolean => others.some((other) => name.startsWith(`${other}.`));
  try {
    const status = execFileSync("git", ["-C", folder, "status", "--porcelain", "--untracked-files=no", "--", "."], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const paths = status.split("\n").filter((line) => line !== "").map((line) => line.slice(3));
    return paths.filter((name) => !isOther(basename(name)));
  } catch (error) {
    throw new FileError(
      `${folder}: git cannot list uncommitted changes: ${(error as { stderr?: string }).stderr?.trim() ?? String(error)}`,
    );
  }
}

function readRequired(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new FileError(`${path}: cannot be read`);
  }
}

/** The options of a new revision. */
export interface RevisionOptions {
  /** The date, YYYY-MM-DD. */
  readonly date: string;
  /** Whether to ignore changes that are not committed. */
  readonly force: boolean;
}

/**
 * Begins the next revision of a draft.
 *
 * @returns whether it has begun: not if the folder of the draft has changes that are not committed, other drafts aside
 * @throws {@link FileError} if a file cannot be used
 */
export function beginRevision(path: string, { date, force }: RevisionOptions, { out, error }: AuthorOutput): boolean {
  const source = readRequired(path);
  const changed = force ? [] : uncommittedPaths(path);
  if (changed.length > 0) {
    error(`${changed.join(", ")}: not committed; commit them first, or give --force\n`);
    return false;
  }
  const next = nextRevision(source, date);
  if (typeof next === "string") throw new FileError(`${path}: ${next}`);
  writeFileAtomic(path, next.text);
  const advice = next.changesSectionAdded ? "; describe the changes in its section of changes" : "";
  out(`${path}: ${next.from} is now ${next.to} of ${date}${advice}\n`);
  return true;
}
