/**
 * Changes XML in running text: elements of RFCXML that have another form.
 *
 * @module
 */
import { validAnchor } from "../anchors.ts";
import type { ImportContext } from "../context.ts";
import type { SourceLine } from "../source/source-line.ts";
import { indexEntry } from "./index-entry.ts";

/** An element in running text. */
export interface InlineElement {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
  /** The text inside, already changed. */
  readonly inner: string;
  readonly at: SourceLine;
}

type WriteElement = (element: InlineElement, context: ImportContext) => string;

const keep: WriteElement = ({ name, inner }) => `<${name}>${inner}</${name}>`;
const inside: WriteElement = ({ inner }) => inner;
const around =
  (mark: string): WriteElement =>
  ({ inner }) =>
    inner === "" ? "" : `${mark}${inner}${mark}`;

/** The elements by name. */
const writers: Readonly<Record<string, WriteElement>> = {
  br: () => "<br>",
  vspace: () => "<br>",
  sup: keep,
  sub: keep,
  bcp14: inside,
  em: around("*"),
  strong: around("**"),
  tt: around("`"),
  spanx: inside,
  u: ({ inner, values }) => {
    const given = Object.entries(values).filter(([key]) => key === "format" || key === "ascii");
    return `<u${given.map(([key, value]) => ` ${key}="${value}"`).join("")}>${inner}</u>`;
  },
  contact: ({ values, inner, at }, { report }) => {
    if (inner.trim() !== "") {
      report(at, "xml", `the address of ${values.fullname ?? "<contact>"} is left out; expected contributor: in the front matter`);
    }
    return values.fullname ?? values.asciifullname ?? "";
  },
  xref: ({ values, inner, at }, context) => writeReference(values, inner, at, context),
  relref: ({ values, inner, at }, context) => writeReference(values, inner, at, context),
  eref: ({ values, inner }) =>
    inner === "" || inner === values.target ? `<${values.target ?? ""}>` : `[${inner}](${values.target ?? ""})`,
  iref: ({ values }) => indexEntry([values.item ?? "", values.subitem ?? ""].filter((part) => part !== "").join(", ")),
  cref: ({ inner, values, at }, { definitions, usedFootnotes }) => {
    const label = `comment-${definitions.footnotes.size + 1}`;
    const source = values.source === undefined ? {} : { source: values.source };
    definitions.footnotes.set(label, { at, text: inner.trim(), attributes: { values: source, names: [] } });
    usedFootnotes.add(label);
    return `[^${label}]`;
  },
};

function writeReference(values: InlineElement["values"], inner: string, at: SourceLine, { works }: ImportContext): string {
  const { target = "", section, sectionformat } = values;
  const cited = works.find(target) === undefined ? undefined : works.cite({ mark: "", name: target }, at);
  if (cited === undefined) return inner === "" ? `{{${validAnchor(target)}}}` : `[${inner}](#${validAnchor(target)})`;
  const before = inner === "" ? "" : `${inner} `;
  if (section === undefined) return `${before}{{${cited}}}`;
  return `${before}${sectionformat === "comma" ? `{{${cited}, Section ${section}}}` : `{{Section ${section} of ${cited}}}`}`;
}

/** Returns the attributes of a tag by their names in lower case. */
export function tagAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/(?<key>[\w:]+)=(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/g)];
  return Object.fromEntries(pairs.map(({ groups = {} }) => [(groups.key ?? "").toLowerCase(), groups.double ?? groups.single ?? ""]));
}

/** Returns whether an element has a form in the draft. */
export function isKnownElement(name: string): boolean {
  return Object.hasOwn(writers, name);
}

/** Writes an element in its form of the draft. */
export function writeElement(element: InlineElement, context: ImportContext): string {
  return writers[element.name]?.(element, context) ?? element.inner;
}
