/**
 * From a flat list of blocks to a tree of numbered sections.
 *
 * @module
 */
import type { Heading, Root, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import type { Report } from "./messages.ts";
import { placeOf } from "./messages.ts";
import { readHeading, type HeadingAttributes } from "./heading.ts";

/** Where a section stands in the document. */
export type Part = "abstract" | "middle" | "back";

/** One section with what stands in it. */
export interface Section extends HeadingAttributes {
  readonly part: Part;
  /** 1 for a top-level section. */
  readonly depth: number;
  /** The heading as plain text. */
  readonly title: string;
  /** For example `3.2` or `A.1`; empty where it is not numbered. */
  readonly number: string;
  readonly heading: Heading;
  readonly blocks: RootContent[];
  readonly children: Section[];
}

/** A draft, cut into its parts. */
export interface Outline {
  /** What stands before the first heading or in the abstract's place, such as notes. */
  readonly preface: RootContent[];
  readonly abstract?: Section;
  readonly middle: readonly Section[];
  readonly back: readonly Section[];
  /** All sections but the abstract, in order. */
  readonly all: readonly Section[];
}

/** Titles of sections that stand at the end without a number, wherever they are written. */
const closing = /^(acknowledge?ments|contributors)$/i;

function letter(index: number): string {
  return String.fromCharCode(64 + index);
}

/** Hands out section numbers in document order. */
class Numbers {
  readonly #counts: Record<Part, number> = { abstract: 0, middle: 0, back: 0 };

  of(part: Part, parent: Section | undefined, numbered: boolean): string {
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
class Builder {
  readonly preface: RootContent[] = [];
  readonly all: Section[] = [];
  readonly #open: Section[] = [];
  readonly #numbers = new Numbers();
  readonly #report: Report;
  abstract: Section | undefined;
  #part: Part = "middle";

  constructor(report: Report) {
    this.#report = report;
  }

  add(node: RootContent): void {
    if (isBackmatter(node)) this.#backmatter(node);
    else if (node.type === "heading") this.#heading(node);
    else (this.#open.at(-1)?.blocks ?? this.preface).push(node);
  }

  #backmatter(node: RootContent): void {
    const again = "the back matter has begun already; expected one ::backmatter";
    if (this.#part === "back") this.#report(placeOf(node), "backmatter", again);
    this.#part = "back";
    this.#open.length = 0;
  }

  #heading(heading: Heading): void {
    const attributes = readHeading(heading, this.#report);
    const parent = this.#parentOf(heading);
    const title = toString(heading).trim();
    const part = this.#partOf(heading, title, parent);
    const numbered = attributes.numbered && !(part === "back" && parent === undefined && closing.test(title));
    const number = this.#numbers.of(part, parent, numbered);
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
      this.#report(placeOf(heading), "heading-level", reason);
    }
    return parent;
  }

  #abstract(heading: Heading, reason: string): void {
    this.#report(placeOf(heading), "abstract", reason);
  }

  #partOf(heading: Heading, title: string, parent: Section | undefined): Part {
    if (parent !== undefined) {
      if (parent.part === "abstract") this.#abstract(heading, "the abstract cannot have sections");
      return parent.part;
    }
    if (title === "Abstract") {
      if (this.abstract !== undefined || this.all.length > 0) this.#abstract(heading, "expected one abstract, before all sections");
      return "abstract";
    }
    return closing.test(title) ? "back" : this.#part;
  }
}

function checkEmpty(section: Section, report: Report): void {
  if (section.blocks.length === 0 && section.children.length === 0) {
    report(placeOf(section.heading), "empty-section", `section "${section.title}" is empty`);
  }
}

/**
 * Cuts a draft into sections.
 *
 * @param report notes empty sections, skipped heading levels and misplaced parts.
 */
export function outline(tree: Root, report: Report): Outline {
  const builder = new Builder(report);
  for (const node of tree.children) builder.add(node);
  const { abstract, all, preface } = builder;
  for (const section of abstract === undefined ? all : [abstract, ...all]) checkEmpty(section, report);
  const top = all.filter((section) => !all.some((other) => other.children.includes(section)));
  const back = top.filter(({ part }) => part === "back");
  const last = (section: Section): number => (closing.test(section.title) ? 1 : 0);
  return {
    preface,
    ...(abstract === undefined ? {} : { abstract }),
    middle: top.filter(({ part }) => part === "middle"),
    back: back.toSorted((a, b) => last(a) - last(b)),
    all,
  };
}
