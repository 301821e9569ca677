/**
 * Compares the built text of a draft with an older revision: `node build/scripts/author/diff.js DRAFT.md [-o build/diff]`.
 *
 * Compares with the commit that FROM in the environment names, by default the newest one with another -NN, or else the
 * last commit. Builds that commit with its own tools. Writes `index.html` (side by side) and `draft.diff`, without page
 * breaks, to the folder of the draft below the folder of `-o`. The exit code is 2 if a file or commit cannot be used.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { baseNameOf, docNameOf } from "../draft/draft-set.ts";
import { readText } from "../draft/source/text-files.ts";
import { writeFileAtomic } from "../common/files.ts";
import { type OptionValues, runProgram } from "../common/program.ts";
import { FileError } from "../common/validate-file.ts";
import { baseCommit, gitIn, builtTextAt } from "./diff/history.ts";
import { sideBySidePage } from "./diff/html.ts";
import { parseUnifiedDiff, stripPageBreaks } from "./diff/text.ts";

const usage = `usage: diff.js DRAFT.md [-o DIRECTORY] [--built DIRECTORY]
  -o, --output DIRECTORY  the folder for the results, in a folder for each draft (build/diff)
  --built DIRECTORY       the folder of the built drafts (build/draft)
  FROM=REV                environment: the commit to compare with`;

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
  if (text === undefined) throw new FileError(`${path}: cannot be read; build the draft with make draft`);
  return text;
}

const options = {
  output: { type: "string", short: "o", default: "build/diff" },
  built: { type: "string", default: "build/draft" },
} as const;

function main({ output: root, built: folder }: OptionValues<typeof options>, [path = ""]: readonly string[]): number {
  const name = docNameOf(readRequired(path)) ?? path;
  const output = join(root, baseNameOf(name));
  const built = join(folder, `${name}.txt`);
  const { commit, reason } = baseCommit(gitIn("."), path, name, process.env["FROM"] || undefined);
  console.log(`comparing with ${commit.slice(0, 10)}: ${reason}`);
  const old = stripPageBreaks(builtTextAt(".", path, commit, join(root, "kept")));
  const diff = unifiedDiff(old, stripPageBreaks(readRequired(built)));
  const hunks = parseUnifiedDiff(diff);
  writeFileAtomic(join(output, "draft.diff"), diff);
  writeFileAtomic(join(output, "index.html"), sideBySidePage(`${commit.slice(0, 10)}: ${reason}`, `${name} as built`, hunks));
  console.log(`${output}/index.html, draft.diff: ${hunks.length} places differ from ${commit.slice(0, 10)}`);
  return 0;
}

await runProgram({ usage, options, operands: [1, 1], main });
