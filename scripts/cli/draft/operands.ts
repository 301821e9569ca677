/**
 * The drafts that a command line names.
 *
 * @module
 */
import { statSync } from "node:fs";
import { basename, join } from "node:path";

import { FileError } from "../../common/file-error.ts";
import { UsageError } from "../../common/program.ts";
import { draftsIn } from "../../draft/draft-set.ts";
import type { CommandOption, ParsedArguments } from "../command.ts";

/** The operands of commands for several drafts, in the help. */
export const draftOperands = "[DRAFT.md | FOLDER]...";

/** The description of these operands. */
export const draftOperandsHelp =
  "A FOLDER stands for its drafts, the files draft-*.md in it. Without operands, the drafts of the current folder are taken.";

/** The option for the folder of the results. */
export const outputOption: CommandOption = {
  short: "o",
  valueName: "FOLDER",
  summary: "the folder of the built files (default: build/NAME for the draft NAME.md)",
};

/** The option for drafts that name files elsewhere. */
export const outsideOption: CommandOption = { summary: "let drafts name files outside of their repository" };

/** Returns the folder of the results of a draft. */
export function outputFolder(path: string, folder: string | undefined): string {
  return folder ?? join("build", basename(path, ".md"));
}

function draftsAt(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new FileError(`${path}: no such file; expected a draft in Markdown, or a folder with drafts draft-*.md`);
  return found.isDirectory() ? draftsIn(path) : [path];
}

/** Returns the paths of the drafts, each once. @throws {@link FileError} for a path without a draft */
export function draftPaths(args: ParsedArguments): readonly string[] {
  const { positionals } = args;
  return [...new Set((positionals.length === 0 ? ["."] : positionals).flatMap(draftsAt))];
}

/** Returns the path of the only draft. @throws {@link UsageError} unless there is one, {@link FileError} for a path without a draft */
export function onlyDraftPath(args: ParsedArguments): string {
  const paths = draftPaths(args);
  const [path, ...others] = paths;
  if (path !== undefined && others.length === 0) return path;
  throw new UsageError(`expected one draft, found ${paths.join(", ")}`);
}
