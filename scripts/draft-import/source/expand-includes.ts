/**
 * Copies included files into the text, as kramdown-rfc does before it reads anything else.
 *
 * @module
 */
import { isBlank, splitLines, type ReportLine, type SourceLine } from "./source-line.ts";

/** Reads a text file, by a path relative to the document. Returns `undefined` if it cannot be read. */
export type ReadIncluded = (path: string) => string | undefined;

const includePattern = /^(?<indent>\s*)\{::include(?<flags>(?:-[a-z0-9.]+)*)\s+(?<path>[^{}]+?)\}(?<rest>.*)$/;
const maxDepth = 8;

/** How flags of an include change its lines. `undefined` is a flag that needs no change. */
const flagEffects: Readonly<Record<string, ((lines: readonly SourceLine[]) => readonly SourceLine[]) | undefined>> = {
  nested: undefined,
  dedent: removeIndent,
  quote: (lines) => lines.map((line) => ({ ...line, text: `> ${line.text}` })),
};

function removeIndent(lines: readonly SourceLine[]): readonly SourceLine[] {
  const least = Math.min(...lines.filter((line) => !isBlank(line)).map(({ text }) => /^ */.exec(text)?.[0].length ?? 0));
  return lines.map((line) => ({ ...line, text: line.text.slice(least) }));
}

/** Returns the lines of the file. An include that cannot be read stays as it is. */
function includedLines(line: SourceLine, read: ReadIncluded, report: ReportLine, depth: number): readonly SourceLine[] {
  const { flags = "", path = "" } = includePattern.exec(line.text)?.groups ?? {};
  const names = flags.split("-").filter((name) => name !== "");
  const text = depth > maxDepth ? undefined : read(path);
  if (text === undefined) {
    report(line, "include", `${path} cannot be read; it stays an include`);
    return [line];
  }
  const unknown = names.filter((name) => !Object.hasOwn(flagEffects, name));
  const without = unknown.length === 0 ? "" : ` without "-${unknown.join("-")}", which has no counterpart`;
  report(line, "include", `the text of ${path} is copied into the draft${without}`);
  const lines = expandIncludes(splitLines(text, path), read, report, depth + 1);
  return names.reduce<readonly SourceLine[]>((all, name) => flagEffects[name]?.(all) ?? all, lines);
}

/** Replaces each line `{::include path}` by the lines of the file. */
export function expandIncludes(lines: readonly SourceLine[], read: ReadIncluded, report: ReportLine, depth = 0): SourceLine[] {
  return lines.flatMap((line) => {
    if (!line.text.includes("{::include") || !includePattern.test(line.text)) return [line];
    return includedLines(line, read, report, depth);
  });
}
