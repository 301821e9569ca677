/**
 * Writes the cited works into the XML, so that xml2rfc needs no network.
 *
 * @module
 */
import type { BibliographyEntry } from "./bibliography.ts";
import { sourceCitesWork, type DiagnosticReporters } from "../diagnostics/suppress-cascades.ts";
import type { TransformState } from "../state.ts";
import { el, type XmlElement } from "../xml/xml-node.ts";

function authorElement(given: BibliographyEntry["author"][number]): XmlElement {
  const organization = given.organization === undefined ? [] : [el(undefined, "organization", {}, [given.organization])];
  if (!("surname" in given)) return el(undefined, "author", {}, organization);
  const { initials, surname, role } = given;
  return el(undefined, "author", { initials, surname, fullname: `${initials} ${surname}`, role }, organization);
}

function dateElements(given: BibliographyEntry["date"]): XmlElement[] {
  if (given === undefined) return [];
  const [year, month, day] = String(given).split("-").map(Number);
  return [el(undefined, "date", { year, month, day })];
}

/** Returns the series of a work. Number and DOI of an RFC come from its name. */
function seriesOf(name: string, given: BibliographyEntry): (readonly [string, string])[] {
  const rfc = /^RFC(\d+)$/.exec(name)?.[1];
  const own = rfc === undefined ? {} : { RFC: rfc, DOI: `10.17487/RFC${rfc.padStart(4, "0")}` };
  return Object.entries({ ...given.seriesInfo, ...own }).map(([key, value]) => [key, String(value)]);
}

function referenceElement(name: string, given: BibliographyEntry): XmlElement {
  const rfc = /^RFC(\d+)$/.exec(name)?.[1];
  const target = given.target ?? (rfc === undefined ? undefined : `https://www.rfc-editor.org/info/rfc${rfc}`);
  const authors = given.author.length === 0 ? [el(undefined, "author")] : given.author.map(authorElement);
  const front = el(undefined, "front", {}, [el(undefined, "title", {}, [given.title]), ...authors, ...dateElements(given.date)]);
  return el(undefined, "reference", { anchor: name, target }, [
    front,
    ...seriesOf(name, given).map(([series, value]) => el(undefined, "seriesInfo", { name: series, value })),
    ...(given.refcontent === undefined ? [] : [el(undefined, "refcontent", {}, [given.refcontent])]),
  ]);
}

function referenceGroup(title: string, anchor: string, children: readonly XmlElement[]): XmlElement[] {
  return children.length === 0 ? [] : [el(undefined, "references", { anchor }, [el(undefined, "name", {}, [title]), ...children])];
}

/** Returns the normative and informative references, in a common section if both exist. */
export function referenceElements({ citations, bibliography }: TransformState): XmlElement[] {
  const of = (normative: boolean): XmlElement[] =>
    Object.entries(bibliography.entries)
      .filter(([name]) => citations.get(name)?.normative === normative)
      .map(([name, given]) => referenceElement(name, given));
  const groups = [
    ...referenceGroup("Normative References", "normative-references", of(true)),
    ...referenceGroup("Informative References", "informative-references", of(false)),
  ];
  return groups.length < 2 ? groups : referenceGroup("References", "references", groups);
}

/**
 * Reports uncited works, at their places in the bibliography.
 *
 * @param others - the texts of other drafts with the same bibliography; a work that they cite is not reported
 */
export function checkUncitedWorks(
  { citations, bibliography, source }: TransformState,
  others: readonly string[],
  { error: mistake, cascade: consequence }: DiagnosticReporters,
): void {
  for (const name of Object.keys(bibliography.entries)) {
    if (others.some((text) => sourceCitesWork(text, name))) continue;
    const report = sourceCitesWork(source, name) ? consequence : mistake;
    if (!citations.has(name)) report(bibliography.positionOf(name), "unused-reference", `"${name}" is not cited; cite it, or remove it`);
  }
}
