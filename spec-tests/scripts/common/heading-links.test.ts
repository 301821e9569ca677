import { readFileSync } from "node:fs";

import test from "ava";

import { headingLinks } from "../../../scripts/common/heading-links.ts";

const link = headingLinks("a.md", "# One, and (Two) {#one}\n\n## The HTTP/2 Part {#part .notoc}\n\ntext {#none}\n");

test("returns the link that GitHub gives a heading with an explicit anchor", (t) => {
  t.is(link("#one"), "[One, and (Two)](a.md#one-and-two-one)");
  t.is(link("#part"), "[The HTTP/2 Part](a.md#the-http2-part-part-notoc)");
});

test("an unknown anchor is an error", (t) => {
  t.throws(() => link("#none"), { message: "a.md: has no heading with the anchor #none" });
});

test("each link of SECURITY.md to the draft leads to a heading", (t) => {
  const draft = "draft/draft-websocket2-over-http2.md";
  const text = readFileSync(draft, "utf8");
  const known = [...text.matchAll(/\{(#[\w-]+)[^}\n]*\} *$/gm)].flatMap(([, anchor = ""]) => {
    try {
      return [headingLinks(draft, text)(anchor)];
    } catch {
      return [];
    }
  });
  const links = readFileSync("SECURITY.md", "utf8").match(/\[[^\]]+\]\(draft\/[^)]+\)/g) ?? [];
  t.true(links.length > 10);
  t.deepEqual(links.filter((each) => !known.includes(each)), []);
});
