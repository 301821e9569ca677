/**
 * Links from the names of fields and registry entries in the prose to the place that defines them:
 * the row of a table where one shows it, else the section that the schema cites. They read as the bare name.
 *
 * @module
 */
import type { Citation, Model } from "../../../reference/layout/model.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

/** A link whose row may come later in the document. */
export interface ValueLink {
  readonly xref: XmlElement;
  readonly row: string;
}

/** The anchor of the row that defines a part of an element. */
export function rowAnchor(element: string, part: string): string {
  return `${element}.${part}`;
}

/** The citation of a part whose name a path prints: `frame.length`, `error.FRAM`, both perhaps with `title` or `name`. */
function citationOfPart(model: Model, path: string): Citation | undefined {
  const [id = "", part = "", property] = path.split(".");
  const element = model.elements[id];
  if (element?.kind === "struct" && (property ?? "title") === "title") return element.fields.find(({ name }) => name === part)?.cite;
  if (element?.kind === "registry" && (property ?? "name") === "name") return element.entries.find(({ name }) => name === part)?.cite;
  return undefined;
}

/** Links a value of the schema where it is the name of a part, and stands neither in a title nor in another link. */
export function linkValue(state: TransformState, path: string, at: SourcePosition, content: XmlNode): XmlNode {
  const cite = state.normative && state.model !== undefined ? citationOfPart(state.model, path) : undefined;
  const section = cite?.startsWith("#") === true ? cite.slice(1) : undefined;
  if (section === undefined || !state.anchors.has(section)) return content;
  const [id = "", part = ""] = path.split(".");
  const xref = el(at, "xref", { target: section, format: "none" }, [content]);
  state.valueLinks.push({ xref, row: rowAnchor(id, part) });
  return xref;
}

/** Points links at the rows, when all are known. */
export function resolveValueLinks({ rowAnchors: rows, valueLinks }: TransformState): void {
  for (const { xref, row } of valueLinks) if (rows.has(row)) xref.attributes.target = row;
}
