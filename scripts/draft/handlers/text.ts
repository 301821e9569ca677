import type { Text } from "mdast";
import { definitionOf, footnote } from "../definitions.ts";
import { placeholder } from "../inline/placeholder.ts";
import { tokens, type Token } from "../inline/tokens.ts";
import type { State } from "../state.ts";
import { el, text, type XmlNode } from "../xml.ts";

function render(state: State, token: Token): XmlNode[] {
  switch (token.kind) {
    case "placeholder":
      return placeholder(state, token.value, token.at);
    case "requirement":
      return requirement(state, token);
    case "keyword":
      return [state.normative ? el(token.at, "bcp14", {}, [token.value]) : text(token.at, token.value)];
    case "footnote":
      return footnote(state, token.value, token.at);
    case "undefined":
      definitionOf(state, state.definitions.links, token.value, token.at);
      return [];
    case "left-over":
      state.report(token.at, "left-over", leftOver(token.value));
      return [];
    default:
      return [text(token.at, token.value)];
  }
}

function leftOver(mark: string): string {
  return mark === "{R-" ? "malformed identifier; expected {R-017}" : `"${mark}" is left over; what belongs to the text goes into code`;
}

function requirement(state: State, { at, value }: Token): XmlNode[] {
  if (state.normative) return [el(at, "iref", { item: value })];
  state.report(at, "requirement", `identifier ${value} stands in a title or quotation; expected a sentence of the draft's own`);
  return [];
}

/** Characters, with the marks that stand in them. */
export function handleText(state: State, node: Text): XmlNode[] {
  return tokens(state.source, node).flatMap((token) => render(state, token));
}
