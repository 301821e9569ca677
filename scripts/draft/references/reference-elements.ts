/**
 * Writes the cited works into the XML, so that xml2rfc needs no network.
 *
 * @module
 */
import { nameAttributes, optionalElement } from "../elements/person.ts";
import { isWorkGroup } from "./bibliography.ts";
import type { TransformState } from "../state.ts";
import { el, type XmlElement } from "../xml/xml-node.ts";
import { addressOfSeries, seriesOfName, seriesOfWork } from "./work-series.ts";
import type { Work, WorkGroup } from "./work-schema.ts";

function authorElement(given: Work["author"][number]): XmlElement {
  const inside = optionalElement("organization", given.organization, given.asciiOrganization);
  return el(undefined, "author", { ...nameAttributes(given), role: given.role }, inside);
}

function dateElements(given: Work["date"]): XmlElement[] {
  if (given === undefined) return [];
  const [year, month, day] = String(given).split("-").map(Number);
  return [el(undefined, "date", { year, month, day })];
}

/** @param more - series beside those of the work */
function referenceElement(name: string, anchor: string, given: Work, more: Readonly<Record<string, string>> = {}): XmlElement {
  const series = seriesOfWork(name, { ...more, ...given.seriesInfo });
  const target = given.target ?? addressOfSeries(series);
  const authors = given.author.length === 0 ? [el(undefined, "author")] : given.author.map(authorElement);
  const title = el(undefined, "title", { ascii: given.asciiTitle }, [given.title]);
  const front = el(undefined, "front", {}, [title, ...authors, ...dateElements(given.date)]);
  const { quoteTitle } = given;
  const optional = (kind: "refcontent" | "annotation"): XmlElement[] =>
    given[kind] === undefined ? [] : [el(undefined, kind, {}, [given[kind]])];
  return el(undefined, "reference", { anchor, target, quoteTitle }, [
    front,
    ...Object.entries(series).map(([kind, value]) => el(undefined, "seriesInfo", { name: kind, value })),
    ...optional("refcontent"),
    ...optional("annotation"),
  ]);
}

/** Writes the entries of one document; each anchor stands once. */
class ReferenceWriter {
  readonly #state: TransformState;
  readonly #anchors: Set<string>;

  constructor(state: TransformState) {
    this.#state = state;
    this.#anchors = new Set([...state.citations.keys()].map((name) => this.#anchorOf(name)));
  }

  /** Returns the entry of a cited work. */
  entry(name: string): XmlElement[] {
    const given = this.#state.bibliography.entries[name];
    if (given === undefined) return [];
    return [isWorkGroup(given) ? this.#group(name, given) : referenceElement(name, this.#anchorOf(name), given)];
  }

  #anchorOf(name: string): string {
    return this.#state.bibliography.anchors.get(name) ?? name;
  }

  #group(name: string, { group, target }: WorkGroup): XmlElement {
    const series = seriesOfName(name);
    const anchor = this.#anchorOf(name);
    const members = group.flatMap((member) => {
      const given = this.#state.bibliography.entries[member];
      if (given === undefined || isWorkGroup(given)) return [];
      return [referenceElement(member, this.#memberAnchor(anchor, this.#anchorOf(member)), given, series)];
    });
    return el(undefined, "referencegroup", { anchor, target: target ?? addressOfSeries(series) }, members);
  }

  /** Returns the anchor of a work in a group: its own one, unless it is cited alone or stands in two groups. */
  #memberAnchor(group: string, own: string): string {
    const anchor = this.#anchors.has(own) ? `${group}.${own}` : own;
    this.#anchors.add(anchor);
    return anchor;
  }
}

function referenceGroup(title: string, anchor: string, children: readonly XmlElement[]): XmlElement[] {
  return children.length === 0 ? [] : [el(undefined, "references", { anchor }, [el(undefined, "name", {}, [title]), ...children])];
}

/** Returns the normative and informative references, in a common section if both exist. */
export function referenceElements(state: TransformState): XmlElement[] {
  const { citations, bibliography } = state;
  const writer = new ReferenceWriter(state);
  const of = (normative: boolean): XmlElement[] =>
    Object.keys(bibliography.entries)
      .filter((name) => citations.get(name)?.normative === normative)
      .flatMap((name) => writer.entry(name));
  const groups = [
    ...referenceGroup("Normative References", "normative-references", of(true)),
    ...referenceGroup("Informative References", "informative-references", of(false)),
  ];
  return groups.length < 2 ? groups : referenceGroup("References", "references", groups);
}
