import test from "ava";

import { figureText } from "../../../../scripts/bench/presentation/figure-text.ts";
import { type BenchReport, benchReportSchema } from "../../../../scripts/bench/report-schema.ts";
import { readTextFile, validateFile } from "../../../../scripts/common/validate-file.ts";
import { benchmarksContent } from "../../../../scripts/site/pages/benchmarks.ts";

const report: BenchReport = validateFile("data", benchReportSchema, JSON.parse(readTextFile("draft/data/benchmarks.json")));
const { text } = benchmarksContent(report);

test("every figure of the data stands in the cell of its row, in the order of the tables", (t) => {
  const wanted = report.sections.flatMap(({ tables }) =>
    tables.flatMap(({ columns, rows }) =>
      rows.flatMap(({ figures }) => columns.flatMap(({ id }) => (figures[id] === undefined ? [] : [figureText(figures[id])]))),
    ),
  );
  const sections = text.slice(text.indexOf('<nav aria-label="Sections">'));
  t.deepEqual([...sections.matchAll(/<td class="n">([^<]+)/g)].map(([, figure]) => figure), wanted);
});

test("each target has a row with its verdict", (t) => {
  const rows = text.slice(text.indexOf('id="targets"'), text.indexOf('<nav aria-label="Sections">')).split("<tr>").slice(2);
  t.deepEqual(
    rows.map((row) => /<span class="(?:good|mild)">(met|missed)/.exec(row)?.[1]),
    report.targets.map(({ verdict }) => verdict),
  );
});

test("ids of the page are unique, though a main chart is drawn twice", (t) => {
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  t.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), []);
});
