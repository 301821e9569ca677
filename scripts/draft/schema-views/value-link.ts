/**
 * Links the names of fields and registry entries in the prose to their definitions: the row of a table, or else the
 * section that the schema cites. The text of the link is the name.
 *
 * @module
 */
import type { Citation, Model } from "../../../reference/layout/model.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

/** A link; its row may come later in the document. */
export interface ValueLink {
  readonly xref: XmlElement;
  readonly row: string;
}

/** Returns the anchor of the row that defines a part of an element. */
export function rowAnchor(element: string, part: string): string {
  return `${element}.${part}`;
}

/** Returns the citation of a part named by a path: `frame.length` or `error.FRAM`, optionally with `title` or `name`. */
function citationOfPart(model: Model, path: string): Citation | undefined {
  const [id = "", part = "", property] = path.split(".");
  const element = model.elements[id];
  if (element?.kind === "struct" && (property ?? "title") === "title") return element.fields.find(({ name }) => name === part)?.cite;
  if (element?.kind === "registry" && (property ?? "name") === "name") return element.entries.find(({ name }) => name === part)?.cite;
  return undefined;
}

/** Links a value of the schema that is the name of a part, except in titles and other links. */
export function linkValue(state: TransformState, path: string, at: SourcePosition, content: XmlNode): XmlNode {
  const cite = state.normative && state.model !== undefined ? citationOfPart(state.model, path) : undefined;
  const section = cite?.startsWith("#") === true ? cite.slice(1) : undefined;
  if (section === undefined || !state.anchors.has(section)) return content;
  const [id = "", part = ""] = path.split(".");
  const xref = el(at, "xref", { target: section, format: "none" }, [content]);
  state.valueLinks.push({ xref, row: rowAnchor(id, part) });
  return xref;
}

/** Resolves the links, when all rows are known. */
export function resolveValueLinks({ rowAnchors: rows, valueLinks }: TransformState): void {
  for (const { xref, row } of valueLinks) if (rows.has(row)) xref.attributes.target = row;
}
