/**
 * Changes the front matter of kramdown-rfc to that of a draft.
 *
 * @module
 */
import { stringify } from "yaml";
import type { ReportLine, SourceLine } from "../source/source-line.ts";
import { importDate } from "./dates.ts";
import { asLine, asList, importPerson, isMap, type YamlMap } from "./persons.ts";

/** What the importers of single keys share. */
interface FrontContext {
  readonly report: ReportLine;
  /** Returns the line of a key. */
  readonly lineOf: (key: string) => SourceLine | undefined;
}

type ImportKey = (value: unknown, front: FrontContext, key: string) => YamlMap;

const text =
  (name: string): ImportKey =>
  (value) => {
    const line = asLine(asList(value)[0]);
    return line === undefined ? {} : { [name]: line };
  };

/** A key that must have one of some values, which YAML may spell otherwise. */
function choice(name: string, values: readonly string[]): ImportKey {
  return (value, { report, lineOf }, key) => {
    const line = asLine(value);
    if (line === undefined) return {};
    const found = values.find((one) => one.toLowerCase() === line.toLowerCase());
    if (found === undefined) report(lineOf(key), "front-matter", `${key}: "${line}" is left out; expected ${values.join(", ")}`);
    return found === undefined ? {} : { [name]: found };
  };
}

const isTrue = (value: unknown): boolean => value === true || asLine(value) === "yes" || asLine(value) === "true";

/** Numbers of RFCs; other documents cannot be updated or obsoleted. */
const rfcNumbers: ImportKey = (value, { report, lineOf }, key) => {
  const items = asList(value)
    .flatMap((one) => (asLine(one) ?? "").split(/[\s,]+/))
    .filter((one) => one !== "");
  const numbers = items.flatMap((one) => /^(?:rfc)?(?<number>\d+)$/i.exec(one)?.groups?.number ?? []);
  const lost = items.filter((one) => !/^(?:rfc)?\d+$/i.test(one));
  if (lost.length > 0) report(lineOf(key), "front-matter", `${key}: ${lost.join(", ")} is left out; expected numbers of RFCs`);
  return numbers.length === 0 ? {} : { [key]: numbers.map(Number) };
};

const persons =
  (name: string): ImportKey =>
  (value, { report, lineOf }, key) => {
    const people = asList(value).flatMap((one) => {
      const person = isMap(one) ? importPerson(one) : undefined;
      if (person === undefined) {
        report(lineOf(key), "front-matter", `${key}: an entry without a name is left out; expected a name or an organization`);
      }
      for (const lost of person?.lost ?? []) {
        report(lineOf(key), "front-matter", `${key}: "${lost}" of ${String(person?.fields.surname)} is left out: it has no counterpart`);
      }
      return person?.fields ?? [];
    });
    return people.length === 0 ? {} : { [name]: people };
  };

const keywords: ImportKey = (value) => {
  const words = asList(value)
    .flatMap((one) => (asLine(one) ?? "").split(/\s*,\s*/))
    .filter((one) => one !== "");
  return words.length === 0 ? {} : { keyword: words };
};

/** The venues: their names here and in kramdown-rfc. */
const venueKeys = { mail: ["mail"], archive: ["arch"], repository: ["repo"], home: ["home"] } as const;

const venue: ImportKey = (value, { report, lineOf }) => {
  if (!isMap(value)) return {};
  const github = asLine(value.github);
  const given: YamlMap = { ...(github === undefined ? {} : { repo: `https://github.com/${github}` }), ...value };
  const found = Object.entries(venueKeys).flatMap(([name, [key]]) => {
    const line = asLine(given[key]);
    return line === undefined ? [] : [[name, line]];
  });
  const known = ["github", "group", "type", "latest", ...Object.values(venueKeys).flat()];
  const lost = Object.keys(value).filter((key) => !known.includes(key));
  if (lost.length > 0) report(lineOf("venue"), "front-matter", `venue: ${lost.join(", ")} is left out: it has no counterpart`);
  return found.length === 0 ? {} : { venue: Object.fromEntries(found) as YamlMap };
};

const docName: ImportKey = (value, { report, lineOf }, key) => {
  const name = asLine(value)
    ?.toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-");
  if (name === undefined) return {};
  if (/^draft(?:-[a-z0-9]+)+-(?:\d\d|latest)$/.test(name)) return { docName: name };
  report(lineOf(key), "front-matter", `docname: "${String(value)}" has no revision; -latest is added`);
  return { docName: `${name.startsWith("draft-") ? "" : "draft-"}${name}-latest` };
};

