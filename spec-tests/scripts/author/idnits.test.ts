import { readFileSync } from "node:fs";

import test from "ava";

import { judge, placed, readWaivers, type Nit } from "../../../scripts/author/idnits/waivers.ts";
import { FileError } from "../../../scripts/interop/files/problems.ts";

const document = "one\n   Appendix A.  Examples . . . .  55\n   Appendix B\n";
const nits: readonly Nit[] = [
  { code: "INDENTATION", desc: "unexpected", line: [{ line: 2 }] },
  { code: "INDENTATION", desc: "unexpected", line: [{ line: 3 }] },
  { code: "NAME", desc: "wrong name", path: "rfc.back" },
  { code: "UNUSED", desc: "reference [A]" },
];
const all = placed("a.txt", document, nits);
const why = "because it is so";

test("puts the line beside a finding", (t) => {
  t.deepEqual(all.map(({ line, text }) => [line, text]), [[2, "   Appendix A.  Examples . . . .  55"], [3, "   Appendix B"], [0, ""], [0, ""]]);
});

test("waives by code, and by line, path or description", (t) => {
  const waivers = [{ code: "INDENTATION", where: "\\d+$", why }, { code: "NAME", where: "^rfc\\.back$", why }, { code: "UNUSED", where: "\\[A\\]", why }];
  const { findings, waived, unused } = judge(all, waivers);
  t.deepEqual([findings.map(({ line }) => line), waived, unused], [[3], 3, []]);
});

test("a waiver without a place covers all findings of its code", (t) => {
  t.deepEqual(judge(all, [{ code: "INDENTATION", why }]).findings.map(({ nit }) => nit.code), ["NAME", "UNUSED"]);
});

test("reports a waiver that covers nothing", (t) => {
  const unused = { code: "NAME", where: "elsewhere", why };
  t.deepEqual(judge(all, [unused]).unused, [unused]);
});

const wrong: readonly (readonly [string, string, RegExp])[] = [
  ["no reason", "- code: A", /^w\.yaml: \[0\]\.why: /],
  ["a code that is none", "- { code: a b, why: because it is so }", /^w\.yaml: \[0\]\.code: .*expected a code of idnits/],
  ["a pattern that is none", "- { code: A, where: '(', why: because it is so }", /^w\.yaml: Invalid regular expression/],
  ["no YAML", "- {", /^w\.yaml: /],
];

for (const [title, text, message] of wrong) {
  test(`refuses waivers with ${title}`, (t) => {
    t.throws(() => readWaivers("w.yaml", text), { instanceOf: FileError, message });
  });
}

test("the waivers of the draft can be read, each with a reason", (t) => {
  t.true(readWaivers("draft/idnits.yaml", readFileSync("draft/idnits.yaml", "utf8")).every((one) => one.why.length >= 10));
});
