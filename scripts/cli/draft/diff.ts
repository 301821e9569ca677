/**
 * `ws2 draft diff`: compares a draft with an older revision.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { compareDraft } from "../../author/diff/compare-draft.ts";
import { FileError } from "../../common/file-error.ts";
import { exitCode } from "../../common/program.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { buildOne } from "./build-drafts.ts";
import { readBuilt } from "./built-option.ts";
import { onlyDraftPath, outsideOption } from "./operands.ts";

/** Builds the text of an older revision. @throws {@link FileError} if it has mistakes */
async function buildOldText(path: string, io: CommandIo): Promise<string> {
  const mistakes: string[] = [];
  const quiet = { ...io, out: () => undefined, error: (text: string) => void mistakes.push(text) };
  const xml = await buildOne(path, { folder: join(path, "..", ".built"), formats: ["text"] }, quiet);
  if (xml === undefined) throw new FileError(`the old draft cannot be built:\n${mistakes.join("").trimEnd()}`);
  return readFileSync(xml.replace(/\.xml$/, ".txt"), "utf8");
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const path = onlyDraftPath(args);
  const drafts = await readBuilt([path], { ...args, value: (name) => (name === "output" ? undefined : args.value(name)) }, ["text"], io);
  if (drafts?.[0] === undefined) return exitCode.failed;
  const output = args.value("output") ?? join("build", "diff");
  const plan = { built: drafts[0].built, output, from: args.value("from"), buildText: (old: string) => buildOldText(old, io) };
  await compareDraft(path, plan, io);
  return exitCode.ok;
}

/** The command. */
export const draftDiffCommand: Command = {
  operands: "[DRAFT.md]",
  description: [
    "Builds a draft and a revision of it that git has, and writes what differs in their texts, side by side as index.html and as draft.diff, without page breaks. The revision is the newest commit with another -NN, or else the last commit.",
  ],
  options: {
    from: { valueName: "REVISION", summary: "the commit, branch or tag to compare with" },
    output: { short: "o", valueName: "FOLDER", summary: "the folder of the results, in a folder for each draft (default: build/diff)" },
    "allow-outside": outsideOption,
    built: { valueName: "FOLDER", summary: "read the draft that was built into this folder, in place of building it" },
  },
  examples: [["draft diff draft-you-name.md", "since the last revision"], ["draft diff --from v1 draft-you-name.md", "since a tag"]],
  run,
};
