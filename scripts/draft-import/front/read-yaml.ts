/**
 * Reads the YAML of kramdown-rfc, which allows more than the front matter of a draft.
 *
 * @module
 */
import { isMap as isYamlMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { ReportLine, SourceLine } from "../source/source-line.ts";
import { isMap, type YamlMap } from "./persons.ts";

/** The parsed front matter, and the lines of its keys. */
export interface ReadYaml {
  readonly value: YamlMap;
  /** Returns the line of a key, by its path from the highest level. */
  readonly lineOf: (...path: readonly string[]) => SourceLine | undefined;
}

/** Reads YAML. A key may stand twice; the last one counts, as in Ruby. `undefined` for a text that is no map. */
export function readYaml(lines: readonly SourceLine[], report: ReportLine): ReadYaml | undefined {
  const lineCounter = new LineCounter();
  const text = lines.map((line) => line.text).join("\n");
  const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false, logLevel: "silent" });
  const at = (offset: number): SourceLine | undefined => lines[lineCounter.linePos(offset).line - 1];
  const [problem] = document.errors;
  if (problem !== undefined) {
    report(at(problem.pos[0]), "yaml", `invalid YAML: ${problem.message}`);
    return undefined;
  }
  const value: unknown = document.toJS();
  if (!isMap(value)) {
    report(lines[0], "yaml", "expected a map of keys in the front matter");
    return undefined;
  }
  const lineOf = (...path: readonly string[]): SourceLine | undefined => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isYamlMap(parent) ? parent.items.findLast(({ key }) => isScalar(key) && String(key.value) === path.at(-1)) : undefined;
    const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    return start === undefined ? undefined : at(start);
  };
  return { value, lineOf };
}
