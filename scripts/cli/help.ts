/**
 * The help of `ws2` and its commands.
 *
 * @module
 */
import { wrapText } from "../common/wrap-text.ts";
import { allOptions, type Command, type CommandOption } from "./command.ts";
import type { CommandEntry } from "./command-entry.ts";
import { padVisible, type Style } from "./terminal/style.ts";

const MAX_COLUMNS = 88;

/** The beginning of the names of the commands for authors. */
const DRAFT_GROUP = "draft ";

/** Returns a name and a text in two columns. */
function tableEntry(name: string, shown: number, width: number, text: string, columns: number): string[] {
  const [first = "", ...others] = wrapText(text, columns - width - 4);
  return [`  ${padVisible(name, shown, width)}  ${first}`, ...others.map((line) => `${" ".repeat(width + 4)}${line}`)];
}

function optionName([name, { short, valueName: value, multiple: many }]: readonly [string, CommandOption]): string {
  return `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}${many === true ? " ..." : ""}`;
}

function helpTable(rows: readonly (readonly [string, string])[], style: Style, columns: number): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.flatMap(([name, text]) => tableEntry(style.name(name), name.length, width, text, columns));
}

function exampleLines(command: Command, style: Style): string[] {
  if (command.examples.length === 0) return [];
  const lines = command.examples.flatMap(([line, says]) => [`  ${style.faint(`# ${says}`)}`, `  ws2 ${line}`, ""]);
  return [style.strong("Examples"), ...lines];
}

async function optionRow(option: readonly [string, CommandOption]): Promise<[string, string]> {
  const [, { summary }] = option;
  return [optionName(option), typeof summary === "string" ? summary : await summary()];
}

/** Returns the help of one command. */
export async function commandHelp(name: string, command: Command, style: Style, columns: number): Promise<string> {
  const width = Math.min(columns, MAX_COLUMNS);
  const takes = command.operands === "" ? "" : ` ${command.operands}`;
  const rows = await Promise.all(Object.entries(allOptions(command)).map(optionRow));
  const lines = [
    `${style.strong("Usage")}: ws2 ${name} [OPTIONS]${takes}`,
    "",
    ...command.description.flatMap((paragraph) => [...wrapText(paragraph, width), ""]),
    style.strong("Options"),
    ...helpTable(rows, style, width),
    "",
    ...exampleLines(command, style),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** Returns the help of a group of commands, such as `vectors`: its commands. */
export function groupHelp(group: string, commands: readonly CommandEntry[], style: Style, columns: number): string {
  const rows = commands.map((command): [string, string] => [command.name, command.summary]);
  const lines = [
    `${style.strong("Usage")}: ws2 ${group} COMMAND [OPTIONS] [ARGUMENTS]`,
    "",
    style.strong("Commands"),
    ...helpTable(rows, style, Math.min(columns, MAX_COLUMNS)),
    "",
    `ws2 ${group} COMMAND --help prints the help of a command.`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Returns the help of `ws2` itself. */
export function mainHelp(commands: readonly CommandEntry[], style: Style, columns: number): string {
  const width = Math.min(columns, MAX_COLUMNS);
  const rows = (isDraft: boolean): [string, string][] =>
    commands.filter(({ name }) => name.startsWith(DRAFT_GROUP) === isDraft).map(({ name, summary }) => [name, summary]);
  const lines = [
    wrapText(
      "ws2 runs WebSocket2 clients and servers, decodes and encodes frames, and tests implementations. It also builds Internet-Drafts, of any protocol.",
      width,
    )
      .join("\n")
      .replace("ws2", style.strong("ws2")),
    "",
    `${style.strong("Usage")}: ws2 COMMAND [OPTIONS] [ARGUMENTS]`,
    "",
    style.strong("Commands"),
    ...helpTable(rows(false), style, width),
    "",
    style.strong("Commands for authors of Internet-Drafts"),
    ...helpTable(rows(true), style, width),
    "",
    style.strong("Options"),
    ...helpTable(
      [
        ["-h, --help", "print this help; after a command, the help of the command"],
        ["    --version", "print the version"],
      ],
      style,
      width,
    ),
    "",
    ...wrapText(
      "Exit codes: 0 success; 1 malformed octets, a connection that fails to open or to close cleanly, or a failed case; 2 a command line or file that cannot be used; 130 a run of cases that was interrupted.",
      width,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
