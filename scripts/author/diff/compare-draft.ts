/**
 * Compares the built text of a draft with an older revision.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";

import { FileError } from "../../common/file-error.ts";
import { writeFileAtomic } from "../../common/files.ts";
import { baseNameOf, docNameOf } from "../../draft/draft-set.ts";
import { readText } from "../../draft/source/text-files.ts";
import type { AuthorOutput } from "../author-output.ts";
import { type BuildText, baseCommit, gitIn, builtTextAt } from "./history.ts";
import { sideBySidePage } from "./html.ts";
import { parseUnifiedDiff, stripPageBreaks } from "./text.ts";

/** Returns the unified diff of two texts, made by git. */
function unifiedDiff(left: string, right: string): string {
  const directory = mkdtempSync(join(tmpdir(), "diff-"));
  try {
    mkdirSync(join(directory, "a"));
    mkdirSync(join(directory, "b"));
    writeFileSync(join(directory, "a", "draft.txt"), left);
    writeFileSync(join(directory, "b", "draft.txt"), right);
    const args = ["diff", "--no-index", "--no-color", "--no-ext-diff", "--no-prefix", "--patience", "a/draft.txt", "b/draft.txt"];
    const { status, stdout, stderr } = spawnSync("git", args, { cwd: directory, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
    if (status !== 0 && status !== 1) throw new FileError(`git diff failed: ${stderr.trim()}`);
    return stdout;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function readRequired(path: string): string {
  const text = readText(path);
  if (text === undefined) throw new FileError(`${path}: cannot be read`);
  return text;
}

/** What to compare, and with what. */
export interface ComparePlan {
  /** The folder of the built text. */
  readonly built: string;
  /** The folder of the results, in a folder for each draft. It keeps the texts of older commits, too. */
  readonly output: string;
  /** A revision of git; by default that of {@link baseCommit}. */
  readonly from: string | undefined;
  /** Builds the text of a draft of a commit that does not contain this toolkit. */
  readonly buildText: BuildText;
}

/**
 * Compares the built text of a draft with that of an older commit, by default the newest one with another -NN, or else the last
 * commit. Writes `index.html` (side by side) and `draft.diff`, without page breaks.
 *
 * @throws {@link FileError} if a file or commit cannot be used
 */
export async function compareDraft(path: string, plan: ComparePlan, { out }: Pick<AuthorOutput, "out">): Promise<void> {
  const { built, output: folder, from, buildText } = plan;
  const name = docNameOf(readRequired(path)) ?? path;
  const root = gitIn(dirname(path))("rev-parse", "--show-toplevel")?.trim();
  if (root === undefined) throw new FileError(`${path}: expected a draft in a repository of git, to compare with its older commits`);
  const inRepository = relative(root, resolve(path)).replaceAll("\\", "/");
  const { commit, reason } = baseCommit(gitIn(root), inRepository, name, from);
  out(`comparing with ${commit.slice(0, 10)}: ${reason}\n`);
  const old = stripPageBreaks(await builtTextAt({ root, path: inRepository, commit, cache: join(folder, "kept"), buildText }));
  const diff = unifiedDiff(old, stripPageBreaks(readRequired(join(built, `${name}.txt`))));
  const hunks = parseUnifiedDiff(diff);
  const output = join(folder, baseNameOf(name));
  writeFileAtomic(join(output, "draft.diff"), diff);
  writeFileAtomic(join(output, "index.html"), sideBySidePage(`${commit.slice(0, 10)}: ${reason}`, `${name} as built`, hunks));
  out(`${output}/index.html, draft.diff: ${hunks.length} places differ from ${commit.slice(0, 10)}\n`);
}
