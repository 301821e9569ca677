/**
 * `ws2 vectors show`: prints a case, its octets field by field, and the requirements that it checks.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import { caseContext, caseOctets } from "../../interop/explain/case-octets.ts";
import { oneLineJson } from "../../interop/format/suite-text.ts";
import type { ReportDraft } from "../../interop/report/result.ts";
import { allCases, type VectorCase, isSelected, type LocatedCase, requirementsOf } from "../../interop/vectors/select-cases.ts";
import type { ParsedArguments, Command, CommandIo } from "../command.ts";
import { annotateOctets } from "../frames/decode.ts";
import { wrapText } from "../../common/wrap-text.ts";
import type { Style } from "../terminal/style.ts";
import { readDraftInfo, folderOption, readVectors } from "./options.ts";

/** The members of a case that other parts of the output show. */
const OMITTED_MEMBERS: readonly string[] = ["id", "comment", "flags", "requirement"];

/** The most characters of a member. */
const MAX_MEMBER_CHARACTERS = 2000;

/** The most octets that are shown field by field. */
const MAX_SHOWN_OCTETS = 4096;

const truncate = (text: string): string =>
  text.length > MAX_MEMBER_CHARACTERS ? `${text.slice(0, MAX_MEMBER_CHARACTERS)}... (${text.length} characters)` : text;

/** Returns the octets of a case field by field; empty for a case without octets, and for a session, whose octets come from both ends. */
export function annotatedOctets(located: LocatedCase, model: Model, style: Style): string[] {
  const found = caseOctets(located);
  if (found === undefined) return [];
  const { type, octets } = found;
  if (octets.length > MAX_SHOWN_OCTETS) return [style.faint(`The case has ${octets.length} octets, too many to show field by field.`), ""];
  return [annotateOctets(model, type, octets, caseContext(located), style)];
}

function memberLines(each: VectorCase, style: Style): string[] {
  return Object.entries(each)
    .filter(([key, value]) => !OMITTED_MEMBERS.includes(key) && value !== undefined)
    .map(([key, value]) => {
      const items = key === "fields" || key === "steps" || key === "frames" ? (value as unknown[]) : undefined;
      if (items === undefined || items.length < 2) return `${style.name(key)}: ${truncate(oneLineJson(value))}`;
      return [`${style.name(key)}:`, ...items.map((item) => `  ${truncate(oneLineJson(item))}`)].join("\n");
    });
}

/** Returns the lines of a requirement, with its sentence if the folder of vectors has it. */
function requirementLines(id: string, draft: ReportDraft | undefined, io: CommandIo): string[] {
  const statement = draft?.requirements[id];
  if (statement === undefined) return [id, ""];
  const { level, section, title, text } = statement;
  const head = `${io.style.strong(id)}  ${level}, ${title} (${draft?.name}${section})`;
  return [head, ...(text === undefined ? [] : wrapText(text, Math.max(40, Math.min(io.columns, 88) - 2)).map((line) => `  ${line}`)), ""];
}

function caseText(placed: LocatedCase, draft: ReportDraft | undefined, model: Model, io: CommandIo): string {
  const { case: each, group, suite, path } = placed;
  const { style } = io;
  const flags = each.flags ?? [];
  const lines = [
    `${style.strong(each.id)}  ${style.faint(`${group.op}, ${path}`)}`,
    ...(each.comment === undefined ? [] : [each.comment]),
    "",
    ...("config" in group ? [`${style.name("config")}: ${oneLineJson(group.config)}`] : []),
    ...memberLines(each, style),
    "",
    ...annotatedOctets(placed, model, style),
    ...flags.flatMap((flag) => [`${style.strong(flag)}: ${suite.notes[flag]?.why ?? ""}`]),
    ...(flags.length > 0 ? [""] : []),
    ...requirementsOf(suite.notes, each).flatMap((id) => requirementLines(id, draft, io)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function show(args: ParsedArguments, io: CommandIo, model: Model): number {
  const [id, ...others] = args.positionals;
  if (id === undefined || others.length > 0) throw new UsageError("expected the id of one case; ws2 vectors list prints all ids");
  const found = allCases(readVectors(args, model)).filter((placed) => isSelected({ ids: [id] }, placed));
  if (found.length === 0) throw new UsageError(`unknown case ${id}; ws2 vectors list prints all ids`);
  const draft = readDraftInfo(args);
  io.out(found.map((placed) => caseText(placed, draft, model, io)).join("\n"));
  return exitCode.ok;
}

/** Makes the command for a protocol. */
export function vectorsShowCommand(model: Model): Command {
  return {
    operands: "ID",
    description: [
      "Prints the input and the expected result of a case, its octets field by field with the place of a fault, its purpose, and the requirements of the draft that it checks.",
    ],
    options: { ...folderOption },
    examples: [
      ["vectors show frame/reserved/1", "one case"],
      ["vectors show 'varsize/long/*'", "several cases"],
    ],
    run: async (args, io) => show(args, io, model),
  };
}
