import { z } from "zod";
import { flag } from "../attributes.ts";
import { container } from "../directive.ts";
import { placeOf } from "../messages.ts";
import { blocks, informally, phrasing } from "../state.ts";
import { el } from "../xml.ts";
import { labelled } from "./label.ts";

const attributes = z.strictObject({ remove: flag });

/** `:::note[Title]{remove}`: a note on the first page, before all sections. */
export const note = container(attributes, (state, node, { remove }) => {
  const { label, body } = labelled(node);
  const at = placeOf(node);
  if (state.section !== undefined && state.section.part !== "abstract") {
    state.report(at, "note", "a note stands before the first section; expected :::aside here");
    return [];
  }
  if (label === undefined) state.report(at, "note", "note without a title; expected :::note[Title]");
  const name = informally(state, () => phrasing(state, label?.children ?? []));
  return [el(node, "note", { removeInRFC: remove }, [el(label ?? node, "name", {}, name), ...blocks(state, body)])];
});
