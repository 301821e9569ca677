/**
 * Builds the tree of numbered sections from a flat list of blocks.
 *
 * @module
 */
import type { Heading, Root, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import type { ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { numberAnchors } from "./heading-anchors.ts";
import { readHeading, type HeadingAttributes } from "./heading.ts";

/** The part of the document. */
export type DocumentPart = "abstract" | "middle" | "back";

/** One section and its content. */
export interface Section extends HeadingAttributes {
  readonly part: DocumentPart;
  /** 1 for a top-level section. */
  readonly depth: number;
  /** The heading as plain text. */
  readonly title: string;
  /** For example `3.2` or `A.1`; empty for an unnumbered section. */
  readonly number: string;
  readonly heading: Heading;
  readonly blocks: RootContent[];
  readonly children: Section[];
}

/** The parts of a draft. */
export interface Outline {
  /** The blocks before the first section, such as notes. */
  readonly preface: RootContent[];
  readonly abstract?: Section;
  readonly middle: readonly Section[];
  readonly back: readonly Section[];
  /** All sections except the abstract, in order. */
  readonly all: readonly Section[];
}

/** The titles of unnumbered sections at the end of the document, independent of their place in the draft. */
const unnumberedBackSections = /^(acknowledge?ments|contributors)$/i;

function letter(index: number): string {
  return String.fromCharCode(64 + index);
}

/** Numbers the sections in document order. */
class SectionNumbers {
  readonly #counts: Record<DocumentPart, number> = { abstract: 0, middle: 0, back: 0 };

  next(part: DocumentPart, parent: Section | undefined, numbered: boolean): string {
    if (!numbered || part === "abstract") return "";
    if (parent === undefined) {
      const index = ++this.#counts[part];
      return part === "back" ? letter(index) : String(index);
    }
    const before = parent.children.filter((child) => child.number !== "").length;
    return parent.number === "" ? "" : `${parent.number}.${before + 1}`;
  }
}

function isBackmatter(node: RootContent): boolean {
  return node.type === "leafDirective" && node.name === "backmatter";
}

/** Builds the outline block by block. */
class OutlineBuilder {
  readonly preface: RootContent[] = [];
  readonly all: Section[] = [];
  readonly #open: Section[] = [];
  readonly #numbers = new SectionNumbers();
  readonly #report: ReportDiagnostic;
  abstract: Section | undefined;
  #part: DocumentPart = "middle";

  constructor(report: ReportDiagnostic) {
    this.#report = report;
  }

  add(node: RootContent): void {
    if (isBackmatter(node)) this.#backmatter(node);
    else if (node.type === "heading") this.#heading(node);
    else (this.#open.at(-1)?.blocks ?? this.preface).push(node);
  }

  #backmatter(node: RootContent): void {
    const again = "the back matter has already begun; expected one ::backmatter";
    if (this.#part === "back") this.#report(positionOf(node), "backmatter", again);
    this.#part = "back";
    this.#open.length = 0;
  }

  #heading(heading: Heading): void {
    const attributes = readHeading(heading, this.#report);
    const parent = this.#parentOf(heading);
    const title = toString(heading).trim();
    const part = this.#partOf(heading, title, parent);
    const numbered = attributes.numbered && !(part === "back" && parent === undefined && unnumberedBackSections.test(title));
    const number = this.#numbers.next(part, parent, numbered);
    const section: Section = { ...attributes, numbered, part, depth: heading.depth, title, number, heading, blocks: [], children: [] };
    parent?.children.push(section);
    if (part === "abstract") this.abstract = section;
    else this.all.push(section);
    this.#open.push(section);
  }

  #parentOf(heading: Heading): Section | undefined {
    while ((this.#open.at(-1)?.depth ?? 0) >= heading.depth) this.#open.pop();
    const parent = this.#open.at(-1);
    const expected = (parent?.depth ?? 0) + 1;
    if (heading.depth > expected) {
      const reason = `heading of level ${heading.depth} in a section of level ${expected - 1}; expected level ${expected}`;
      this.#report(positionOf(heading), "heading-level", reason);
    }
    return parent;
  }

  #abstract(heading: Heading, reason: string): void {
    this.#report(positionOf(heading), "abstract", reason);
  }

  #partOf(heading: Heading, title: string, parent: Section | undefined): DocumentPart {
    if (parent !== undefined) {
      if (parent.part === "abstract") this.#abstract(heading, "the abstract cannot have sections");
      return parent.part;
    }
    if (title === "Abstract") {
      if (this.abstract !== undefined || this.all.length > 0) this.#abstract(heading, "expected one abstract, before all sections");
      return "abstract";
    }
    return unnumberedBackSections.test(title) ? "back" : this.#part;
  }
}

function checkEmpty(section: Section, report: ReportDiagnostic): void {
  if (section.blocks.length === 0 && section.children.length === 0) {
    report(positionOf(section.heading), "empty-section", `section "${section.title}" is empty`);
  }
}

/**
 * Splits a draft into sections.
 *
 * @param report - receives empty sections, skipped heading levels and misplaced parts
 */
export function buildOutline(tree: Root, report: ReportDiagnostic): Outline {
  const builder = new OutlineBuilder(report);
  for (const node of tree.children) builder.add(node);
  const { abstract, all, preface } = builder;
  numberAnchors(abstract === undefined ? all : [abstract, ...all]);
  for (const section of abstract === undefined ? all : [abstract, ...all]) checkEmpty(section, report);
  const top = all.filter((section) => !all.some((other) => other.children.includes(section)));
  const back = top.filter(({ part }) => part === "back");
  const last = (section: Section): number => (unnumberedBackSections.test(section.title) ? 1 : 0);
  return {
    preface,
    ...(abstract === undefined ? {} : { abstract }),
    middle: top.filter(({ part }) => part === "middle"),
    back: back.toSorted((a, b) => last(a) - last(b)),
    all,
  };
}
