/**
 * Citations of works, by the name in the bibliography or by a name that the draft gives them.
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

/** How a citation names a part of a work. */
export interface CitedSection {
  readonly section: string;
  readonly format: "of" | "comma";
}

/** How strongly the draft needs a work: `!` normative, `?` informative, or nothing said. */
export type CitationMark = "!" | "?" | "";

/** The name that a draft gives a work: `{{!HTTP=RFC9110}}`. */
export const aliasPattern = /^(?<mark>[!?]?)(?<alias>[A-Za-z_][\w.-]*)=(?<name>[A-Za-z_][\w.-]*)$/;

/** Whether a name is that of a work, or has its form. */
export function isWorkName({ aliases, bibliography }: TransformState, name: string): boolean {
  return aliases.has(name) || Object.hasOwn(bibliography.entries, name) || /^(RFC|BCP|STD)\d+$/.test(name);
}

/** Cites a work of the bibliography. */
export function cite(state: TransformState, given: string, mark: CitationMark, at: SourcePosition, part?: CitedSection, element?: string): XmlNode[] {
  const name = state.aliases.get(given) ?? given;
  const known = [...Object.keys(state.bibliography.entries), ...state.aliases.keys()];
  if (!Object.hasOwn(state.bibliography.entries, name)) {
    state.report(at, "citation", `"${name}" is not in the bibliography; ${suggest(name, known)}`, element);
    return [];
  }
  const cited = state.citations.get(name) ?? { normative: false, at };
  cited.normative ||= mark === "!";
  state.citations.set(name, cited);
  return [el(at, "xref", { target: name, section: part?.section, sectionFormat: part?.format })];
}

function addAlias(state: TransformState, alias: string, name: string, at: SourcePosition): void {
  const { aliases, bibliography, report } = state;
  const before = aliases.get(alias);
  const other = [...aliases].find(([, work]) => work === name)?.[0];
  const fail = (reason: string): void => report(at, "alias", reason);
  if (before === name) return;
  if (before !== undefined) fail(`"${alias}" is a name of ${before} already; expected another name for ${name}`);
  else if (other !== undefined) fail(`${name} is called "${other}" already; expected {{${other}}}`);
  else if (Object.hasOwn(bibliography.entries, alias)) fail(`"${alias}" is a work of the bibliography; expected another name for ${name}`);
  else aliases.set(alias, name);
}

/** Finds the names that the draft gives to works, so that they hold before the place where they are given too. */
export function collectAliases(state: TransformState, tree: Root): void {
  visit(tree, "text", (node) => {
    if (!/\{\{\s*[!?]?[A-Za-z_][\w.-]*=/.test(node.value)) return;
    for (const { kind, value, at } of tokenize(state.source, node)) {
      const groups = kind === "placeholder" ? aliasPattern.exec(value)?.groups : undefined;
      if (groups !== undefined) addAlias(state, groups.alias ?? "", groups.name ?? "", at);
    }
  });
}

/** What tells xml2rfc to print a work by the name that the draft gives it. */
export function displayReferenceElements({ aliases, citations }: TransformState): XmlElement[] {
  const cited = [...aliases].filter(([, name]) => citations.has(name));
  return cited.map(([alias, name]) => el(undefined, "displayreference", { target: name, to: alias }));
}
