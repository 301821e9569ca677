import test from "ava";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";

import { htmlReport } from "../../../../scripts/interop/report/html-report.ts";
import { jsonReport } from "../../../../scripts/interop/report/json-report.ts";
import { junitReport } from "../../../../scripts/interop/report/junit-report.ts";
import { isClean, type TestReport, type TestResult, verdictNames, worstFirst } from "../../../../scripts/interop/report/result.ts";
import { textReport } from "../../../../scripts/interop/report/text-report.ts";
import { report } from "./example.ts";

const empty: TestReport = { ...report, results: [] };

const summary = [
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
];

test("writes text: failures by requirement with its sentence, a case and the command that shows it, then the counts", (t) => {
  t.is(
    textReport({ ...report, showCommand: "show ID" }),
    [
      "Did not pass: 2 cases",
      "",
      "R-001 MUST, Over & out: 1 case",
      "  A receiver MUST take <it>.",
      '  fail  frame/b: whole: expected "<&>", found \\u0001\ud800 and more',
      "      second line",
      "  show frame/b",
      "",
      "No requirement: 1 case",
      "  crash  varsize/b: it ended",
      "  show varsize/b",
      "",
      "Allowed, but not recommended: 1 case",
      "",
      "No requirement: 1 case",
      "  non-strict  varsize/c: no level",
      "  show varsize/c",
      "",
      ...summary,
    ].join("\n"),
  );
});

const failing = { ...report, results: report.results.slice(1, 2) };

test("shows the frames of a failed case, one line each, or the exchange with each octet", (t) => {
  const shown = (depth: "frames" | "trace"): string[] => textReport(failing, { depth }).split("\n").slice(4, 8);
  const head = '  fail  frame/b: whole: expected "<&>", found \\u0001\ud800 and more';
  t.deepEqual(shown("frames"), [head, "         text, 0 octets", "      => malformed", ""]);
  t.deepEqual(shown("trace"), [head, "      second line", '      > {"wire":"00"}', "      < ]]>"]);
});

test("lists three cases of a requirement, and all of them if asked to", (t) => {
  const [, one] = report.results;
  const results = [1, 2, 3, 4, 5].map((n) => ({ ...(one as TestResult), id: `frame/${n}`, detail: "wrong" }));
  const lines = (all: boolean): string[] => textReport({ ...report, results }, { all }).split("\n").slice(4, 10);
  t.deepEqual(lines(false), [
    "  fail  frame/1: wrong",
    "  fail  frame/2: wrong",
    "  fail  frame/3: wrong",
    "  and 2 more; --verbose lists all",
    "",
    "a <codec> 1 & 2: 5 cases",
  ]);
  t.is(lines(true)[4], "  fail  frame/5: wrong");
});

test("lists what the peer does not implement by requirement, on one line with the first reason", (t) => {
  const results: TestResult[] = [
    { suite: "s", id: "s/a", verdict: "pass", detail: "", requirements: [], duration: 1 },
    { suite: "s", id: "s/b", verdict: "unimplemented", detail: "no lz4\nmore", requirements: ["R-001"], duration: 1 },
  ];
  const [title, , line] = textReport({ ...report, results }).split("\n");
  t.deepEqual([title, line], ["Not implemented by the peer: 1 case", "  R-001 MUST, Over & out: 1 case; s/b: no lz4"]);
});

test("escapes control characters of a peer in every part of a text", (t) => {
  const evil = "\u001b[2J\u009b31m\u202e";
  const results = report.results.map((result) => ({ ...result, id: evil, detail: `${evil}\n${evil}`, frames: [evil], exchange: [evil] }));
  for (const depth of ["brief", "frames", "trace"] as const) {
    const text = textReport({ ...report, peer: { name: evil, version: evil }, results, notes: [evil] }, { depth });
    t.notRegex(text, /[^\P{Cc}\n]|\u202e/u, depth);
  }
});

test("a report without cases, or with skipped ones alone, is not clean", (t) => {
  t.false(isClean([]));
  t.false(isClean(report.results.filter(({ verdict }) => verdict === "skipped")));
  t.true(isClean(report.results.filter(({ verdict }) => verdict === "pass" || verdict === "non-strict")));
  t.false(isClean(report.results));
  t.true(isClean(report.results.filter(({ verdict }) => verdict === "fail").map((result) => ({ ...result, known: true }))));
  t.true(textReport(empty).endsWith("No case was selected.\n"));
  t.true(textReport({ ...report, results: report.results.slice(2, 3) }).endsWith("Every case was skipped.\n"));
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
  const order = ["frame/b", "varsize/b", "varsize/c", "frame/a"].map((id) => html.indexOf(`</span> ${id}`));
  t.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  );
  t.true((order[0] ?? -1) > 0);
  t.true(
    html.includes(
      '<a href="https://example.org/draft-a-b-00#R-001">R-001</a> MUST, <a href="https://example.org/draft-a-b-00#over">Over &amp; out</a><br/>A receiver MUST take &lt;it&gt;.',
    ),
  );
  t.true(html.includes("<blockquote>R-009</blockquote>"));
  t.true(html.includes('<section id="R-001" data-group="">\n<h3>R-001 MUST, Over &amp; out: 1 case</h3>'));
  t.is(html.split("A receiver MUST take").length, 3, "once above the failure, once for the case that passed");
  t.true(html.includes('<li><a href="#R-001">R-001 MUST, Over &amp; out: 1 case</a></li>'));
  t.true(html.includes('<pre>   text, 0 octets\n<span class="decisive">=&gt; malformed</span></pre>'));
  t.true(html.includes("<details><summary>Octet by octet</summary>\n<pre>&gt; {&quot;wire&quot;:&quot;00&quot;}\n&lt; ]]&gt;</pre>"));
  t.regex(html, /<meta name="viewport"/);
  t.notRegex(html, /<link|src=|url\(|@import/);
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
  t.true(html.includes('<details data-group=""><summary><h2>many</h2> <span class="faint">21 pass</span></summary>'));
  t.true(html.includes('<details data-group="" open=""><summary><h2>varsize</h2> <span class="faint">1 skipped</span></summary>'));
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
