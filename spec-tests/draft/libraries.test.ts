import { readFileSync } from "node:fs";

import test from "ava";

import { libraryReport, type LibraryReport } from "../../scripts/interop/libraries/library-report.ts";

const read = (path: string): string => readFileSync(`draft/${path}`, "utf8");
const parse = (): LibraryReport => libraryReport.parse(JSON.parse(read("data/libraries.json")));

/** Returns the messages of the schema for a changed file. */
function complaints(change: (report: LibraryReport) => void): string[] {
  const report = parse();
  change(report);
  return libraryReport.safeParse(report).error?.issues.map(({ message }) => message) ?? [];
}

test("the file follows its schema", (t) => {
  const { libraries, rules } = parse();
  t.deepEqual(
    libraries.map(({ id }) => id),
    ["net-http", "node-http2"],
  );
  t.true(rules.length > 20);
});

test("a rule without a cell for a library is reported", (t) => {
  const without = complaints(({ rules }) => delete rules[0]?.found["net-http"]);
  t.deepEqual(without, ["duplex has no cell for net-http"]);
});

test("a cell for a library that is not listed is reported", (t) => {
  const without = complaints(({ libraries }) => libraries.pop());
  t.is(without[0], "duplex has a cell for node-http2, which is not listed");
});

test("ids that occur more than once are reported", (t) => {
  const repeated = complaints(({ rules }) => rules.push(...rules.slice(0, 1)));
  t.deepEqual(repeated, ['"duplex" occurs more than once']);
});

test("unknown verdicts, days and texts that are no sentences are reported", (t) => {
  t.is(complaints(({ rules }) => Object.assign(rules[0]?.found["net-http"] ?? {}, { verdict: "maybe" })).length, 1);
  t.is(complaints(({ libraries }) => Object.assign(libraries[0] ?? {}, { date: "yesterday" })).length, 1);
  t.is(complaints(({ rules }) => Object.assign(rules[0] ?? {}, { otherwise: "no fallback" })).length, 1);
});

test("the draft shows the verdicts and the notes of each library", (t) => {
  const draft = read("draft-websocket2-intermediaries.md");
  for (const { id, title } of parse().libraries) {
    t.regex(draft, new RegExp(`#tab-verdicts .*\\| ${title} = found\\.${id}\\.verdict`), title);
    t.true(draft.includes(`Note = found.${id}.note`), title);
    t.true(draft.includes(`## ${title} {`), title);
  }
});
