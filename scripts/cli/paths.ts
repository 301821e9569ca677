/**
 * `ws2 paths`: checks the path to a URL.
 *
 * @module
 */
import { escapeControls, safeJson } from "../common/escape-controls.ts";
import { exitCode } from "../common/program.ts";
import { type ProbeReport, probePath, type ProbeRow } from "../interop/intermediaries/probe/probe-path.ts";
import { adviceFor } from "./advice.ts";
import { type ParsedArguments, type Command, type CommandIo, integerOption } from "./command.ts";
import { wrapText } from "../common/wrap-text.ts";
import { readUrlArgument } from "./options/url.ts";

/** The width of the longest title and two spaces. */
const TITLE_COLUMNS = 27;

/** Returns the settings that fix a problem, or else general advice. An unknown intermediary may be any of the listed ones. */
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
  const remedies = fixLines(row).flatMap((text) =>
    wrapText(text, width - 2).map((line, index) => (index === 0 ? `> ${line}` : `  ${line}`)),
  );
  return [
    `  ${mark}  ${style.name(title.padEnd(TITLE_COLUMNS))}${first}`,
    ...[...others, ...remedies].map((line) => `${indent}${line}`),
    "",
  ].join("\n");
}

/** Returns the verdict in one sentence. */
function verdictText({ works, rows: [opening] }: ProbeReport): string {
  if (works) return "WebSocket2 works on this path.";
  if (opening?.is === "good") return "WebSocket2 opens on this path, but some checks fail.";
  return opening?.check === "refused"
    ? "The handshake reaches the server, and the server refuses it."
    : "WebSocket2 does not open on this path.";
}

function summaryText(found: ProbeReport, { style }: CommandIo): string {
  const { works, proxies, probes, rows } = found;
  const opens = rows[0]?.is === "good";
  const hint = probes || !opens ? [] : [style.faint("A server started with ws2 serve --mode probe allows more checks.")];
  const seen = proxies.length === 0 ? [] : [`On the path: ${proxies.join(", ")}.`];
  return [...seen, (works ? style.good : style.bad)(verdictText(found)), ...hint, ""].join("\n");
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const url = readUrlArgument(args);
  const json = args.has("json");
  const idleS = integerOption(args, "idle", 1, 3600);
  const found = await probePath(url, { insecure: args.has("insecure"), idleS }, (row) => (json ? undefined : io.out(checkText(row, io))));
  io.out(json ? `${safeJson(found, 2)}\n` : summaryText(found, io));
  return found.works ? exitCode.ok : exitCode.failed;
}

/** The command. */
export const pathsCommand: Command = {
  operands: "URL",
  description: [
    "Opens connections to a URL and reports which check fails, the time that the path adds, and whether an intermediary caches, compresses, changes fields, buffers or closes idle connections. For each problem it prints the setting of the intermediary that fixes it. make intermediaries runs the same checks.",
    "With a server started by ws2 serve --mode probe, it also compares both ends: messages in each direction, uploads, fields, ends of streams and closes.",
    "The exit code is 0 if a connection opens and all checks pass, 1 otherwise.",
  ],
  options: {
    insecure: { short: "k", summary: "accept any certificate" },
    json: { short: "j", summary: "print the results as JSON" },
    idle: { valueName: "SECONDS", summary: "also check whether the path closes a connection that is idle for this time" },
  },
  examples: [
    ["paths https://example.com/chat", "a server behind intermediaries"],
    ["paths --insecure --idle 70 --json https://localhost:8443/", "with an idle connection, and JSON for a program"],
  ],
  run,
};
