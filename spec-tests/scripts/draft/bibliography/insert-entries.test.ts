import test from "ava";
import fc from "fast-check";
import { parse } from "yaml";
import { insertEntries, namesInBibliography, namesOfPlaceholders } from "../../../../scripts/draft/bibliography/insert-entries.ts";

const text = `# All works
# of the set.

RFC20: {title:   "ASCII"}

# Framing
RFC9114:
  title: HTTP/3   # spaces stay
HTML: {title: h}
`;

const entry = (title = "x"): { readonly title: string } => ({ title });

const places: readonly (readonly [name: string, before: string])[] = [
  ["RFC1", "RFC20: {title:"],
  ["RFC9113", "# Framing"],
  ["RFC9200", "HTML: {title"],
  ["BCP14", "RFC20: {title:"],
  ["ZZ", ""],
];

for (const [name, before] of places) {
  test(`puts ${name} at its place, and changes nothing else`, (t) => {
    const inserted = `${name}:\n  title: x\n`;
    const at = before === "" ? text.length : text.indexOf(before);
    t.is(insertEntries(text, { [name]: entry() }), text.slice(0, at) + inserted + text.slice(at));
  });
}

test("writes authors, series and groups on one line each", (t) => {
  const author = [{ initials: "A.", surname: "B", role: "editor" as const }, { organization: "yes" }];
  const work = { title: "a: b", author, date: "2022-06", seriesInfo: { STD: "1" } };
  t.is(
    insertEntries("", { A: work, BCP1: { group: ["A"] } }),
    'A:\n  title: "a: b"\n  author:\n    - { initials: A., surname: B, role: editor }\n    - { organization: yes }\n' +
      '  date: 2022-06\n  seriesInfo: { STD: "1" }\nBCP1:\n  group: [ A ]\n',
  );
});

test("inserts into an empty file, a comment, a last line without its end, and a map in braces", (t) => {
  const of = (before: string): string => insertEntries(before, { B: entry() });
  t.is(of("# none yet\n"), "# none yet\nB:\n  title: x\n");
  t.is(of("A: {title: a}"), "A: {title: a}\nB:\n  title: x\n");
  t.deepEqual(parse(of("{A: {title: a}}")), { A: { title: "a" }, B: { title: "x" } });
});

test("fills entries whose fields are placeholders, and keeps what else they say", (t) => {
  const before = "# All\nA: { title: a }\n# Mine\nB:\n  title: B\n  incomplete: true\n  display: Bee\n\nC: { title: C, incomplete: true }\n";
  const after = "# All\nA: { title: a }\n# Mine\nB:\n  title: x\n  display: Bee\n\nC: { title: C, incomplete: true }\n";
  t.is(insertEntries(before, { B: entry() }), after);
  t.deepEqual([[...namesInBibliography(before)], namesOfPlaceholders(before)], [["A"], ["B", "C"]]);
  const inBraces = insertEntries("{A: {title: A, incomplete: true, display: Ay}}", { A: entry() });
  t.deepEqual(parse(inBraces), { A: { title: "x", display: "Ay" } });
});

test("fills authors and dates that are placeholders, and leaves out those that the reference does not have", (t) => {
  const before = "A: { title: A, author: [{ organization: Old }], date: 1999, target: https://a.example/, incomplete: true }\n";
  const filled = (work: object): unknown => parse(insertEntries(before, { A: { title: "x", ...work } }));
  t.deepEqual(filled({ author: [{ organization: "Org" }], date: "2022-06" }), {
    A: { title: "x", author: [{ organization: "Org" }], date: "2022-06", target: "https://a.example/" },
  });
  t.deepEqual(filled({}), { A: { title: "x", target: "https://a.example/" } });
});

test("any names stand in the file once, with what it had", (t) => {
  const name = fc.constantFrom("RFC1", "RFC20", "RFC300", "HTML", "5G", "10", "DOI.10.1/x", "BCP14", "a", "I-D.x", "null", "yes");
  fc.assert(
    fc.property(fc.uniqueArray(name), fc.uniqueArray(name), fc.string(), (old, names, title) => {
      const before = ["# The works\n\n", ...old.map((each) => `# ${each}\n"${each}": {title: old}\n`)].join("");
      const fresh = names.filter((each) => !old.includes(each));
      const result = insertEntries(before, Object.fromEntries(fresh.map((each) => [each, entry(title)])));
      t.deepEqual([...namesInBibliography(result)].sort(), [...old, ...fresh].sort());
      const expected = [...old.map((each) => [each, entry("old")] as const), ...fresh.map((each) => [each, entry(title)] as const)];
      t.deepEqual(parse(result) ?? {}, Object.fromEntries(expected));
      for (const each of old) t.true(result.includes(`# ${each}\n"${each}": {title: old}\n`));
    }),
    { seed: 18, numRuns: 100 },
  );
});
