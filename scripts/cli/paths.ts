/**
 * `ws2 paths`: what the path to a URL does.
 *
 * @module
 */
import { exitCode } from "../common/program.ts";
import { type ProbeReport, probePath, type ProbeRow } from "../interop/intermediaries/probe/probe-path.ts";
import { adviceFor } from "./advice.ts";
import { type ParsedArguments, type Command, type CommandIo, integerOption } from "./command.ts";
import { wrapText } from "./help.ts";
import { escapeControls } from "./terminal/format-text.ts";
import { readUrlArgument } from "./options/url.ts";

/** The width of the longest title, and two spaces. */
const TITLE_COLUMNS = 27;

/** What to set, or else to try. Where the proxies are not known, each may be the one. */
function fixLines({ fixes, check, status, isKnown }: ProbeRow): string[] {
  if (fixes.length === 0) return check === undefined ? [] : [adviceFor(check, status)];
  return fixes.map(({ proxy, set }) => `${isKnown ? "" : "if it is "}${proxy}: ${set}`);
}

function checkText(row: ProbeRow, { style, columns }: CommandIo): string {
  const { is, title, seen, ms } = row;
  const mark = { good: style.good("ok  "), poor: style.value("poor"), bad: style.bad("bad "), fact: style.faint("-   ") }[is];
  const width = Math.max(20, columns - TITLE_COLUMNS - 9);
  const [first = "", ...others] = wrapText(escapeControls(ms === undefined ? seen : `${seen} (${ms} ms)`), width);
  const indent = " ".repeat(TITLE_COLUMNS + 8);
  const remedies = fixLines(row).flatMap((text) => wrapText(text, width - 2).map((line, index) => (index === 0 ? `> ${line}` : `  ${line}`)));
  return [`  ${mark}  ${style.name(title.padEnd(TITLE_COLUMNS))}${first}`, ...[...others, ...remedies].map((line) => `${indent}${line}`), ""].join("\n");
}

/** What it comes to. */
function verdictText({ works, rows: [opening] }: ProbeReport): string {
  if (works) return "WebSocket2 works on this path.";
  if (opening?.is === "good") return "WebSocket2 opens on this path, but does not work as it should.";
  return opening?.check === "refused" ? "The path brings a handshake to the server, and the server refuses it." : "WebSocket2 does not open on this path.";
}

function summaryText(found: ProbeReport, { style }: CommandIo): string {
  const { works, proxies, probes, rows } = found;
  const opens = rows[0]?.is === "good";
  const hint = probes || !opens ? [] : [style.faint("More is seen where the server answers probes: ws2 serve --mode probe.")];
  const seen = proxies.length === 0 ? [] : [`On the path: ${proxies.join(", ")}.`];
  return [...seen, (works ? style.good : style.bad)(verdictText(found)), ...hint, ""].join("\n");
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const url = readUrlArgument(args);
  const json = args.has("json");
  const idleS = integerOption(args, "idle", 1, 3600);
  const found = await probePath(url, { insecure: args.has("insecure"), idleS }, (row) => (json ? undefined : io.out(checkText(row, io))));
  io.out(json ? `${JSON.stringify(found, null, 2)}\n` : summaryText(found, io));
  return found.works ? exitCode.ok : exitCode.failed;
}

/** The command. */
export const pathsCommand: Command = {
  name: "paths",
  summary: "tell what the proxies on the way to a URL do to WebSocket2",
  operands: "URL",
  description: [
    "Runs checks on the path to a URL: whether a connection opens or which check fails, how much time the path adds, whether it caches, compresses, changes fields, withholds octets or cuts silence, and which setting of which proxy fixes that. The checks are those of make intermediaries.",
    "Against a server started with ws2 serve --mode probe it also compares both ends: messages each way, uploads, fields, ends of streams and closes.",
    "The exit code is 0 where a connection opens and works, else 1.",
  ],
  options: {
    insecure: { short: "k", summary: "accept any certificate" },
    json: { short: "j", summary: "print what was found as JSON" },
    idle: { valueName: "SECONDS", summary: "also stay silent for so long, and see whether the path cuts the connection" },
  },
  examples: [
    ["paths https://example.com/chat", "a server behind proxies"],
    ["paths --insecure --idle 70 --json https://localhost:8443/", "with a minute of silence, for a program"],
  ],
  run,
};
