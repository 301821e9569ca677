/**
 * What xml2rfc prints, as messages with the place in the Markdown.
 *
 * @module
 */
import { originalLine, type SourceSegment } from "../source/expand-includes.ts";
import type { Diagnostic } from "../diagnostics/diagnostics.ts";

/** The map that the build writes beside the XML. */
export interface LineMap {
  /** Path of the Markdown. */
  readonly source: string;
  /** For each line of the XML the line of the Markdown, 0 where it comes from none. */
  readonly lines: readonly number[];
  /** Where the lines of the Markdown come from, if not all from its one file. */
  readonly parts?: readonly SourceSegment[];
}

/** What a run without mistakes prints. `--quiet` would drop them, but xml2rfc 3.34 drops warnings, too. */
const progress = /^\s*(?:Created file|Parsing file)\b/;

/** Compares with today's clock whatever the build says, so it is the one warning that counts for nothing. */
const dateWarning = /document date .* is more than \d+ days away from today's date/;

/** What it says after other errors and that adds nothing to them. */
const followUpError = /^Invalid document before running preptool/;

const located = /^(?<file>\S.*?)\((?<line>\d+)\): (?:Error|Warning): (?<reason>.*)$/;
const unlocated = /^(?:\(No source line available\): )?(?:Error|Warning): (?<reason>.*)$/;

/** A message in the Markdown, or where the line comes from nothing there, in the XML. */
function markdownPosition(xmlPath: string, line: number, map: LineMap | undefined): Pick<Diagnostic, "file" | "line" | "column"> {
  const markdown = map?.lines[line - 1] ?? 0;
  if (map === undefined || markdown === 0) return { file: xmlPath, line, column: 1 };
  return { ...originalLine(map.parts ?? [{ from: 1, file: map.source, line: 1 }], markdown), column: 1 };
}

/**
 * Reads the output of xml2rfc; lines that follow a message and are not one belong to it.
 *
 * @param output all that it printed.
 * @param xmlPath the XML file.
 * @param map the map of that file, where there is one.
 */
export function parseXml2rfcOutput(output: string, xmlPath: string, map?: LineMap): Diagnostic[] {
  const messages: Diagnostic[] = [];
  for (const line of output.split("\n").map((text) => text.trimEnd()).filter((text) => text !== "" && !progress.test(text))) {
    const found = located.exec(line)?.groups ?? unlocated.exec(line)?.groups;
    const last = messages.at(-1);
    if (found !== undefined) {
      const at = found.line === undefined ? markdownPosition(xmlPath, 1, undefined) : markdownPosition(xmlPath, Number(found.line), map);
      messages.push({ ...at, rule: "xml2rfc", reason: found.reason ?? "" });
    } else if (last === undefined) messages.push({ ...markdownPosition(xmlPath, 1, undefined), rule: "xml2rfc", reason: line.trim() });
    else messages[messages.length - 1] = { ...last, reason: `${last.reason}\n${line.trim()}` };
  }
  return messages.filter(({ reason }) => !dateWarning.test(reason) && !(messages.length > 1 && followUpError.test(reason)));
}
