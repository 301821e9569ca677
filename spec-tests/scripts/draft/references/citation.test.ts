import test from "ava";
import fc from "fast-check";
import {
  formatCitation,
  joinInEnglish,
  parseCitation,
  type CitedPart,
  type ParsedCitation,
} from "../../../../scripts/draft/references/citation.ts";

const parsed: readonly (readonly [text: string, citation: ParsedCitation | undefined])[] = [
  ["RFC9110", { mark: "", work: "RFC9110" }],
  ["!HTTP/1.1=RFC9112", { mark: "!", work: "RFC9112", alias: "HTTP/1.1" }],
  [
    "Sections 3, 4.1, and A.2 of ?5G",
    {
      mark: "?",
      work: "5G",
      parts: ["3", "4.1", "A.2"].map((name) => ({ word: "Section", name })),
      conjunction: "and",
      format: "of",
    },
  ],
  [
    'X, Section "a of b, and c" or Appendix B',
    {
      mark: "",
      work: "X",
      parts: [
        { word: "Section", name: '"a of b, and c"' },
        { word: "Appendix", name: "B" },
      ],
      conjunction: "or",
      format: "comma",
    },
  ],
  [
    "DOI.10.1016/S0019-9958(64)90223-2#p (Clause 7)",
    {
      mark: "",
      work: "DOI.10.1016/S0019-9958(64)90223-2",
      parts: [{ word: "Clause", name: "7" }],
      conjunction: "and",
      format: "parens",
      fragment: "p",
    },
  ],
  ["Section 3", undefined],
  ["Sections 3 and 4 or 5 of X", undefined],
  ["Section of X", undefined],
  ["Section 3 of", undefined],
  ["3 of X", undefined],
  ["X Section 3", undefined],
  ["", undefined],
];

for (const [text, citation] of parsed) test(`parses ${JSON.stringify(text)}`, (t) => t.deepEqual(parseCitation(text), citation));

test("joins a list as English does", (t) => {
  const joined = (items: readonly string[]): string => joinInEnglish(items, "and", (text) => text).join("");
  t.deepEqual([["a"], ["a", "b"], ["a", "b", "c"]].map(joined), ["a", "a and b", "a, b, and c"]);
});

const name = fc.constantFrom("RFC9110", "5G", "HTTP/1.1", "I-D.ietf-a-b", "Section", "of", "DOI.10.1/a_(b)-c");
const part: fc.Arbitrary<CitedPart> = fc.record({
  word: fc.constantFrom("Section", "Appendix", "Clause", "Annex", "Chapter", "Part"),
  name: fc.constantFrom("1", "4.1", "A", "A.2", "anchor", '"a title"', '"x of y, Section 2"', "a-b.c"),
});
const citation: fc.Arbitrary<ParsedCitation> = fc
  .record(
    {
      mark: fc.constantFrom("", "!", "?"),
      work: name,
      alias: name,
      fragment: fc.constantFrom("a", "the-part", "sec-4.1"),
      cited: fc.record({
        parts: fc.array(part, { minLength: 1, maxLength: 4 }),
        conjunction: fc.constantFrom("and", "or"),
        format: fc.constantFrom("of", "comma", "parens"),
      }),
    },
    { requiredKeys: ["mark", "work"] },
  )
  .map(({ cited, ...rest }) => {
    if (cited === undefined) return rest;
    return { ...rest, ...cited, ...(cited.parts.length === 1 ? { conjunction: "and" as const } : {}) };
  });

test("a formatted citation parses to itself", (t) => {
  fc.assert(fc.property(citation, (one) => t.deepEqual(parseCitation(formatCitation(one)), one)), { seed: 18, numRuns: 300 });
});

test("any text is a citation that is formatted and parsed to itself, or none", (t) => {
  const piece = fc.constantFrom(..."Section|Sections|and|of|,|3|RFC1|\"|#|=|(|)|!| |  |\u00a0|A.2".split("|"));
  const joined = (between: string): fc.Arbitrary<string> => fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(between));
  const text = fc.oneof(fc.string(), joined(""), joined(" "));
  fc.assert(
    fc.property(text, (one) => {
      const found = parseCitation(one);
      if (found !== undefined) t.deepEqual(parseCitation(formatCitation(found)), found);
    }),
    { seed: 18, numRuns: 500 },
  );
});
