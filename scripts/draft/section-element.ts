import { placeOf } from "./messages.ts";
import type { Section } from "./sections.ts";
import { addAnchor, blocks, informally, phrasing, type State } from "./state.ts";
import { el, type XmlElement } from "./xml.ts";

/** How a sentence calls a section. */
function labelOf({ part, depth, number, title }: Section): string {
  if (number === "") return `"${title}"`;
  return part === "back" && depth === 1 ? `Appendix ${number}` : `Section ${number}`;
}

/** Makes the anchors of all sections known, so that figures inside them cannot take one. */
export function addSections(state: State, sections: readonly Section[]): void {
  for (const section of sections) addAnchor(state, section.anchor, labelOf(section), placeOf(section.heading));
}

/** A section with its blocks and its sections. */
export function sectionElement(state: State, section: Section): XmlElement {
  const { heading, anchor, numbered, toc, removeInRfc, children } = section;
  const attributes = { anchor, numbered: numbered ? undefined : false, toc, removeInRFC: removeInRfc ? true : undefined };
  state.section = section;
  const name = el(heading, "name", {}, informally(state, () => phrasing(state, heading.children)));
  const body = blocks(state, section.blocks);
  return el(heading, "section", attributes, [name, ...body, ...children.map((child) => sectionElement(state, child))]);
}
