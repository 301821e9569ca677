import type { Text } from "mdast";
import { resolveDefinition, footnoteElement } from "../source/definitions.ts";
import { placeholderElements } from "../inline/placeholder.ts";
import { tokenize, type InlineToken } from "../inline/tokens.ts";
import { toAsciiPunctuation } from "../source/characters.ts";
import type { TransformState } from "../state.ts";
import { el, text, type XmlNode } from "../xml/xml-node.ts";

function tokenElements(state: TransformState, token: InlineToken): XmlNode[] {
  switch (token.kind) {
    case "placeholder":
      return placeholderElements(state, token.value, token.at);
    case "requirement":
      return requirementAnchor(state, token);
    case "keyword":
      return [state.normative ? el(token.at, "bcp14", {}, [token.value]) : text(token.at, token.value)];
    case "footnote":
      return footnoteElement(state, token.value, token.at);
    case "undefined":
      resolveDefinition(state, state.definitions.links, token.value, token.at);
      return [];
    case "left-over":
      state.report(token.at, "left-over", strayMarkReason(token.value));
      return [];
    default:
      return [text(token.at, toAsciiPunctuation(token.value))];
  }
}

function strayMarkReason(mark: string): string {
  return mark === "{R-" ? "malformed identifier; expected {R-017}" : `"${mark}" has no counterpart; write a literal mark as code`;
}

function requirementAnchor(state: TransformState, { at, value }: InlineToken): XmlNode[] {
  if (state.normative) return [el(at, "requirement", { id: value })];
  state.report(at, "requirement", `identifier ${value} is in a title or quotation; expected it after a sentence of the draft itself`);
  return [];
}

/** Text becomes characters and marks. */
export function handleText(state: TransformState, node: Text): XmlNode[] {
  return tokenize(state.source, node).flatMap((token) => tokenElements(state, token));
}
