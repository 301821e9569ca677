/**
 * Prepares the next revision of a draft: `node build/scripts/author/next.js DRAFT.md [--date YYYY-MM-DD]`.
 *
 * Raises -NN in `docName`, sets `date`, and begins a subsection in the section of changes, if the draft has one.
 * Exits with 1 if the folder of the draft has uncommitted changes, other drafts aside, unless FORCE=1 is set.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";

import { writeFileAtomic } from "../common/files.ts";
import { type OptionValues, runProgram } from "../common/program.ts";
import { FileError } from "../common/validate-file.ts";
import { siblingsOf } from "../draft/draft-set.ts";
import { nextRevision } from "./next/revision.ts";

const usage = `usage: next.js DRAFT.md [--date YYYY-MM-DD]
  --date YYYY-MM-DD  the date of the new revision (today)
  FORCE=1            environment: ignore uncommitted changes`;

/** Returns the paths in the folder of a draft that differ from the last commit, without other drafts and their files. */
function uncommittedPaths(path: string): string[] {
  const folder = dirname(path);
  const others = siblingsOf(path).map((other) => basename(other, ".md"));
  const isOther = (name: string): boolean => others.some((other) => name.startsWith(`${other}.`));
  try {
    const status = execFileSync("git", ["-C", folder, "status", "--porcelain", "--", "."], {
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

const options = { date: { type: "string", default: new Date().toISOString().slice(0, 10) } } as const;

function main({ date }: OptionValues<typeof options>, [path = ""]: readonly string[]): number {
  const source = readRequired(path);
  const changed = process.env["FORCE"] === "1" ? [] : uncommittedPaths(path);
  if (changed.length > 0) {
    console.error(`${changed.join(", ")}: not committed; commit them first, or set FORCE=1`);
    return 1;
  }
  const next = nextRevision(source, date);
  if (typeof next === "string") throw new FileError(`${path}: ${next}`);
  writeFileAtomic(path, next.text);
  console.log(`${path}: ${next.from} is now ${next.to} of ${date}${next.changesSectionAdded ? "; describe the changes in its section of changes" : ""}`);
  return 0;
}

await runProgram({ usage, options, operands: [1, 1], main });
