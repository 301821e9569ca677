import { z } from "zod";
import { flagAttribute } from "./attributes.ts";
import { containerDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { transformBlocks, withoutKeywords, transformPhrasing } from "../state.ts";
import { el } from "../xml/xml-node.ts";
import { splitLabel } from "./label.ts";

const noteAttributes = z.strictObject({ remove: flagAttribute });

/** `:::note[Title]{remove}`: a note on the first page, before all sections. */
export const note = containerDirective(noteAttributes, (state, node, { remove }) => {
  const { label, body } = splitLabel(node);
  const at = positionOf(node);
  if (state.section !== undefined && state.section.part !== "abstract") {
    state.report(at, "note", "a note is allowed only before the first section; expected :::aside here");
    return [];
  }
  if (label === undefined) state.report(at, "note", "note without a title; expected :::note[Title]");
  const name = withoutKeywords(state, () => transformPhrasing(state, label?.children ?? []));
  return [el(node, "note", { removeInRFC: remove }, [el(label ?? node, "name", {}, name), ...transformBlocks(state, body)])];
});
