/**
 * Checks YAML by a Zod schema, with the place of every mistake.
 *
 * @module
 */
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { pathText } from "../../common/validate-file.ts";
import { valueProblems } from "../../common/zod-messages.ts";
import type { SourcePosition, ReportDiagnostic } from "../diagnostics/diagnostics.ts";

/** The offset of the text in its file: lines before it, columns before each of its lines. */
export interface YamlOffset {
  readonly lines: number;
  readonly columns: number;
}

/** Returns the place of a path or key in a parsed document. */
export type LocateYamlPath = (path: readonly PropertyKey[], key?: string) => SourcePosition;

/** A parsed value and the places of its parts. */
export interface YamlText {
  readonly value: unknown;
  readonly locate: LocateYamlPath;
}

function keyOffset(document: Document, path: readonly PropertyKey[], key: string): number | undefined {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}

function nodeOffset(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node.range?.[0] ?? 0;
    const key = keyOffset(document, path.slice(0, length - 1), String(path[length - 1]));
    if (key !== undefined) return key;
  }
  return 0;
}

/** The greatest depth of maps and lists, and how often aliases may repeat values. */
const MAX_DEPTH = 100;
const MAX_ALIASES = 100;

/** Returns the place at which a text has more open brackets, list marks or levels of indentation than any that is written by hand. */
function positionOfDepth(text: string): SourcePosition | undefined {
  let open = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const marks = /^(?:[ \t]*[-?:](?=\s))*/.exec(line)?.[0].match(/[-?:]/g)?.length ?? 0;
    const indentation = line.length - line.trimStart().length;
    if (marks > MAX_DEPTH || indentation > 2 * MAX_DEPTH) return { line: index + 1, column: 1 };
    for (const { 0: bracket, index: column } of line.matchAll(/[[{\]}]/g)) {
      open = Math.max(open + ("[{".includes(bracket) ? 1 : -1), 0);
      if (open > MAX_DEPTH) return { line: index + 1, column: column + 1 };
    }
  }
  return undefined;
}

/**
 * Parses YAML 1.2. Reports the first syntax error.
 *
 * @returns the value, or `undefined` for a text that is not YAML
 */
export function parseYaml(text: string, report: ReportDiagnostic, offset: YamlOffset = { lines: 0, columns: 0 }): YamlText | undefined {
  const lineCounter = new LineCounter();
  const deep = positionOfDepth(text);
  if (deep !== undefined) {
    const at = { line: deep.line + offset.lines, column: deep.column + offset.columns };
    report(at, "yaml", `YAML is nested more than ${MAX_DEPTH} levels deep`);
    return undefined;
  }
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const place = (index: number): SourcePosition => {
    const { line, col } = lineCounter.linePos(index);
    return { line: line + offset.lines, column: col + offset.columns };
  };
  // Most later errors are consequences of the first one.
  const [problem] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (problem !== undefined) {
    report(place(problem.pos[0]), "yaml", `invalid YAML: ${problem.message}`);
    return undefined;
  }
  const locate: LocateYamlPath = (path, key) =>
    place((key === undefined ? undefined : keyOffset(document, path, key)) ?? nodeOffset(document, path));
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }), locate };
  } catch (error) {
    // Aliases that repeat each other would expand to a value without end.
    const alias = Math.max(text.search(/(?<=[\s,[{])\*\w/), 0);
    const reason = error instanceof ReferenceError ? "its aliases repeat too much; expected the values themselves" : String(error);
    report(place(alias), "yaml", `YAML cannot be read: ${reason}`);
    return undefined;
  }
}

/**
 * Checks a parsed value.
 *
 * @param rule - the name of the check in messages
 * @returns the value as the schema gives it, or `undefined` after a report of every mistake
 */
export function checkYaml<T>(yaml: YamlText, schema: z.ZodType<T>, rule: string, report: ReportDiagnostic): T | undefined {
  const result = schema.safeParse(yaml.value);
  if (result.success) return result.data;
  for (const { path, key, message } of valueProblems(result.error, yaml.value, schema)) {
    report(yaml.locate(path, key), rule, key !== undefined || path.length === 0 ? message : `${pathText(path)}: ${message}`);
  }
  return undefined;
}
