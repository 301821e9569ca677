/**
 * `ws2 vectors list`: lists the cases.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import { allCases, isSelected, type LocatedCase, requirementsOf } from "../../interop/vectors/select-cases.ts";
import { type ParsedArguments, type Command, type CommandIo } from "../command.ts";
import { folderOption, readSelection, selectionOptions, readVectors } from "./options.ts";

/** Returns the expected result of a case in one word. */
function expectedResult({ case: each }: LocatedCase): string {
  if ("result" in each) return each.result;
  return "check" in each && each.check !== undefined ? each.check : ("outcome" in each && each.outcome?.error) || "";
}

function listedCase(placed: LocatedCase): { id: string; op: string; result: string; requirements: string[]; comment?: string } {
  const { case: each, group, suite } = placed;
  const comment = each.comment === undefined ? {} : { comment: each.comment };
  return { id: each.id, op: group.op, result: expectedResult(placed), requirements: requirementsOf(suite.notes, each), ...comment };
}

function list(args: ParsedArguments, io: CommandIo, model: Model): number {
  if (args.positionals.length > 0) throw new UsageError(`expected no arguments, found ${args.positionals.join(" ")}`);
  const files = readVectors(args, model);
  const selection = readSelection(args, files);
  const rows = allCases(files).filter((placed) => isSelected(selection, placed)).map(listedCase);
  if (args.has("json")) {
    io.out(`${JSON.stringify(rows, undefined, 2)}\n`);
    return rows.length > 0 ? exitCode.ok : exitCode.failed;
  }
  const width = Math.max(0, ...rows.map(({ id }) => id.length));
  const results = Math.max(0, ...rows.map(({ result }) => result.length));
  const { strong, faint } = io.style;
  for (const { id, result, requirements } of rows) {
    io.out(`${`${strong(id)}${" ".repeat(width - id.length)}  ${result.padEnd(results)}  ${faint(requirements.join(" "))}`.trimEnd()}\n`);
  }
  io.error(`${rows.length} cases\n`);
  return rows.length > 0 ? exitCode.ok : exitCode.failed;
}

/** Makes the command for a protocol. */
export function vectorsListCommand(model: Model): Command {
  return {
    operands: "",
    description: [
      "Prints one case per line: its id, its expected result, and the requirements of the draft that it checks. The exit code is 1 if no case is selected.",
      "The expected result is valid, invalid, incomplete or acceptable; for a handshake it is the token of the response, or the check of the client that fails.",
    ],
    options: { ...selectionOptions, ...folderOption, json: { short: "j", summary: "print JSON, with operations and comments" } },
    examples: [
      ["vectors list --suite handshake", "the cases of one suite"],
      ["vectors list --id 'frame/*/reserved*'", "the cases whose ids match a pattern"],
      ["vectors list --requirement R-056", "the cases that check a requirement"],
    ],
    run: async (args, io) => list(args, io, model),
  };
}
