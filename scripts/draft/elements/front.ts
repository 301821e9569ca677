/**
 * The `<front>` of a document: the front matter, abstract and notes.
 *
 * @module
 */
import type { FrontMatter } from "../source/front-matter.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { optionalElement, personElement } from "./person.ts";
import type { Outline } from "../source/outline.ts";
import { transformBlocks, type TransformState } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

/** Returns a date. */
function dateElement(value: string): XmlElement {
  const [year, month, day] = value.split("-").map(Number);
  return el(undefined, "date", { year, month, day });
}

const venueTexts = [
  ["mail", "Discussion of this document takes place on the mailing list ", "mailto:"],
  ["archive", "The list is archived at ", ""],
  ["repository", "Source and issues of this document are kept at ", ""],
  ["home", "More about it stands at ", ""],
] as const;

/** Returns the note on the venues of discussion, which the RFC Editor removes. */
function venueNote(given: FrontMatter["venue"]): XmlElement[] {
  const sentences = venueTexts.flatMap(([key, words, scheme]) => {
    const target = given?.[key];
    if (target === undefined) return [];
    return [el(undefined, "t", {}, [words, el(undefined, "eref", { target: scheme + target, brackets: "angle" }), "."])];
  });
  if (sentences.length === 0) return [];
  return [el(undefined, "note", { removeInRFC: true }, [el(undefined, "name", {}, ["Discussion Venues"]), ...sentences])];
}

function isNote(node: XmlNode): boolean {
  return node.type === "element" && node.name === "note";
}

/** Returns abstract and notes. */
function abstractAndNotes(state: TransformState, { preface, abstract }: Outline): XmlNode[] {
  state.section = undefined;
  const before = transformBlocks(state, preface);
  const stray = preface.find(({ type }) => type !== "containerDirective" && type !== "html");
  if (stray !== undefined) state.report(positionOf(stray), "preface", "text before the first heading; expected # Abstract first");
  if (abstract === undefined) state.report(undefined, "abstract", "the abstract is missing; expected # Abstract");
  state.section = abstract;
  const inside = transformBlocks(state, abstract?.blocks ?? []);
  const body = inside.filter((node) => !isNote(node));
  return [
    ...(body.length === 0 ? [] : [el(abstract?.heading, "abstract", {}, body)]),
    ...[...before, ...inside].filter(isNote),
  ];
}

/** Returns `<front>`. */
export function frontElement(state: TransformState, meta: FrontMatter, outline: Outline): XmlElement {
  const { docName } = meta;
  return el(undefined, "front", {}, [
    el(undefined, "title", { abbrev: meta.abbrev, ascii: meta.asciiTitle }, [meta.title]),
    el(undefined, "seriesInfo", { name: "Internet-Draft", value: docName }),
    ...meta.author.map((one) => personElement("author", one)),
    dateElement(meta.date),
    ...optionalElement("area", meta.area),
    ...optionalElement("workgroup", meta.workgroup),
    ...meta.keyword.flatMap((word) => optionalElement("keyword", word)),
    ...abstractAndNotes(state, outline),
    ...venueNote(meta.venue),
  ]);
}
