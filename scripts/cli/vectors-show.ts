/**
 * `ws2 vectors show`: one case, its octets field by field, and the sentences of the draft that it checks.
 *
 * @module
 */
import type { Model } from "../../reference/layout/index.ts";
import type { CompressionChoice } from "../../reference/schema/index.ts";
import { methodOf } from "../../reference/wire/index.ts";
import { octetsOf } from "../interop/format/octets.ts";
import { websocket2Parts } from "../interop/format/parts.ts";
import { lineJson } from "../interop/print.ts";
import type { Draft } from "../interop/report/result.ts";
import { type Input, inputOctets } from "../interop/runner/feeds.ts";
import { allCases, type Case, isSelected, type Placed, statementsOf } from "../interop/select.ts";
import { type Arguments, type Command, exit, type Io, UsageError } from "./command.ts";
import { annotated } from "./decode.ts";
import { wrap } from "./help.ts";
import type { Style } from "./style.ts";
import { draftFor, folderOption, vectorsOf } from "./vectors.ts";

/** The members of a case that are shown in another way than as they stand. */
const SHOWN: readonly string[] = ["id", "comment", "flags", "requirement"];

/** How many characters of a member are shown. */
const MOST = 2000;

/** How many octets are shown field by field: what is longer is a matter of its payload. */
const MOST_OCTETS = 4096;

const clip = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}... (${text.length} characters)` : text);

/** The octets of a case, field by field; nothing where it has none, or where they come from both sides. */
export function fieldsText({ group, case: each }: Placed, model: Model, style: Style): string[] {
  if (group.op === "session" || !("wire" in each || "steps" in each)) return [];
  const octets = group.op === "varsize" || group.op === "encode" ? octetsOf((each as { wire: Parameters<typeof octetsOf>[0] }).wire) : inputOctets(each as Input);
  if (octets.length > MOST_OCTETS) return [style.faint(`The octets are ${octets.length}: more than are shown field by field.`), ""];
  const config = "config" in group ? (group.config as { compression?: unknown; limit?: number }) : {};
  const choice = typeof config.compression === "object" ? (config.compression as CompressionChoice | null) : null;
  const given = { limit: config.limit, agreed: { method: methodOf(choice), choice } };
  return [annotated(model, group.op === "varsize" ? websocket2Parts.integer : websocket2Parts.frame, octets, given, style)];
}

function members(each: Case, style: Style): string[] {
  return Object.entries(each)
    .filter(([key, value]) => !SHOWN.includes(key) && value !== undefined)
    .map(([key, value]) => {
      const items = key === "fields" || key === "steps" || key === "frames" ? (value as unknown[]) : undefined;
      if (items === undefined || items.length < 2) return `${style.name(key)}: ${clip(lineJson(value))}`;
      return [`${style.name(key)}:`, ...items.map((item) => `  ${clip(lineJson(item))}`)].join("\n");
    });
}

/** A statement of the draft, with its sentence where that is known. */
function statementText(id: string, draft: Draft | undefined, io: Io): string[] {
  const statement = draft?.statements[id];
  if (statement === undefined) return [id, ""];
  const { level, section, title, text } = statement;
  const head = `${io.style.strong(id)}  ${level}, ${title} (${draft?.name}${section})`;
  return [head, ...(text === undefined ? [] : wrap(text, Math.max(40, Math.min(io.columns, 88) - 2)).map((line) => `  ${line}`)), ""];
}

function caseText(placed: Placed, draft: Draft | undefined, model: Model, io: Io): string {
  const { case: each, group, suite, path } = placed;
  const { style } = io;
  const flags = each.flags ?? [];
  const lines = [
    `${style.strong(each.id)}  ${style.faint(`${group.op}, ${path}`)}`,
    ...(each.comment === undefined ? [] : [each.comment]),
    "",
    ...("config" in group ? [`${style.name("config")}: ${lineJson(group.config)}`] : []),
    ...members(each, style),
    "",
    ...fieldsText(placed, model, style),
    ...flags.flatMap((flag) => [`${style.strong(flag)}: ${suite.notes[flag]?.why ?? ""}`]),
    ...(flags.length > 0 ? [""] : []),
    ...statementsOf(suite.notes, each).flatMap((id) => statementText(id, draft, io)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function show(args: Arguments, io: Io, model: Model): number {
  const [id, ...others] = args.words;
  if (id === undefined || others.length > 0) throw new UsageError("expected the id of one case; ws2 vectors list has them");
  const found = allCases(vectorsOf(args, model)).filter((placed) => isSelected({ id }, placed));
  if (found.length === 0) throw new UsageError(`there is no case ${id}; ws2 vectors list has them`);
  const draft = draftFor(args);
  io.out(found.map((placed) => caseText(placed, draft, model, io)).join("\n"));
  return exit.ok;
}

/** Makes the command for a protocol. */
export function vectorsShowCommand(model: Model): Command {
  return {
    name: "vectors show",
    summary: "show a case, its octets, and the sentences that it checks",
    takes: "ID",
    text: [
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
