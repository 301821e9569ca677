import { positionOf } from "../diagnostics/diagnostics.ts";
import type { Section } from "../source/outline.ts";
import { registerAnchor, transformBlocks, withoutKeywords, transformPhrasing, type TransformState } from "../state.ts";
import { el, type XmlElement } from "../xml/xml-node.ts";

/** Returns the text of references to a section. */
function sectionLabel({ part, depth, number, title }: Section): string {
  if (number === "") return `"${title}"`;
  return part === "back" && depth === 1 ? `Appendix ${number}` : `Section ${number}`;
}

const ownAnchor = "expected an anchor of its own at the heading, {#other}";

/** Registers the anchors of all sections first, so that no figure takes one. */
export function registerSections(state: TransformState, sections: readonly Section[]): void {
  for (const section of sections) {
    const { anchor, anchorGiven, anchorShared, title, heading } = section;
    registerAnchor(state, anchor, sectionLabel(section), positionOf(heading), anchorGiven ? undefined : ownAnchor);
    state.sectionTitles.set(anchor, title);
    if (anchorShared === true) state.sharedAnchors.set(anchor, title);
  }
}

/** Returns a section with its blocks and subsections. */
export function sectionElement(state: TransformState, section: Section): XmlElement {
  const { heading, anchor, numbered, toc, removeInRfc, children } = section;
  const attributes = { anchor, numbered: numbered ? undefined : false, toc, removeInRFC: removeInRfc ? true : undefined };
  state.section = section;
  const name = el(heading, "name", {}, withoutKeywords(state, () => transformPhrasing(state, heading.children)));
  const body = transformBlocks(state, section.blocks);
  return el(heading, "section", attributes, [name, ...body, ...children.map((child) => sectionElement(state, child))]);
}
