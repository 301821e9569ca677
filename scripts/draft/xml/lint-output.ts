/**
 * Checks the characters of the XML. The check of the Markdown reports those that the author wrote in prose; this one finds those
 * that come from elsewhere, such as data files.
 *
 * @module
 */
import type { ReportDiagnostic, SourcePosition } from "../diagnostics/diagnostics.ts";
import { describeCharacters, firstForeign } from "../source/characters.ts";
import type { XmlElement } from "./xml-node.ts";

/** The elements whose text may have characters of any script, as in xml2rfc. */
const unicodeElements = new Set(
  ["artwork", "city", "code", "country", "organization", "refcontent", "region", "sourcecode", "street", "title", "tt", "u"],
);

/** The attributes that may have characters of any script. */
const unicodeAttributes = new Set(
  ["author", "contact"].flatMap((name) => ["fullname", "initials", "surname"].map((attribute) => `${name}.${attribute}`)),
);

/** Reports characters outside ASCII where RFCXML does not expect them. */
export function lintOutputCharacters(root: XmlElement, report: ReportDiagnostic): void {
  const check = (value: string, at: SourcePosition | undefined): void => {
    const found = firstForeign(value);
    if (found === undefined) return;
    const before = value.slice(0, value.indexOf(found)).split("\n");
    const place = at && { line: at.line + before.length - 1, column: 1 };
    const shown = (value.split("\n")[before.length - 1] ?? "").trim().slice(0, 60);
    report(place, "character", `${describeCharacters(found)} in the output "${shown}"; expected ASCII`);
  };
  const walk = (element: XmlElement, outer: SourcePosition | undefined): void => {
    const at = element.at ?? outer;
    for (const [key, value] of Object.entries(element.attributes)) {
      if (!unicodeAttributes.has(`${element.name}.${key}`)) check(value, at);
    }
    for (const child of element.children) {
      if (child.type === "element") walk(child, at);
      else if (child.type !== "raw" && !unicodeElements.has(element.name)) check(child.value, child.at ?? at);
    }
  };
  walk(root, undefined);
}
