/**
 * `ws2 vectors diff`: what changed between two revisions of the vectors.
 *
 * @module
 */
import { changeLines, compare, type Difference, revisionOf } from "../interop/diff.ts";
import { filesOf } from "../interop/files/revision.ts";
import { type Arguments, type Command, exit, type Io, UsageError } from "./command.ts";
import { folderOf, folderOption, withFiles } from "./vectors.ts";

function text({ added, removed, changed }: Difference, { strong, bad, good, faint }: Io["style"]): string {
  const reused = changed.filter((each) => each.reused).length;
  const lines = [
    ...removed.map((id) => `${bad("removed")}  ${strong(id)}`),
    ...added.map((id) => `${good("added")}    ${strong(id)}`),
    ...changed.flatMap((each) => [
      `${each.reused ? bad("reused ") : faint("changed")}  ${strong(each.id)}`,
      ...each.changes.flatMap(changeLines),
    ]),
    `${added.length} added, ${removed.length} removed, ${changed.length} changed`,
    ...(reused === 0 ? [] : [bad(`${reused} ids stand for another input than before: an id is never used again, give the case a new one`)]),
  ];
  return `${lines.join("\n")}\n`;
}

function diff(args: Arguments, io: Io): number {
  const [before, after, ...others] = args.words;
  if (before === undefined || after === undefined || others.length > 0) throw new UsageError("expected two folders of vectors or revisions of git");
  const root = folderOf(args);
  const found = withFiles(() => compare(revisionOf(filesOf(before, root)), revisionOf(filesOf(after, root))));
  io.out(args.has("json") ? `${JSON.stringify(found, undefined, 2)}\n` : text(found, io.style));
  return found.changed.some(({ reused }) => reused) ? exit.found : exit.ok;
}

/** The command. */
export const vectorsDiffCommand: Command = {
  name: "vectors diff",
  summary: "compare two revisions of the vectors",
  takes: "BEFORE AFTER",
  text: [
    "Tells which cases were added, removed and changed, and what of them. Each revision is a folder of vectors (with hand/ and generated/), or a revision of git, of which the vectors in --vectors are taken.",
    "An id whose input is another one than before is reused, which is an error: whoever keeps a list of ids would not notice. The exit code is then 1.",
  ],
  options: { ...folderOption, json: { short: "j", says: "print JSON" } },
  examples: [
    ["vectors diff v1.0 HEAD", "two revisions of the repository"],
    ["vectors diff ../old/spec-tests/vectors spec-tests/vectors", "two folders"],
  ],
  run: async (args, io) => diff(args, io),
};
