import test from "ava";
import { parseAttributeText } from "../../../../scripts/draft/source/attribute-text.ts";

const good: readonly (readonly [
  text: string,
  id: string | undefined,
  classes: readonly string[],
  values: Readonly<Record<string, string>>,
])[] = [
  ["", undefined, [], {}],
  ["#a", "a", [], {}],
  [" #a-b  .c .d ", "a-b", ["c", "d"], {}],
  ['a=b c="d e" f=""', undefined, [], { a: "b", c: "d e", f: "" }],
  ["a b=c d", undefined, [], { a: "", b: "c", d: "" }],
  ['x="#a .b"', undefined, [], { x: "#a .b" }],
];

for (const [text, id, classes, values] of good) {
  test(`reads ${JSON.stringify(text)}`, (t) =>
    t.deepEqual(parseAttributeText(text), { ...(id === undefined ? {} : { id }), classes, values }));
}

const bad: readonly (readonly [text: string, problem: string])[] = [
  ['#a b="c', 'expected #anchor, .class or key="value" at "b="c"'],
  ["#a#b", 'expected #anchor, .class or key="value" at "#a#b"'],
  ['a="b"c=d', 'expected #anchor, .class or key="value" at "a="b"c=d"'],
  ["#a #b", '"id" is given twice'],
  ["a a", '"a" is given twice'],
  ["a=1 a=2", '"a" is given twice'],
];

for (const [text, problem] of bad) {
  test(`refuses ${JSON.stringify(text)}`, (t) => t.is(parseAttributeText(text), problem));
}
