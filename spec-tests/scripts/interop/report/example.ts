/** A report with one case of every weight, and text that has to be escaped. */
import type { TestReport } from "../../../../scripts/interop/report/result.ts";

export const report: TestReport = {
  mode: "vectors",
  title: "Interop vectors",
  peer: { name: "a <codec>", version: "1 & 2" },
  results: [
    { suite: "frame", id: "frame/a", verdict: "pass", detail: "", requirements: ["R-001"], duration: 1.4 },
    {
      suite: "frame",
      id: "frame/b",
      summary: "It takes <b>.",
      verdict: "fail",
      detail: 'whole: expected "<&>", found \u0001\ud800 and more\nsecond line',
      requirements: ["R-001", "R-009"],
      duration: 2000,
      frames: ["   text, 0 octets", "=> malformed"],
      exchange: ['> {"wire":"00"}', "< ]]>"],
    },
    { suite: "varsize", id: "varsize/a", verdict: "skipped", detail: "no op varsize", requirements: [], duration: 0 },
    { suite: "varsize", id: "varsize/b", verdict: "crash", detail: "it ended", requirements: [], duration: 5 },
    { suite: "varsize", id: "varsize/c", verdict: "non-strict", detail: "no level", requirements: [], duration: 5 },
  ],
  notes: ["Some were left out."],
  draft: {
    name: "draft-a-b-00",
    page: "https://example.org/draft-a-b-00",
    requirements: { "R-001": { level: "MUST", section: "#over", title: "Over & out", text: "A receiver MUST take <it>." } },
  },
};
