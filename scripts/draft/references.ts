/**
 * The references that the draft cites, written into the XML so that no network is needed.
 *
 * @module
 */
import type { Reference } from "./bibliography.ts";
import { citesWork, type Reports } from "./consequences.ts";
import type { State } from "./state.ts";
import { el, type XmlElement } from "./xml.ts";

function author(given: Reference["author"][number]): XmlElement {
  const organization = given.organization === undefined ? [] : [el(undefined, "organization", {}, [given.organization])];
  if (!("surname" in given)) return el(undefined, "author", {}, organization);
  const { initials, surname, role } = given;
  return el(undefined, "author", { initials, surname, fullname: `${initials} ${surname}`, role }, organization);
}

function date(given: Reference["date"]): XmlElement[] {
  if (given === undefined) return [];
  const [year, month, day] = String(given).split("-").map(Number);
  return [el(undefined, "date", { year, month, day })];
}

/** Series of a work; an RFC knows its own number and DOI. */
function series(name: string, given: Reference): (readonly [string, string])[] {
  const rfc = /^RFC(\d+)$/.exec(name)?.[1];
  const own = rfc === undefined ? {} : { RFC: rfc, DOI: `10.17487/RFC${rfc.padStart(4, "0")}` };
  return Object.entries({ ...given.seriesInfo, ...own }).map(([key, value]) => [key, String(value)]);
}

function reference(name: string, given: Reference): XmlElement {
  const rfc = /^RFC(\d+)$/.exec(name)?.[1];
  const target = given.target ?? (rfc === undefined ? undefined : `https://www.rfc-editor.org/info/rfc${rfc}`);
  const authors = given.author.length === 0 ? [el(undefined, "author")] : given.author.map(author);
  const front = el(undefined, "front", {}, [el(undefined, "title", {}, [given.title]), ...authors, ...date(given.date)]);
  return el(undefined, "reference", { anchor: name, target }, [
    front,
    ...series(name, given).map(([series, value]) => el(undefined, "seriesInfo", { name: series, value })),
    ...(given.refcontent === undefined ? [] : [el(undefined, "refcontent", {}, [given.refcontent])]),
  ]);
}

function group(title: string, anchor: string, children: readonly XmlElement[]): XmlElement[] {
  return children.length === 0 ? [] : [el(undefined, "references", { anchor }, [el(undefined, "name", {}, [title]), ...children])];
}

/** Normative and informative references, in a common section where both exist. */
export function referenceElements({ citations, bibliography }: State): XmlElement[] {
  const of = (normative: boolean): XmlElement[] =>
    Object.entries(bibliography.entries)
      .filter(([name]) => citations.get(name)?.normative === normative)
      .map(([name, given]) => reference(name, given));
  const groups = [
    ...group("Normative References", "normative-references", of(true)),
    ...group("Informative References", "informative-references", of(false)),
  ];
  return groups.length < 2 ? groups : group("References", "references", groups);
}

/** Reports the works that nothing cites, at their place in the bibliography. */
export function checkUnused({ citations, bibliography, source }: State, { mistake, consequence }: Reports): void {
  for (const name of Object.keys(bibliography.entries)) {
    const report = citesWork(source, name) ? consequence : mistake;
    if (!citations.has(name)) report(bibliography.placeOf(name), "unused-reference", `nothing cites "${name}"`);
  }
}
