/**
 * Changes the references of kramdown-rfc to a bibliography.
 *
 * @module
 */
import { importDate } from "../front/dates.ts";
import { asLine, asList, isMap, personName, type YamlMap } from "../front/persons.ts";
import type { ReportLine, SourceLine } from "../source/source-line.ts";
import { CitedWorks, isNumberedWork, workName } from "./cited-works.ts";

function authorFields(value: unknown): YamlMap[] {
  if (!isMap(value)) return asLine(value) === undefined ? [] : [{ organization: asLine(value) }];
  const { initials, surname } = personName(value);
  const organization = asLine(value.organization) ?? asLine(value.org);
  const role = asLine(value.role) === "editor" ? { role: "editor" } : {};
  if (initials !== undefined && surname !== undefined) {
    return [{ initials, surname, ...(organization === undefined ? {} : { organization }), ...role }];
  }
  return organization === undefined ? [] : [{ organization }];
}

/** Returns the series, which kramdown-rfc takes as a map or as a list of maps. */
function seriesFields(value: unknown): YamlMap {
  const maps = asList(value).filter(isMap);
  return Object.fromEntries(maps.flatMap((map) => Object.entries(map)).map(([key, one]) => [key, asLine(one) ?? ""]));
}

const lines = (value: unknown): string | undefined => {
  const all = asList(value).flatMap((one) => asLine(one) ?? []);
  return all.length === 0 ? undefined : all.join(", ");
};

/** The fields of a work, and how to read them. A reader returns nothing for a field that says nothing. */
const fieldReaders: readonly (readonly [name: string, keys: readonly string[], read: (value: unknown) => unknown])[] = [
  ["title", ["title"], asLine],
  ["author", ["author"], (value) => asList(value).flatMap(authorFields)],
  ["date", ["date"], importDate],
  ["seriesInfo", ["seriesinfo", "seriesInfo"], seriesFields],
  ["refcontent", ["refcontent", "rc"], lines],
  ["target", ["target"], (value) => asLine(value)?.replaceAll(" ", "%20")],
  ["annotation", ["annotation", "ann"], lines],
];

/** Keys of a work that other parts of the import read, or that change nothing. */
const otherKeys = new Set(["display", "=", "-", "override", "quote-title", "quotetitle", "format", "abstract"]);

const isNothing = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0) || (isMap(value) && Object.keys(value).length === 0);

/** Reads the fields of a work. */
export function workFields(given: YamlMap, report: (reason: string) => void): YamlMap {
  const known = new Set(fieldReaders.flatMap(([, keys]) => keys));
  const lost = Object.keys(given).filter((key) => !known.has(key) && !otherKeys.has(key) && given[key] !== null);
  if (lost.length > 0) report(`${lost.map((key) => `"${key}"`).join(", ")} is left out: it has no counterpart`);
  const found = fieldReaders.flatMap(([name, keys, read]) => {
    const value = keys.map((key) => read(given[key])).find((one) => !isNothing(one));
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

/** A number alone is that of the RFC with an erratum: `Err6543: 8610`. */
function erratumFields(key: string, rfc: unknown): YamlMap | undefined {
  const number = /^Err(?<number>\d+)$/.exec(key)?.groups?.number;
  if (number === undefined || typeof rfc !== "number") return undefined;
  return { title: `RFC Errata Report ${number}`, target: `https://www.rfc-editor.org/errata/eid${number}`, refcontent: `RFC ${rfc}` };
}

/** What the references of a document share. */
export interface ReferenceContext {
  readonly report: ReportLine;
  readonly lineOf: (...path: readonly string[]) => SourceLine | undefined;
}

function addWork(works: CitedWorks, section: string, key: string, value: unknown, { report, lineOf }: ReferenceContext): void {
  const at = lineOf(section, key);
  const normative = section === "normative";
  const other = isMap(value) ? asLine(value["="]) : typeof value === "string" ? value : undefined;
  const name = workName(other !== undefined && isNumberedWork(other) ? other : key);
  const given = erratumFields(key, value) ?? (isMap(value) ? value : {});
  const fields = workFields(given, (reason) => report(at, "reference", `${key}: ${reason}`));
  const display = workName((isMap(value) ? asLine(value.display) : undefined) ?? key);
  works.add(key, { name, ...(display === name ? {} : { display }), normative, fields, at });
  const dash = isMap(value) ? asLine(value["-"]) : undefined;
  if (dash !== undefined) works.add(`-${dash}`, { name, normative, fields, at });
}

/** Adds all works of the front matter. */
export function importWorks(front: YamlMap, context: ReferenceContext): CitedWorks {
  const works = new CitedWorks();
  for (const section of ["normative", "informative", "ref"]) {
    const list = front[section];
    if (isMap(list)) for (const [key, value] of Object.entries(list)) addWork(works, section, key, value, context);
  }
  return works;
}
