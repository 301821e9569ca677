import type { Nodes } from "mdast";
import type { ReportDiagnostic, SourcePosition } from "../diagnostics/diagnostics.ts";

/** What RFCXML has no element for, by type of mdast node: its name, and what to write. */
const unsupported: Readonly<Record<string, readonly [name: string, write: string]>> = {
  image: ["an image", "a fence ```artwork with the drawing in ASCII, and {svg=FILE.svg} for its SVG"],
  imageReference: ["an image", "a fence ```artwork with the drawing in ASCII, and {svg=FILE.svg} for its SVG"],
  thematicBreak: ["a rule across the page", "a heading, <!-- --> between two lists, or nothing"],
  heading: ["a heading in a list, quotation or directive", "it outside, or **text** in a paragraph"],
};

/** Reports a node without a handler. */
export function reportUnsupported(node: Nodes, at: SourcePosition | undefined, report: ReportDiagnostic): void {
  const known = Object.hasOwn(unsupported, node.type) ? unsupported[node.type] : undefined;
  const [name, write] = known ?? [`the Markdown construct "${node.type}"`, "other text, or code for what is meant as it stands"];
  report(at, "unsupported", `${name} has no counterpart in RFCXML; expected ${write}`);
}
