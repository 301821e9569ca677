import test from "ava";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";

import { htmlReport } from "../../../../scripts/interop/report/html-report.ts";
import { jsonReport } from "../../../../scripts/interop/report/json-report.ts";
import { junitReport } from "../../../../scripts/interop/report/junit-report.ts";
import { isClean, type TestReport, verdictNames, worstFirst } from "../../../../scripts/interop/report/result.ts";
import { resultText, textReport, plainStyle } from "../../../../scripts/interop/report/text-report.ts";
import { report } from "./example.ts";

const empty: TestReport = { ...report, results: [] };

test("writes text: failures with their exchanges, worst first, then the counts", (t) => {
  t.is(
    textReport(report),
    [
      "crash  varsize/b",
      "      it ended",
      "",
      "fail  frame/b  R-001 R-009",
      '      whole: expected "<&>", found \u0001\ud800 and more',
      "      second line",
      '      > {"wire":"00"}',
      "      < ]]>",
      "",
      "non-strict  varsize/c",
      "      no level",
      "",
      "a <codec> 1 & 2: 5 cases",
      "",
      "  suite    cases  pass  skipped  non-strict  fail  crash",
      "  frame        2     1        0           0     1      0",
      "  varsize      3     0        1           1     0      1",
      "  all          5     1        1           1     1      1",
      "",
      "Some were left out.",
      "2 of 5 cases did not pass.",
      "",
    ].join("\n"),
  );
});

test("a report without cases, or with skipped ones alone, is not clean", (t) => {
  t.false(isClean([]));
  t.false(isClean(report.results.filter(({ verdict }) => verdict === "skipped")));
  t.true(isClean(report.results.filter(({ verdict }) => verdict === "pass" || verdict === "non-strict")));
  t.false(isClean(report.results));
  t.true(textReport(empty).endsWith("No case was selected.\n"));
  t.true(textReport({ ...report, results: report.results.slice(2, 3) }).endsWith("Every case was skipped.\n"));
});

test("indents every line of a reason", (t) => {
  t.is(
    resultText({ suite: "a", id: "a/b", verdict: "crash", detail: "one\ntwo", requirements: [], duration: 0 }, plainStyle),
    "crash  a/b\n      one\n      two\n",
  );
});

test("writes JSON with counts and the overall verdict", (t) => {
  const value = JSON.parse(jsonReport(report)) as { clean: boolean; counts: object; draft: string; results: object[] };
  t.false(value.clean);
  t.deepEqual(value.counts, { pass: 1, skipped: 1, "non-strict": 1, fail: 1, crash: 1 });
  t.is(value.draft, "draft-a-b-00");
  t.deepEqual(value.results[0], { suite: "frame", id: "frame/a", verdict: "pass", detail: "", requirements: ["R-001"], duration: 1 });
});

test("writes JUnit with a test suite for each suite, and failures apart from errors", (t) => {
  const read = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", parseAttributeValue: true }).parse(
    junitReport(report),
  ) as {
    testsuites: {
      name: string;
      tests: number;
      testsuite: { name: string; failures: number; errors: number; skipped: number; testcase: object[] }[];
    };
  };
  const { testsuites: all } = read;
  t.is(all.name, "Interop vectors: a <codec> 1 & 2");
  t.is(all.tests, 5);
  t.deepEqual(
    all.testsuite.map(({ name, failures, errors, skipped }) => [name, failures, errors, skipped]),
    [
      ["frame", 1, 0, 0],
      ["varsize", 0, 1, 1],
    ],
  );
  t.deepEqual(all.testsuite[0]?.testcase[1], {
    name: "frame/b",
    classname: "frame",
    time: 2,
    properties: {
      property: [
        { name: "requirement", value: "R-001" },
        { name: "requirement", value: "R-009" },
      ],
    },
    failure: {
      message: 'whole: expected "<&>", found \\u0001\\ud800 and more',
      type: "fail",
      "#text": 'whole: expected "<&>", found \\u0001\\ud800 and more\nsecond line\n> {"wire":"00"}\n< ]]>',
    },
  });
});

test("writes HTML with the failures first, each with its sentence and a link to the draft", (t) => {
  const html = htmlReport(report);
  const order = ["varsize/b", "frame/b", "frame/a"].map((id) => html.indexOf(`</span> ${id}`));
  t.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  );
  t.true((order[0] ?? -1) > 0);
  t.true(
    html.includes(
      '<a href="../draft/draft-a-b-00.html#R-001">R-001</a> MUST, <a href="../draft/draft-a-b-00.html#over">Over &amp; out</a><br/>A receiver MUST take &lt;it&gt;.',
    ),
  );
  t.true(html.includes("<blockquote>R-009</blockquote>"));
  t.regex(html, /<meta name="viewport"/);
  t.notRegex(html, /<script|<link|src=|https?:/);
});

test("shows in HTML beside each folded case why it did not pass, else its summary", (t) => {
  const html = htmlReport({
    ...report,
    results: [
      ...report.results,
      { suite: "frame", id: "frame/z", verdict: "pass", summary: "It <is>.", detail: "", requirements: [], duration: 1 },
    ],
  });
  t.true(
    html.includes('frame/b <span class="why">whole: expected &quot;&lt;&amp;&gt;&quot;, found \\u0001\\ud800 and more</span></summary>'),
  );
  t.true(html.includes('frame/z <span class="why">It &lt;is&gt;.</span></summary>'));
  t.true(html.includes("frame/a</summary>"));
});

test("folds a suite of many cases in HTML, with its counts, and leaves a small one open", (t) => {
  const many = Array.from({ length: 21 }, (_, at) => ({
    suite: "many",
    id: `many/${at}`,
    verdict: "pass" as const,
    detail: "",
    requirements: [],
    duration: 1,
  }));
  const html = htmlReport({ ...report, results: [...report.results, ...many] });
  t.true(html.includes('<details><summary><h2>many</h2> <span class="faint">21 pass</span></summary>'));
  t.true(html.includes('<details open=""><summary><h2>varsize</h2> <span class="faint">1 skipped, 1 non-strict</span></summary>'));
});

const wellFormed = (xml: string): unknown => XMLValidator.validate(xml.replace("<!DOCTYPE html>\n", ""));

test("writes well-formed XML and HTML for any text of a peer", (t) => {
  t.is(wellFormed(htmlReport(empty)), true);
  t.is(wellFormed(junitReport(empty)), true);
  const texts = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom("]]>", "<!--", "&amp;", "\"'", "\ud800", "\0"));
  fc.assert(
    fc.property(texts, texts, fc.constantFrom(...verdictNames), (detail, line, verdict) => {
      const results = [{ suite: detail, id: line, summary: line, verdict, detail, requirements: [line], duration: 1, exchange: [line] }];
      const odd: TestReport = { ...report, title: detail, peer: { name: line, version: detail }, results, notes: [line] };
      for (const text of [htmlReport(odd), junitReport(odd)]) {
        t.is(wellFormed(text), true);
        // eslint-disable-next-line no-control-regex -- these characters are forbidden in XML
        t.notRegex(text, /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/);
        t.true(text.isWellFormed());
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});

test("sorts the worst first and keeps the order of equals", (t) => {
  t.deepEqual(
    worstFirst(report.results).map(({ id }) => id),
    ["varsize/b", "frame/b", "varsize/c", "varsize/a", "frame/a"],
  );
});
