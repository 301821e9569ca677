/**
 * Reads references of bibxml: `<reference>` and `<referencegroup>`, in the form of RFCXML.
 *
 * @module
 */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { addressOfSeries, seriesOfName, seriesOfWork } from "../references/work-series.ts";
import { workGroupSchema, workSchema, type WorkGroupInput, type WorkInput } from "../references/work-schema.ts";

/** Entries of a bibliography by name. */
export type NewEntries = Readonly<Record<string, WorkInput | WorkGroupInput>>;

/** The entries of a file, or the reason why it has none. */
export type ReferenceResult = { readonly anchor: string; readonly entries: NewEntries } | string;

/** A node of the parser: one name with its children, or text. */
type ParsedNode = Readonly<Record<string, unknown>>;

/** An element of the XML. */
interface ReferenceElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (ReferenceElement | string)[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
});

function toElements(nodes: readonly ParsedNode[]): (ReferenceElement | string)[] {
  return nodes.flatMap((node): (ReferenceElement | string)[] => {
    const name = Object.keys(node).find((key) => key !== ":@") ?? "";
    if (name === "#text") return [String(node[name])];
    if (name.startsWith("?") || name === "#comment") return [];
    const attributes = (node[":@"] ?? {}) as Readonly<Record<string, string>>;
    return [{ name, attributes, children: toElements(node[name] as readonly ParsedNode[]) }];
  });
}

const isElement = (node: ReferenceElement | string): node is ReferenceElement => typeof node !== "string";

function childrenOf(element: ReferenceElement | undefined, name: string): ReferenceElement[] {
  return (element?.children ?? []).filter(isElement).filter((child) => child.name === name);
}

/** Returns the text of an element in one line. */
function textOf(element: ReferenceElement | undefined): string {
  const collect = (node: ReferenceElement | string): string => (isElement(node) ? node.children.map(collect).join("") : node);
  return element === undefined ? "" : collect(element).replace(/\s+/g, " ").trim();
}

/** Returns the members with a text. */
function filled<K extends string>(values: Readonly<Record<K, string | undefined>>): Partial<Record<K, string>> {
  const kept = Object.entries<string | undefined>(values).filter(([, value]) => value !== undefined && value.trim() !== "");
  return Object.fromEntries(kept) as Partial<Record<K, string>>;
}

const nameKeys = ["initials", "surname", "fullname", "asciiInitials", "asciiSurname", "asciiFullname"] as const;

function readAuthor(element: ReferenceElement): NonNullable<WorkInput["author"]> {
  const given = nameKeys.map((key) => [key, element.attributes[key]] as const);
  const { fullname, ...parts } = filled(Object.fromEntries(given) as Record<(typeof nameKeys)[number], string | undefined>);
  const isMade = fullname === [parts.initials, parts.surname].filter(Boolean).join(" ");
  const organization = filled({ organization: textOf(childrenOf(element, "organization")[0]) });
  const author = { ...parts, ...(isMade || fullname === undefined ? {} : { fullname }), ...organization };
  const role = element.attributes.role === "editor" ? { role: "editor" as const } : {};
  return Object.keys(author).length === 0 ? [] : [{ ...author, ...role }];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Returns `2022`, `2022-06` or `2022-06-01`; `undefined` without a year. */
function readDate(element: ReferenceElement | undefined): WorkInput["date"] {
  const { year = "", month = "", day = "" } = element?.attributes ?? {};
  if (!/^\d{4}$/.test(year)) return undefined;
  const number = /^\d{1,2}$/.test(month) ? Number(month) : months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (number < 1 || number > 12) return Number(year);
  const padded = [number, ...(/^\d{1,2}$/.test(day) ? [Number(day)] : [])].map((part) => String(part).padStart(2, "0"));
  return [year, ...padded].join("-");
}

/** Returns the series that the name of the work does not say. */
function readSeries(elements: readonly ReferenceElement[], name: string, group: string): Record<string, string> {
  const known = { ...seriesOfName(group), ...seriesOfName(name) };
  const pairs = elements.map(({ attributes }) => [attributes.name ?? "", attributes.value ?? ""] as const);
  return Object.fromEntries(pairs.filter(([series, value]) => series !== "" && value !== "" && known[series] !== value));
}

/** @param group - the name of the group of the work; empty without one */
function readWork(element: ReferenceElement, name: string, group: string): WorkInput {
  const [front] = childrenOf(element, "front");
  const author = childrenOf(front, "author").flatMap(readAuthor);
  const date = readDate(childrenOf(front, "date")[0]);
  const seriesInfo = readSeries([...childrenOf(front, "seriesInfo"), ...childrenOf(element, "seriesInfo")], name, group);
  const content = childrenOf(element, "refcontent").map(textOf).filter((text) => text !== "Work in Progress");
  const { target, quoteTitle } = element.attributes;
  const ownTarget = target !== addressOfSeries(seriesOfWork(name, seriesInfo));
  return {
    title: textOf(childrenOf(front, "title")[0]),
    ...(quoteTitle === "false" ? { quoteTitle: false } : {}),
    ...(author.length === 0 ? {} : { author }),
    ...(date === undefined ? {} : { date }),
    ...(Object.keys(seriesInfo).length === 0 ? {} : { seriesInfo }),
    ...filled({ refcontent: content.join(", ") }),
    ...filled({ target: ownTarget ? target : undefined }),
    ...filled({ annotation: childrenOf(element, "annotation").map(textOf).join(" ") }),
  };
}

function readGroup(element: ReferenceElement, name: string): NewEntries {
  const members = childrenOf(element, "reference").map((child) => [child.attributes.anchor ?? "", child] as const);
  const target = element.attributes.target;
  const own = target === addressOfSeries(seriesOfName(name)) ? undefined : target;
  return {
    [name]: { group: members.map(([anchor]) => anchor), ...filled({ target: own }) },
    ...Object.fromEntries(members.map(([anchor, child]) => [anchor, readWork(child, anchor, name)])),
  };
}

function entryProblem(entries: NewEntries): string | undefined {
  for (const [name, entry] of Object.entries(entries)) {
    const { error } = ("group" in entry ? workGroupSchema : workSchema).safeParse(entry);
    const [issue] = error?.issues ?? [];
    if (issue !== undefined) return `${name}: ${issue.path.join(".")}: ${issue.message}`;
  }
  return undefined;
}

/**
 * Reads a reference.
 *
 * @param xml - the text of the file
 * @param name - the name for the work; by default the anchor of the file
 */
export function readReferenceXml(xml: string, name?: string): ReferenceResult {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return "has a DOCTYPE; expected a reference of bibxml without one";
  const validity = XMLValidator.validate(xml);
  if (validity !== true) return `${validity.err.line}:${validity.err.col}: no XML: ${validity.err.msg}`;
  const [root] = toElements(parser.parse(xml) as readonly ParsedNode[]).filter(isElement);
  if (root?.name !== "reference" && root?.name !== "referencegroup") {
    return `expected <reference> or <referencegroup>, found <${root?.name ?? ""}>`;
  }
  const anchor = root.attributes.anchor ?? "";
  const called = name ?? anchor;
  const entries = root.name === "reference" ? { [called]: readWork(root, called, "") } : readGroup(root, called);
  return entryProblem(entries) ?? { anchor, entries };
}
