/**
 * `ws2 vectors list`: which cases there are.
 *
 * @module
 */
import type { Model } from "../../reference/layout/index.ts";
import { allCases, isSelected, type Placed, statementsOf } from "../interop/select.ts";
import { type Arguments, type Command, exit, type Io, UsageError } from "./command.ts";
import { folderOption, selectionOf, selectionOptions, vectorsOf } from "./vectors.ts";

/** What a case expects, in a word. */
function resultOf({ case: each }: Placed): string {
  if ("result" in each) return each.result;
  return "check" in each && each.check !== undefined ? each.check : ("outcome" in each && each.outcome?.error) || "";
}

function rowOf(placed: Placed): { id: string; op: string; result: string; requirements: string[]; comment?: string } {
  const { case: each, group, suite } = placed;
  const comment = each.comment === undefined ? {} : { comment: each.comment };
  return { id: each.id, op: group.op, result: resultOf(placed), requirements: statementsOf(suite.notes, each), ...comment };
}

function list(args: Arguments, io: Io, model: Model): number {
  if (args.words.length > 0) throw new UsageError(`expected no arguments, found ${args.words.join(" ")}`);
  const files = vectorsOf(args, model);
  const selection = selectionOf(args, files);
  const rows = allCases(files).filter((placed) => isSelected(selection, placed)).map(rowOf);
  if (args.has("json")) {
    io.out(`${JSON.stringify(rows, undefined, 2)}\n`);
    return rows.length > 0 ? exit.ok : exit.found;
  }
  const width = Math.max(0, ...rows.map(({ id }) => id.length));
  const results = Math.max(0, ...rows.map(({ result }) => result.length));
  const { strong, faint } = io.style;
  for (const { id, result, requirements } of rows) {
    io.out(`${`${strong(id)}${" ".repeat(width - id.length)}  ${result.padEnd(results)}  ${faint(requirements.join(" "))}`.trimEnd()}\n`);
  }
  io.error(`${rows.length} cases\n`);
  return rows.length > 0 ? exit.ok : exit.found;
}

/** Makes the command for a protocol. */
export function vectorsListCommand(model: Model): Command {
  return {
    name: "vectors list",
    summary: "list the interop vectors, each with what it expects",
    takes: "",
    text: [
      "Prints one case a line: its id, what it expects, and the statements of the draft that it checks. The exit code is 1 where no case is meant.",
      "What a case expects is valid, invalid, incomplete or acceptable; for a handshake the token of the reply, or the client's check that fails.",
    ],
    options: { ...selectionOptions, ...folderOption, json: { short: "j", says: "print JSON, with operations and comments" } },
    examples: [
      ["vectors list --suite handshake", "the cases of one suite"],
      ["vectors list --id 'frame/*/reserved*'", "those whose ids are such"],
      ["vectors list --requirement R-056", "what checks a statement of the draft"],
    ],
    run: async (args, io) => list(args, io, model),
  };
}
