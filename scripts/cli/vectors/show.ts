/**
 * `ws2 vectors show`: one case, its octets field by field, and the sentences of the draft that it checks.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import type { CompressionChoice } from "../../../reference/schema/index.ts";
import { compressionNameOf } from "../../../reference/wire/index.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import { parseOctets } from "../../interop/format/octets.ts";
import { websocket2ElementIds } from "../../interop/format/element-ids.ts";
import { oneLineJson } from "../../interop/format/suite-text.ts";
import type { ReportDraft } from "../../interop/report/result.ts";
import { type ChunkingInput, inputOctets } from "../../interop/runner/chunking.ts";
import { allCases, type VectorCase, isSelected, type LocatedCase, requirementsOf } from "../../interop/vectors/select-cases.ts";
import { type ParsedArguments, type Command, type CommandIo } from "../command.ts";
import { annotateOctets } from "../frames/decode.ts";
import { wrapText } from "../help.ts";
import type { Style } from "../terminal/style.ts";
import { readDraftInfo, folderOption, readVectors } from "./options.ts";

/** The members of a case that are shown in another way than as they stand. */
const OMITTED_MEMBERS: readonly string[] = ["id", "comment", "flags", "requirement"];

/** How many characters of a member are shown. */
const MAX_MEMBER_CHARACTERS = 2000;

/** How many octets are shown field by field: what is longer is a matter of its payload. */
const MAX_SHOWN_OCTETS = 4096;

const truncate = (text: string): string => (text.length > MAX_MEMBER_CHARACTERS ? `${text.slice(0, MAX_MEMBER_CHARACTERS)}... (${text.length} characters)` : text);

/** The octets of a case, field by field; nothing where it has none, or where they come from both sides. */
export function annotatedOctets({ group, case: each }: LocatedCase, model: Model, style: Style): string[] {
  if (group.op === "session" || !("wire" in each || "steps" in each)) return [];
  const octets = group.op === "varsize" || group.op === "encode" ? parseOctets((each as { wire: Parameters<typeof parseOctets>[0] }).wire) : inputOctets(each as ChunkingInput);
  if (octets.length > MAX_SHOWN_OCTETS) return [style.faint(`The octets are ${octets.length}: more than are shown field by field.`), ""];
  const config = "config" in group ? (group.config as { compression?: unknown; limit?: number }) : {};
  const choice = typeof config.compression === "object" ? (config.compression as CompressionChoice | null) : null;
  const given = { limit: config.limit, compression: { method: compressionNameOf(choice), parameters: choice } };
  return [annotateOctets(model, group.op === "varsize" ? websocket2ElementIds.integer : websocket2ElementIds.frame, octets, given, style)];
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

/** A statement of the draft, with its sentence where that is known. */
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
  if (id === undefined || others.length > 0) throw new UsageError("expected the id of one case; ws2 vectors list has them");
  const found = allCases(readVectors(args, model)).filter((placed) => isSelected({ id }, placed));
  if (found.length === 0) throw new UsageError(`there is no case ${id}; ws2 vectors list has them`);
  const draft = readDraftInfo(args);
  io.out(found.map((placed) => caseText(placed, draft, model, io)).join("\n"));
  return exitCode.ok;
}

/** Makes the command for a protocol. */
export function vectorsShowCommand(model: Model): Command {
  return {
    name: "vectors show",
    summary: "show a case, its octets, and the sentences that it checks",
    operands: "ID",
    description: [
      "Prints what goes in and what has to come out, the octets field by field with the place of a fault, why the case is there, and the statements of the draft that it checks.",
      "The sentences come from the built draft; where that is not at hand, the level and the section are told.",
    ],
    options: { ...folderOption },
    examples: [
      ["vectors show frame/reserved/1", "one case"],
      ["vectors show 'varsize/long/*'", "several"],
    ],
    run: async (args, io) => show(args, io, model),
  };
}