const abbrev: ImportKey = (value, { report, lineOf }, key) => {
  const line = asLine(value);
  if (line !== undefined && line.length > 40) report(lineOf(key), "front-matter", "abbrev: it is cut; expected at most 40 characters");
  return line === undefined ? {} : { abbrev: line.slice(0, 40).trim() };
};

const tocDepth: ImportKey = (value) => {
  const depth = isMap(value) ? Number(asLine(value.tocdepth)) : Number.NaN;
  return Number.isInteger(depth) && depth >= 1 && depth <= 6 ? { tocDepth: depth } : {};
};

const submissionTypes = ["IETF", "IAB", "IRTF", "independent"];

/** The date of the document. xml2rfc replaces a missing month by that of today, and so does this. */
const date: ImportKey = (value, { report, lineOf }, key) => {
  const found = importDate(value);
  if (found === undefined || found.length > 4) return { date: found ?? "today" };
  report(lineOf(key), "front-matter", `date: ${found} has no month; today stands for it`);
  return { date: "today" };
};

/** The entity `SELF` is what the document calls itself. */
const self: ImportKey = (value) => {
  const name = isMap(value) ? asLine(value.SELF) : undefined;
  return name === undefined ? {} : { self: name };
};

/** The keys of kramdown-rfc that have a counterpart. */
const keys: Readonly<Record<string, ImportKey>> = {
  title: text("title"),
  abbrev,
  titleabbrev: abbrev,
  docname: docName,
  category: choice("category", ["std", "bcp", "exp", "info", "historic"]),
  cat: choice("category", ["std", "bcp", "exp", "info", "historic"]),
  ipr: choice("ipr", ["trust200902", "noModificationTrust200902", "noDerivativesTrust200902", "pre5378Trust200902"]),
  submissiontype: choice("submissionType", submissionTypes),
  submissionType: choice("submissionType", submissionTypes),
  stream: choice("submissionType", submissionTypes),
  consensus: (value) => (asLine(value) === undefined ? {} : { consensus: isTrue(value) }),
  date,
  area: text("area"),
  workgroup: text("workgroup"),
  wg: text("workgroup"),
  keyword: keywords,
  kw: keywords,
  author: persons("author"),
  contributor: persons("contributor"),
  updates: rfcNumbers,
  obsoletes: rfcNumbers,
  venue,
  entity: self,
  pi: tocDepth,
};

/** Keys that the build does not need, or that other parts of the import read. */
const silentKeys = new Set([
  "stand_alone",
  "smart_quotes",
  "smart-quotes",
  "typographic_symbols",
  "coding",
  "v",
  "number",
  "normative",
  "informative",
  "ref",
  "kramdown_options",
  "lang",
  "github-issue-label",
  "autolink-iref-cleanup",
  "svg-id-cleanup",
  "v3xml2rfc",
  "doctype-reference",
]);

/** What a draft needs and kramdown-rfc takes for granted. */
const defaults: YamlMap = { category: "info", ipr: "trust200902", submissionType: "IETF", date: "today" };
const order = [
  "title",
  "abbrev",
  "docName",
  "category",
  "ipr",
  "submissionType",
  "consensus",
  "date",
  "area",
  "workgroup",
  "keyword",
  "author",
  "contributor",
];

/**
 * Changes the front matter.
 *
 * @param given - the parsed YAML
 * @param fallbackName - the docName if the document gives none
 */
export function importFrontMatter(given: YamlMap, fallbackName: string, front: FrontContext): YamlMap {
  const lost = Object.keys(given).filter((key) => !Object.hasOwn(keys, key) && !silentKeys.has(key) && given[key] !== null);
  for (const key of lost) front.report(front.lineOf(key), "front-matter", `"${key}" is left out: it has no counterpart`);
  const found = Object.entries(given).map(([key, value]) => (Object.hasOwn(keys, key) ? keys[key]?.(value, front, key) : undefined));
  const all = Object.assign({ ...defaults }, ...found) as Record<string, unknown>;
  all.docName ??= fallbackName;
  for (const key of ["title", "author"]) {
    if (all[key] === undefined) front.report(undefined, "front-matter", `${key} is missing; a placeholder stands for it`);
  }
  all.title ??= "Untitled";
  all.author ??= [{ organization: "Unknown" }];
  return {
    ...pick(all, order),
    ...pick(
      all,
      Object.keys(all).filter((key) => !order.includes(key)),
    ),
    requirements: "off",
    references: "references.yaml",
  };
}

function pick(all: YamlMap, names: readonly string[]): YamlMap {
  return Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}

/** Writes front matter between its two rules. */
export function frontMatterText(front: YamlMap): string {
  return `---\n${stringify(front, { lineWidth: 0 })}---\n`;
}
