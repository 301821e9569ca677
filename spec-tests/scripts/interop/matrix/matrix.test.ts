import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";
import { XMLValidator } from "fast-xml-parser";

import { findAdapters, missingPrograms, adapterRuntime } from "../../../../scripts/interop/matrix/find-adapters.ts";
import { matrixHtml } from "../../../../scripts/interop/matrix/matrix-html.ts";
import { type Matrix, type MatrixEntry, matrixRows, peerCounts } from "../../../../scripts/interop/matrix/matrix.ts";
import { report } from "../report/example.ts";

const good: MatrixEntry = {
  language: "C",
  runtime: "cc 1",
  report: { ...report, peer: { name: "good", version: "2" }, results: report.results.slice(0, 1) },
};
const bad: MatrixEntry = { language: "Python", runtime: "Python 3", report };
const live: MatrixEntry = {
  language: "TypeScript",
  runtime: "Node.js",
  report: {
    ...report,
    mode: "server",
    title: "Conformance of a server",
    peer: { name: "lively", version: "3" },
    results: report.results.slice(1, 2),
  },
};
const entries = [good, bad, live];
const matrix: Matrix = { facts: ["2026-11-24", "draft-a-b-00"], entries, warnings: [] };

test("counts the cases of a peer, in all and by suite", (t) => {
  t.deepEqual(peerCounts(report), {
    ...{ cases: 5, pass: 1, mild: 1, left: 1, fail: 2 },
    suites: {
      frame: { cases: 2, pass: 1, mild: 0, left: 0, fail: 1 },
      varsize: { cases: 3, pass: 0, mild: 1, left: 1, fail: 1 },
    },
  });
});

test("sorts failed cases first, with a result for each peer", (t) => {
  const rows = matrixRows([good, bad]).map(({ id, results }) => [id, ...results.map((result) => result?.verdict)]);
  t.deepEqual(rows, [
    ["varsize/b", undefined, "crash"],
    ["frame/b", undefined, "fail"],
    ["varsize/c", undefined, "non-strict"],
    ["varsize/a", undefined, "skipped"],
    ["frame/a", "pass", "pass"],
  ]);
});

test("links every failed cell of the page to the case, its octets and its sentence", (t) => {
  const html = matrixHtml({ ...matrix, warnings: ["The adapter x was not tested: it needs <cc>."] });
  t.is(XMLValidator.validate(html.replace("<!DOCTYPE html>\n", "")), true);
  const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
  t.deepEqual(links, ["p1-case-frame-b", "p1-case-varsize-b", "p1-case-varsize-c", "p2-case-frame-b"]);
  for (const target of links) t.is(html.split(`id="${target}"`).length, 2, target);
  t.true(html.includes("&gt; {&quot;wire&quot;:&quot;00&quot;}"));
  t.true(html.includes('href="https://example.org/draft-a-b-00#R-001"'));
  t.true(html.includes("it needs &lt;cc&gt;"));
});

test("shows peers beside those of the same mode alone", (t) => {
  const html = matrixHtml(matrix);
  const titles = [...html.matchAll(/<h([23])>([^<]*)<\/h/g)].map(([, level, title]) => `${level} ${title}`);
  t.deepEqual(titles, [
    "2 Interop vectors",
    "2 Live servers",
    "2 Did not pass",
    "3 a &lt;codec&gt; 1 &amp; 2, vectors",
    "3 lively 3, server",
    "2 Cases",
    "3 Interop vectors",
    "3 Live servers",
  ]);
  t.true(html.includes("<th>case</th><th>lively 3</th>"));
  t.true(html.includes('<span class="count bad">1/5<br/>2 failed<br/>1 non-strict<br/>1 left out</span>'));
});

test("reports that no peer failed a case", (t) => {
  const html = matrixHtml({ ...matrix, entries: [good] });
  t.true(html.includes("No peer failed a case."));
  t.false(html.includes("Did not pass"));
});

test("finds the adapters of this repository", (t) => {
  const found = findAdapters("spec-tests/adapters");
  t.true(found.length >= 2);
  t.deepEqual(
    found.map(({ folder }) => folder),
    [...found.map(({ folder }) => folder)].sort(),
  );
});

test("names an adapter.json that does not match its schema", (t) => {
  const root = mkdtempSync(join(tmpdir(), "adapters-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "x"));
  writeFileSync(join(root, "x", "adapter.json"), '{"language":"X","needs":[],"run":"x"}');
  t.throws(() => findAdapters(root), { message: /x\/adapter\.json: needs/ });
});

test("returns the missing programs, and the version of the last program", (t) => {
  t.deepEqual(missingPrograms({ needs: ["node", "no-such-program-here"] }), ["no-such-program-here"]);
  t.is(adapterRuntime({ needs: ["make", "node"] }), process.version);
});
