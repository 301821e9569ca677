/**
 * What to do about a citation of a work that is not in the bibliography.
 *
 * @module
 */
import { nearest } from "../../common/suggest.ts";
import { bibxmlFiles } from "../bibliography/bibxml-files.ts";
import type { TransformState } from "../state.ts";

const withoutNumbers = (name: string): string => name.replace(/\d+/g, "#");

/** Returns the known name that the author may have meant. Names that differ in their numbers are different works. */
function meantName(name: string, known: readonly string[]): string | undefined {
  return nearest(name, known.filter((other) => withoutNumbers(other) !== withoutNumbers(name)));
}

/** Returns the message about a work that is not in the bibliography: the name that was meant, or the line to add. */
export function unknownWorkReason({ bibliography, aliases, segments }: TransformState, name: string): string {
  const near = meantName(name, [...Object.keys(bibliography.entries), ...aliases.keys()]);
  const problem = `"${name}" is not in the bibliography`;
  const isInSeries = bibxmlFiles(name) !== undefined;
  if (near !== undefined && !isInSeries) return `${problem}; did you mean "${near}"?`;
  const { path } = bibliography;
  const place = path === undefined ? 'a file that the front matter names, "references: references.yaml"' : path;
  const line = `add "${name}: {title: ..., date: ...}" to ${place}`;
  return `${problem}; ${line}${isInSeries ? `, or run "ws2 draft reference add ${name} ${segments[0]?.file ?? ""}"` : ""}`;
}
