/**
 * The attributes of a heading: `# Title {#anchor .unnumbered}`.
 *
 * @module
 */
import type { Heading } from "mdast";
import { toString } from "mdast-util-to-string";
import { suggest } from "../../common/suggest.ts";
import { parseAttributeText, type AttributeText } from "./attribute-text.ts";
import type { AnchoredHeading } from "./heading-anchors.ts";
import type { ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";

/** The attributes of a heading. */
export interface HeadingAttributes extends AnchoredHeading {
  readonly numbered: boolean;
  /** Whether the table of contents lists the section, if given. */
  readonly toc?: "include" | "exclude";
  /** Whether the RFC Editor removes the section. */
  readonly removeInRfc: boolean;
}

const classes = ["unnumbered", "notoc", "remove"];

/** Removes the braces from the last text of a heading. */
function takeBraces(heading: Heading): string | undefined {
  const last = heading.children.at(-1);
  if (last?.type !== "text") return undefined;
  const found = /(?<!\{)\{(?<inner>[^{}]*)\}\s*$/.exec(last.value);
  if (found === null || /^R-\d+$/.test(found.groups?.inner ?? "")) return undefined;
  last.value = last.value.slice(0, found.index).trimEnd();
  return found.groups?.inner;
}

/** Returns the anchor of a title: lower case, words joined by hyphens. */
export function slug(title: string): string {
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return /^[a-z]/.test(words) ? words : `s-${words}`;
}

function checkKnownAttributes(heading: Heading, attributes: AttributeText, report: ReportDiagnostic): void {
  for (const name of attributes.classes) {
    if (!classes.includes(name)) {
      report(positionOf(heading), "attribute", `unknown class ".${name}" of a heading; ${suggest(name, classes)}`);
    }
  }
  for (const name of Object.keys(attributes.values)) {
    report(positionOf(heading), "attribute", `unknown attribute "${name}" of a heading; expected #anchor or .${classes.join(", .")}`);
  }
}

/**
 * Reads the attributes of a heading and removes them from its text.
 *
 * @param report - receives malformed and unknown attributes
 */
export function readHeading(heading: Heading, report: ReportDiagnostic): HeadingAttributes {
  const braces = takeBraces(heading);
  const read = parseAttributeText(braces ?? "");
  const attributes = typeof read === "string" ? { classes: [], values: {} } : read;
  if (typeof read === "string") report(positionOf(heading), "attribute", read);
  checkKnownAttributes(heading, attributes, report);
  const has = (name: string): boolean => attributes.classes.includes(name);
  return {
    anchor: attributes.id ?? slug(toString(heading)),
    anchorGiven: attributes.id !== undefined,
    numbered: !has("unnumbered"),
    ...(has("notoc") ? { toc: "exclude" as const } : {}),
    removeInRfc: has("remove"),
  };
}
