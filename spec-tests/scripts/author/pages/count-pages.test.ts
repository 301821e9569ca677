import test from "ava";

import { checkBudget, countPages, pageLines } from "../../../../scripts/author/pages/count-pages.ts";

/** Returns a page of ten lines. */
function page(number: number, ...lines: readonly string[]): string {
  const blank = Array.from({ length: 9 - lines.length }, () => "");
  return [...lines, ...blank, `People        Expires 1 May 2027        [Page ${number}]`].join("\n");
}

const text = [
  page(1, "Abstract", "", "   Text.", "", "   1.  One  . . . . . 2"),
  page(2, "1.  One", "", "   Text.", "", "   1. is a number.", "1.1.  Inner"),
  page(3, "", "", "", "", "", "2.  Two", "", "2.1.1.  Deep"),
  page(4, "Appendix A.  Last", "", "   Text.", "", "", "Author's Address"),
].join("\n\f\n");

test("counts the pages of the sections of two levels, without the contents", (t) => {
  const { sections, total } = countPages(text);
  t.is(total, 4);
  t.deepEqual(
    sections.map(({ number, title, page: first, pages }) => [number, title, first, Math.round(pages * 10) / 10]),
    [
      ["1", "One", 2, 1.5],
      ["1.1", "Inner", 2, 1],
      ["2", "Two", 3, 0.5],
      ["A", "Last", 4, 0.5],
      ["", "Author's Address", 4, 0.5],
    ],
  );
});

test("prints pages, first page and title", (t) => {
  t.deepEqual(pageLines(countPages(text)).slice(0, 2), ["  1.5  p.   2  1. One", "  1.0  p.   2    1.1. Inner"]);
});

const numbers = new Map([["one", "1"], ["inner", "1.1"], ["two", "2"], ["last", "A"]]);
const part = (from: string, to: string, most: number) => ({ title: "core", from, to, most });

test("compares all pages and those of a part with the budget", (t) => {
  const count = countPages(text);
  t.deepEqual(checkBudget(count, undefined, numbers), { ok: true, lines: [] });
  t.deepEqual(checkBudget(count, { most: 4, parts: [part("one", "two", 2)] }, numbers), {
    ok: true,
    lines: ["ok: in all: 4.0 of 4 pages", "ok: core (one to two): 2.0 of 2 pages"],
  });
  t.deepEqual(checkBudget(count, { most: 3, parts: [part("one", "last", 2)] }, numbers), {
    ok: false,
    lines: ["OVER: in all: 4.0 of 3 pages", "OVER: core (one to last): 2.5 of 2 pages"],
  });
});

test("a part with an unknown section is over its budget", (t) => {
  const { ok, lines } = checkBudget(countPages(text), { most: 9, parts: [part("on", "two", 9)] }, numbers);
  t.deepEqual([ok, lines[1]], [false, "OVER: core: unknown sections on to two: Infinity of 9 pages"]);
});
