/**
 * Citations of works, by their name in the bibliography or in the draft.
 *
 * @module
 */
import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import { suggest } from "../../common/suggest.ts";
import { tokenize } from "../inline/tokens.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

/** The cited part of a work. */
export interface CitedSection {
  /** The number of the section, or its anchor in a draft of the set. */
  readonly section: string;
  readonly format: "of" | "comma";
}

/** The kind of a citation: `!` normative, `?` informative, or neither. */
export type CitationMark = "!" | "?" | "";

const numberPattern = /^(?:[0-9]+|[A-Z])(?:\.[0-9]+)*$/;

/** The name that a draft gives a work: `{{!HTTP=RFC9110}}`. */
export const aliasPattern = /^(?<mark>[!?]?)(?<alias>[A-Za-z_][\w.-]*)=(?<name>[A-Za-z_][\w.-]*)$/;

/** Returns whether a name is that of a work, or has the form of one. */
export function isWorkName({ aliases, bibliography }: TransformState, name: string): boolean {
  return aliases.has(name) || Object.hasOwn(bibliography.entries, name) || /^(RFC|BCP|STD)\d+$/.test(name);
}

/** Cites a work of the bibliography. */
export function cite(
  state: TransformState,
  given: string,
  mark: CitationMark,
  at: SourcePosition,
  part?: CitedSection,
  element?: string,
): XmlNode[] {
  const name = state.aliases.get(given) ?? given;
  const known = [...Object.keys(state.bibliography.entries), ...state.aliases.keys()];
  if (!Object.hasOwn(state.bibliography.entries, name)) {
    state.report(at, "citation", `"${name}" is not in the bibliography; ${suggest(name, known)}`, element);
    return [];
  }
  const cited = state.citations.get(name) ?? { normative: false, at };
  cited.normative ||= mark === "!";
  state.citations.set(name, cited);
  const section = part && sectionNumber(state, name, part.section, at);
  return [el(at, "xref", { target: name, section, sectionFormat: section === undefined ? undefined : part?.format })];
}

/** Returns the number of a cited section. A draft of the set is cited by anchor, so that the number follows the draft. */
function sectionNumber({ bibliography, report }: TransformState, work: string, given: string, at: SourcePosition): string | undefined {
  const numbers = bibliography.entries[work]?.sectionNumbers;
  if (numbers === undefined) {
    if (numberPattern.test(given)) return given;
    report(at, "citation", `"${given}" is not the number of a section; only drafts of this set are cited by anchor`);
    return undefined;
  }
  const found = numbers.get(given);
  if (found !== undefined && found !== "") return found;
  const [anchor] = [...numbers].find(([, number]) => number === given) ?? [];
  const expected = anchor === undefined ? suggest(given, [...numbers.keys()]) : `expected its anchor, "${anchor}"`;
  const problem = found === "" ? `section "${given}" of ${work} has no number` : `unknown section "${given}" of ${work}; ${expected}`;
  report(at, "citation", problem);
  return undefined;
}

function addAlias(state: TransformState, alias: string, name: string, at: SourcePosition): void {
  const { aliases, bibliography, report } = state;
  const before = aliases.get(alias);
  const other = [...aliases].find(([, work]) => work === name)?.[0];
  const fail = (reason: string): void => report(at, "alias", reason);
  if (before === name) return;
  if (before !== undefined) fail(`"${alias}" is already a name of ${before}; expected another name for ${name}`);
  else if (other !== undefined) fail(`${name} is already called "${other}"; expected {{${other}}}`);
  else if (Object.hasOwn(bibliography.entries, alias)) {
    fail(`"${alias}" is the name of another work in the bibliography; expected another name for ${name}`);
  }
  else aliases.set(alias, name);
}

/** Finds the names that the draft gives to works first, so that citations before the definition can use them. */
export function collectAliases(state: TransformState, tree: Root): void {
  visit(tree, "text", (node) => {
    if (!/\{\{\s*[!?]?[A-Za-z_][\w.-]*=/.test(node.value)) return;
    for (const { kind, value, at } of tokenize(state.source, node)) {
      const groups = kind === "placeholder" ? aliasPattern.exec(value)?.groups : undefined;
      if (groups !== undefined) addAlias(state, groups.alias ?? "", groups.name ?? "", at);
    }
  });
}

/** Returns the elements that make xml2rfc print a work by its name in the draft. */
export function displayReferenceElements({ aliases, citations }: TransformState): XmlElement[] {
  const cited = [...aliases].filter(([, name]) => citations.has(name));
  return cited.map(([alias, name]) => el(undefined, "displayreference", { target: name, to: alias }));
}
