/**
 * `ws2 paths`: what the path to a URL does.
 *
 * @module
 */
import { type Look, look, type Row } from "../interop/paths/probe/look.ts";
import { adviceOn } from "./advice.ts";
import { type Arguments, type Command, exit, type Io, wholeNumber } from "./command.ts";
import { wrap } from "./help.ts";
import { lineText } from "./shown.ts";
import { readUrl } from "./url.ts";

const TITLE = 16;

/** What to set, or else to try. Where the proxies are not known, each may be the one. */
function mends({ mend, check, status, isKnown }: Row): string[] {
  if (mend.length === 0) return check === undefined ? [] : [adviceOn(check, status)];
  return mend.map(({ proxy, set }) => `${isKnown ? "" : "if it is "}${proxy}: ${set}`);
}

function rowText(row: Row, { style, columns }: Io): string {
  const { is, title, seen, ms } = row;
  const mark = { good: style.good("ok  "), poor: style.value("poor"), bad: style.bad("bad "), fact: style.faint("-   ") }[is];
  const width = Math.max(20, columns - TITLE - 9);
  const [first = "", ...others] = wrap(lineText(ms === undefined ? seen : `${seen} (${ms} ms)`), width);
  const indent = " ".repeat(TITLE + 8);
  const remedies = mends(row).flatMap((text) => wrap(text, width - 2).map((line, index) => (index === 0 ? `> ${line}` : `  ${line}`)));
  return [`  ${mark}  ${style.name(title.padEnd(TITLE))}${first}`, ...[...others, ...remedies].map((line) => `${indent}${line}`), ""].join("\n");
}

/** What it comes to. */
function verdict({ works, rows: [opening] }: Look): string {
  if (works) return "WebSocket2 works on this path.";
  if (opening?.is === "good") return "WebSocket2 opens on this path, but does not work as it should.";
  return opening?.check === "refused" ? "The path brings a handshake to the server, and the server refuses it." : "WebSocket2 does not open on this path.";
}

function closing(found: Look, { style }: Io): string {
  const { works, proxies, probes, rows } = found;
  const opens = rows[0]?.is === "good";
  const hint = probes || !opens ? [] : [style.faint("More is seen where the server answers probes: ws2 serve --mode probe.")];
  const seen = proxies.length === 0 ? [] : [`On the path: ${proxies.join(", ")}.`];
  return [...seen, (works ? style.good : style.bad)(verdict(found)), ...hint, ""].join("\n");
}

async function run(args: Arguments, io: Io): Promise<number> {
  const url = readUrl(args);
  const json = args.has("json");
  const idleS = wholeNumber(args, "idle", 1, 3600);
  const found = await look(url, { insecure: args.has("insecure"), idleS }, (row) => (json ? undefined : io.out(rowText(row, io))));
  io.out(json ? `${JSON.stringify(found, null, 2)}\n` : closing(found, io));
  return found.works ? exit.ok : exit.found;
}

/** The command. */
export const pathsCommand: Command = {
  name: "paths",
  summary: "tell what the proxies on the way to a URL do to WebSocket2",
  takes: "URL",
  text: [
    "Opens connections to a URL and looks at what becomes of them: whether one opens or which check fails, what time the path adds, whether it caches, compresses, changes fields, withholds octets or cuts silence, and what setting of which proxy mends it.",
    "Against a server started with ws2 serve --mode probe it also compares what both ends see: messages each way, uploads, fields, ends of streams and closes.",
    "The exit code is 0 where a connection opens and works, else 1.",
  ],
  options: {
    insecure: { short: "k", says: "accept any certificate" },
    json: { short: "j", says: "print what was found as JSON" },
    idle: { value: "SECONDS", says: "also stay silent for so long, and see whether the path cuts the connection" },
  },
  examples: [
    ["paths https://example.com/chat", "a server behind proxies"],
    ["paths --insecure --idle 70 --json https://localhost:8443/", "with a minute of silence, for a program"],
  ],
  run,
};
