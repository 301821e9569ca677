import test from "ava";

import type { ViewBlock } from "../../../scripts/generate/blocks.ts";
import { toText, wrap } from "../../../scripts/generate/text.ts";

const table: ViewBlock = {
  kind: "table",
  title: "T",
  columns: [{ title: "Left", align: "left" }, { title: "Right", align: "right" }, { title: "Mid", align: "center" }],
  rows: [
    [[{ text: "a" }, { code: "b" }], [{ text: "1" }], [{ text: "x" }]],
    [[], [{ text: "22" }], [{ cite: "#frames" }]],
  ],
};

test("sets tables with their alignments", (t) => {
  t.is(toText([table]), `
+------+-------+---------+
| Left | Right |   Mid   |
+======+=======+=========+
| ab   |     1 |    x    |
+------+-------+---------+
|      |    22 | #frames |
+------+-------+---------+`.trim());
});

test("gives the room of a line to the column that needs it most", (t) => {
  const columns = [{ title: "A", align: "left" }, { title: "B", align: "left" }] as const;
  const rows = [[[{ text: "short name" }], [{ text: "word ".repeat(30).trim() }]]];
  t.is(toText([{ kind: "table", title: "", columns, rows }]), `
+-------+-----------------------------------------------------------+
| A     | B                                                         |
+=======+===========================================================+
| short | word word word word word word word word word word word    |
| name  | word word word word word word word word word word word    |
|       | word word word word word word word word                   |
+-------+-----------------------------------------------------------+`.trim());
});

test("sets the walls next to the text if the words fill the line", (t) => {
  const columns = [{ title: "A", align: "left" }, { title: "B", align: "left" }] as const;
  const rows = [[[{ text: "a".repeat(33) }], [{ text: "b".repeat(32) }]]];
  t.is(toText([{ kind: "table", title: "", columns, rows }]).split("\n")[3], `|${"a".repeat(33)}|${"b".repeat(32)}|`);
});

test("sets figures, source and definitions with empty lines between", (t) => {
  const text = toText([
    { kind: "figure", title: "F", ascii: "+-+\n|A|\n+-+" },
    { kind: "source", title: "S", type: "", text: "A {\n}" },
    { kind: "definitions", items: [{ term: [{ code: "ping" }], text: [{ text: "word ".repeat(16) }] }] },
  ]);
  t.is(text, `+-+\n|A|\n+-+\n\nA {\n}\n\nping\n   ${"word ".repeat(13).trim()}\n   word word word`);
});

test("breaks at spaces only, and gives a long word its own line", (t) => {
  t.deepEqual(wrap("ab cde fghijkl m", 6), ["ab cde", "fghijkl", "m"]);
  t.deepEqual(wrap("", 6), [""]);
});
