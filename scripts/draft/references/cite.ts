/**
 * Citations of works, by their name in the bibliography or in the draft.
 *
 * @module
 */
import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import { bibxmlFiles } from "../bibliography/bibxml-files.ts";
import { tokenize } from "../inline/tokens.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml/xml-node.ts";
import { parseCitation, type ParsedCitation, type CitationMark } from "./citation.ts";
import { citedPartElements } from "./cite-parts.ts";
import { unknownWorkReason } from "./unknown-work.ts";

/** Returns whether a name is that of a work, or has the form of one and not that of an anchor. */
export function isWorkName({ aliases, anchors, bibliography }: TransformState, name: string): boolean {
  if (aliases.has(name) || Object.hasOwn(bibliography.entries, name)) return true;
  if (anchors.has(name)) return false;
  return bibxmlFiles(name) !== undefined || !/^[A-Za-z_][\w.-]*$/.test(name);
}

/** Returns the name in the bibliography of a cited work. Reports an unknown one. */
export function citeWork(
  state: TransformState,
  given: string,
  mark: CitationMark,
  at: SourcePosition,
  element?: string,
): string | undefined {
  const name = state.aliases.get(given) ?? given;
  if (!Object.hasOwn(state.bibliography.entries, name)) {
    state.report(at, "citation", unknownWorkReason(state, name), element);
    return undefined;
  }
  const cited = state.citations.get(name) ?? { normative: false, at };
  cited.normative ||= mark === "!";
  state.citations.set(name, cited);
  return name;
}

/**
 * Cites a work of the bibliography, or parts of it.
 *
 * @param element - the schema element that has the citation
 */
export function cite(state: TransformState, citation: ParsedCitation, at: SourcePosition, element?: string): XmlNode[] {
  const { work: given, mark, parts, format, conjunction, fragment } = citation;
  const name = citeWork(state, given, mark, at, element);
  if (name === undefined) return [];
  if (parts !== undefined && format !== undefined && conjunction !== undefined) {
    return citedPartElements(state, name, { parts, format, conjunction, ...(fragment === undefined ? {} : { fragment }) }, at);
  }
  if (fragment !== undefined) {
    state.report(at, "citation", `"${given}#${fragment}" has no section; expected {{Section "title" of ${given}#${fragment}}}`);
  }
  return [el(at, "xref", { target: state.bibliography.anchors.get(name) })];
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
  for (const [name, { display }] of Object.entries(state.bibliography.entries)) {
    if (display !== undefined && display !== name) state.aliases.set(display, name);
  }
  visit(tree, "text", (node) => {
    if (!/\{\{[^{}]*=/.test(node.value)) return;
    for (const { kind, value, at } of tokenize(state.source, node)) {
      const { alias, work } = (kind === "placeholder" ? parseCitation(value) : undefined) ?? {};
      if (alias !== undefined && work !== undefined) addAlias(state, alias, work, at);
    }
  });
}

/** Returns the printed names of the works of which the anchor is another one, by anchor. */
export function displayedNames({ aliases, bibliography }: TransformState): ReadonlyMap<string, string> {
  const aliasOf = new Map([...aliases].map(([alias, name]) => [name, alias]));
  const pairs = [...bibliography.anchors].map(([name, anchor]) => [anchor, aliasOf.get(name) ?? name] as const);
  return new Map(pairs.filter(([anchor, shown]) => anchor !== shown));
}

/** Returns the elements that make xml2rfc print a work by its name in the draft. */
export function displayReferenceElements(state: TransformState): XmlElement[] {
  const cited = new Set([...state.citations.keys()].map((name) => state.bibliography.anchors.get(name)));
  const names = [...displayedNames(state)].filter(([anchor]) => cited.has(anchor));
  return names.map(([anchor, shown]) => el(undefined, "displayreference", { target: anchor, to: shown }));
}
