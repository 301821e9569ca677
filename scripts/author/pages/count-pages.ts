/**
 * Pages of the sections of a text that xml2rfc wrote.
 *
 * @module
 */
import type { FrontMatter } from "../../draft/source/front-matter.ts";

/** The place and length of a section of the two top levels, in pages. */
export interface SectionPages {
  /** `4`, `4.1` or `A`; empty for a section without a number. */
  readonly number: string;
  readonly title: string;
  /** The page on which it begins, from 1. */
  readonly page: number;
  /** Its length with its subsections, to a line. */
  readonly pages: number;
}

/** The pages of a text. */
export interface PageCount {
  readonly sections: readonly SectionPages[];
  readonly total: number;
}

const numbered = /^(?:Appendix )?(?<number>(?:\d+|[A-Z])(?:\.\d+)*)\. {1,2}(?<title>\S.*)$/;
const unnumbered = /^(?<title>[A-Z][A-Za-z' ]+)$/;
const pageEnd = /\[Page \d+\]$/;

/** A heading and the length of the text before it, in pages. */
interface HeadingPlace {
  readonly number: string;
  readonly title: string;
  readonly at: number;
}

function headingOf(line: string): Omit<HeadingPlace, "at"> | undefined {
  const { number = "", title } = numbered.exec(line)?.groups ?? unnumbered.exec(line)?.groups ?? {};
  return title === undefined ? undefined : { number, title };
}

/** Returns the number of pages of a text and its headings, which begin in the first column. */
function readPages(text: string): { readonly headings: readonly HeadingPlace[]; readonly total: number } {
  const headings: HeadingPlace[] = [];
  let total = 0;
  let page: string[] = [];
  for (const line of text.replaceAll("\f", "").split("\n")) {
    page.push(line);
    if (!pageEnd.test(line)) continue;
    for (const [index, each] of page.entries()) {
      const heading = headingOf(each);
      if (heading !== undefined) headings.push({ ...heading, at: total + index / page.length });
    }
    total += 1;
    page = [];
  }
  return { headings, total };
}

/** Counts the pages of the sections of the two top levels, from the first numbered section on. */
export function countPages(text: string): PageCount {
  const { headings, total } = readPages(text);
  const first = headings.findIndex(({ number }) => number === "1");
  const mine = headings.slice(Math.max(0, first)).filter(({ number }) => number.split(".").length <= 2);
  const sections = mine.map(({ number, title, at }, index) => {
    const isInside = (other: HeadingPlace): boolean => number !== "" && other.number.startsWith(`${number}.`);
    const next = mine.slice(index + 1).find((other) => !isInside(other));
    return { number, title, page: Math.floor(at) + 1, pages: (next?.at ?? total) - at };
  });
  return { sections, total };
}

/** Returns the table of sections for a terminal: pages, first page, title. */
export function pageLines({ sections, total }: PageCount): string[] {
  const rounded = (pages: number): string => pages.toFixed(1).padStart(5);
  const lines = sections.map(({ number, title, page, pages }) => {
    const indent = number.includes(".") ? "  " : "";
    return `${rounded(pages)}  p. ${String(page).padStart(3)}  ${indent}${number === "" ? "" : `${number}. `}${title}`;
  });
  return [...lines, `${rounded(total)}  in all`];
}

/** The verdicts on a budget, one line each. */
export interface BudgetResult {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/**
 * Compares the pages with the budget of the front matter.
 *
 * @param numbers - the numbers of the sections by anchor
 */
export function checkBudget(
  { sections, total }: PageCount,
  budget: FrontMatter["pages"],
  numbers: ReadonlyMap<string, string>,
): BudgetResult {
  if (budget === undefined) return { ok: true, lines: [] };
  const indexOf = (anchor: string): number => sections.findIndex(({ number }) => number !== "" && number === numbers.get(anchor));
  const parts = budget.parts.map(({ title, from, to, most }) => {
    const [begin, end] = [indexOf(from), indexOf(to)];
    if (begin < 0 || end < begin) return { title: `${title}: unknown sections ${from} to ${to}`, pages: Infinity, most };
    const top = sections.slice(begin, end + 1).filter(({ number }) => !number.includes("."));
    return { title: `${title} (${from} to ${to})`, pages: top.reduce((sum, { pages }) => sum + pages, 0), most };
  });
  const all = [{ title: "in all", pages: total, most: budget.most }, ...parts];
  const lines = all.map(({ title, pages, most }) => `${pages > most ? "OVER" : "ok"}: ${title}: ${pages.toFixed(1)} of ${most} pages`);
  return { ok: all.every(({ pages, most }) => pages <= most), lines };
}
