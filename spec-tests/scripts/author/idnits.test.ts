import { readFileSync } from "node:fs";

import test from "ava";

import { applyWaivers, locateNits, readWaivers, type Nit } from "../../../scripts/author/idnits/waivers.ts";
import { FileError } from "../../../scripts/common/validate-file.ts";

const document = "one\n   Appendix A.  Examples . . . .  55\n   Appendix B\n";
const nits: readonly Nit[] = [
  { code: "INDENTATION", desc: "unexpected", line: [{ line: 2 }] },
  { code: "INDENTATION", desc: "unexpected", line: [{ line: 3 }] },
  { code: "NAME", desc: "wrong name", path: "rfc.back" },
  { code: "UNUSED", desc: "reference [A]" },
];
const all = locateNits("a.txt", document, nits);
const why = "because it is so";

test("adds the line to a finding", (t) => {
  t.deepEqual(
    all.map(({ line, text }) => [line, text]),
    [
      [2, "   Appendix A.  Examples . . . .  55"],
      [3, "   Appendix B"],
      [0, ""],
      [0, ""],
    ],
  );
});

test("waives by code, and by line, path or description", (t) => {
  const waivers = [
    { code: "INDENTATION", where: "\\d+$", why },
    { code: "NAME", where: "^rfc\\.back$", why },
    { code: "UNUSED", where: "\\[A\\]", why },
  ];
  const { findings, waived, unused } = applyWaivers(all, waivers);
  t.deepEqual([findings.map(({ line }) => line), waived, unused], [[3], 3, []]);
});

const text = "1.  One\n   a  b\n1.1.  Two\n   a  b\nAppendix A.  Three\n   c [guard]\n";
const spread: readonly Nit[] = [
  { code: "SPACES", desc: "too many", line: [{ line: 2 }, { line: 4 }] },
  { code: "MISSING", desc: "Document has [guard] but" },
];

test("splits a finding of several lines, and finds line and section of each", (t) => {
  t.deepEqual(locateNits("a.txt", text, spread).map(({ line, section }) => [line, section]), [[2, "One"], [4, "Two"], [6, "Three"]]);
});

test("a waiver for some sections does not cover other sections", (t) => {
  const waivers = [{ code: "SPACES", where: "^ {3}a", in: ["Two"], why }, { code: "MISSING", where: "guard", in: ["One"], why }];
  const { findings, waived, unused } = applyWaivers(locateNits("a.txt", text, spread), waivers);
  t.deepEqual([findings.map(({ line }) => line), waived, unused], [[2, 6], 1, [waivers[1]]]);
});

test("reports an unused waiver", (t) => {
  const unused = { code: "NAME", where: "elsewhere", why };
  t.deepEqual(applyWaivers(all, [unused]).unused, [unused]);
});

test("a waiver for some days may be unused", (t) => {
  t.deepEqual(applyWaivers(all, [{ code: "NAME", where: "elsewhere", sometimes: true, why }]), { findings: all, waived: 0, unused: [] });
});

const wrong: readonly (readonly [string, string, RegExp])[] = [
  ["no place", "- { code: A, why: because it is so }", /^w\.yaml: \[0\]\.where: /],
  ["no reason", "- { code: A, where: a }", /^w\.yaml: \[0\]\.why: /],
  ["a malformed code", "- { code: a b, where: a, why: because it is so }", /^w\.yaml: \[0\]\.code: .*expected a code of idnits/],
  ["a malformed pattern", "- { code: A, where: '(', why: because it is so }", /^w\.yaml: Invalid regular expression/],
  ["no YAML", "- {", /^w\.yaml: /],
];

for (const [title, text, message] of wrong) {
  test(`refuses waivers with ${title}`, (t) => {
    t.throws(() => readWaivers("w.yaml", text), { instanceOf: FileError, message });
  });
}

test("the waivers of the draft can be read, each with a reason", (t) => {
  for (const path of ["draft/draft-websocket2-intermediaries.idnits.yaml", "draft/draft-websocket2-over-http2.idnits.yaml"]) {
    t.true(readWaivers(path, readFileSync(path, "utf8")).every((one) => one.why.length >= 10));
  }
});
