import test from "ava";
import { keywords, strongestKeyword } from "../../../../scripts/draft/inline/keywords.ts";
import { sectionXml } from "../setup.ts";

for (const word of keywords) {
  test(`marks ${word}`, (t) => t.is(sectionXml(`It ${word} be.{R-001}`), `<t>It <bcp14>${word}</bcp14> be. [R-001]</t>`));
}

test("marks a key word across a line break once", (t) => {
  t.is(sectionXml("It MUST\nNOT be.{R-001}"), '<t>It <bcp14>MUST NOT</bcp14> be. [R-001]</t>');
});

test("ignores words that contain a key word", (t) => {
  t.is(sectionXml("MUSTARD, MAYBE, must, XMAY"), "<t>MUSTARD, MAYBE, must, XMAY</t>");
});

test("returns the strongest of several key words", (t) => {
  t.is(strongestKeyword(["MAY", "SHOULD NOT", "OPTIONAL"]), "SHOULD NOT");
  t.is(strongestKeyword(["SHALL NOT", "MUST"]), "SHALL NOT");
  t.is(strongestKeyword([]), undefined);
});
