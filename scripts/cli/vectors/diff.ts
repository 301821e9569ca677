/**
 * `ws2 vectors diff`: compares two revisions of the vectors.
 *
 * @module
 */
import { UsageError, exitCode } from "../../common/program.ts";
import { changeLines, compareRevisions, type RevisionDifference, parseRevision } from "../../interop/vectors/compare-revisions.ts";
import { readRevision } from "../../interop/vectors/read-revision.ts";
import { type ParsedArguments, type Command, type CommandIo } from "../command.ts";
import { vectorsFolderOf, folderOption, withUsageErrors } from "./options.ts";

function differenceText({ added, removed, changed }: RevisionDifference, { strong, bad, good, faint }: CommandIo["style"]): string {
  const reused = changed.filter((each) => each.reused).length;
  const lines = [
    ...removed.map((id) => `${bad("removed")}  ${strong(id)}`),
    ...added.map((id) => `${good("added")}    ${strong(id)}`),
    ...changed.flatMap((each) => [
      `${each.reused ? bad("reused ") : faint("changed")}  ${strong(each.id)}`,
      ...each.changes.flatMap(changeLines),
    ]),
    `${added.length} added, ${removed.length} removed, ${changed.length} changed`,
    ...(reused === 0 ? [] : [bad(`${reused} ids have a new input: give each changed case a new id`)]),
  ];
  return `${lines.join("\n")}\n`;
}

function diff(args: ParsedArguments, io: CommandIo): number {
  const [before, after, ...others] = args.positionals;
  if (before === undefined || after === undefined || others.length > 0) {
    throw new UsageError("expected two folders of vectors or revisions of git");
  }
  const root = vectorsFolderOf(args);
  const found = withUsageErrors(() =>
    compareRevisions(parseRevision(readRevision(before, root)), parseRevision(readRevision(after, root))),
  );
  io.out(args.has("json") ? `${JSON.stringify(found, undefined, 2)}\n` : differenceText(found, io.style));
  return found.changed.some(({ reused }) => reused) ? exitCode.failed : exitCode.ok;
}

/** The command. */
export const vectorsDiffCommand: Command = {
  operands: "BEFORE AFTER",
  description: [
    "Lists the added, removed and changed cases, and the changed members. A revision is a folder of vectors (with hand/ and generated/) or a revision of git, from which the folder of --vectors is read.",
    "An id with a new input is reused. That is an error, since lists of ids, such as known failures, would then mean another case. The exit code is 1.",
  ],
  options: { ...folderOption, json: { short: "j", summary: "print JSON" } },
  examples: [
    ["vectors diff v1.0 HEAD", "two revisions of the repository"],
    ["vectors diff ../old/spec-tests/vectors spec-tests/vectors", "two folders"],
  ],
  run: async (args, io) => diff(args, io),
};
