/**
 * Parses the output of xml2rfc into diagnostics with places in the Markdown.
 *
 * @module
 */
import { originalLine, type SourceSegment } from "../source/expand-includes.ts";
import type { Diagnostic } from "../diagnostics/diagnostics.ts";

/** The map that the build writes beside the XML. */
export interface LineMap {
  /** The path of the Markdown. */
  readonly source: string;
  /** For each line of the XML, the line of the Markdown; 0 for a line without a source. */
  readonly lines: readonly number[];
  /** The files of the lines of the Markdown, if the draft has includes. */
  readonly parts?: readonly SourceSegment[];
}

/** The lines that a run without mistakes prints. `--quiet` of xml2rfc 3.34 would drop warnings too. */
const progress = /^\s*(?:Created file|Parsing file)\b/;

/** The warning that compares the date of the document with that of today. It is ignored. */
const dateWarning = /document date .* is more than \d+ days away from today's date/;

/** The line that follows other errors and adds no information. */
const followUpError = /^Invalid document before running preptool/;

const located = /^(?<file>\S.*?)\((?<line>\d+)\): (?:Error|Warning): (?<reason>.*)$/;
const unlocated = /^(?:\(No source line available\): )?(?:Error|Warning): (?<reason>.*)$/;

/** Returns a diagnostic in the Markdown, or in the XML for a line without a source. */
function markdownPosition(xmlPath: string, line: number, map: LineMap | undefined): Pick<Diagnostic, "file" | "line" | "column"> {
  const markdown = map?.lines[line - 1] ?? 0;
  if (map === undefined || markdown === 0) return { file: xmlPath, line, column: 1 };
  return { ...originalLine(map.parts ?? [{ from: 1, file: map.source, line: 1 }], markdown), column: 1 };
}

/**
 * Parses the output of xml2rfc. A line that is not a message continues the message before it.
 *
 * @param output - the whole output
 * @param xmlPath - the XML file
 * @param map - the line map of the file, if it exists
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
