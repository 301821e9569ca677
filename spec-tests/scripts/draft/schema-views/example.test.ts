import test from "ava";
import { sectionXml, sectionDiagnostics, buildSection } from "../setup.ts";

const fence = (id: string, value = "a: 1"): string => `\`\`\`example {id="${id}"}\n${value}\n\`\`\``;

test("prints an example as a figure whose title names it", (t) => {
  t.is(
    sectionXml(fence("box/one")),
    '<figure anchor="example-box-one">\n<name>Example box/one</name>\n<sourcecode type="test-vectors"><![CDATA[00  box/one = {"a":1}]]></sourcecode>\n</figure>',
  );
});

test("lists examples with value, lines and place", (t) => {
  const { examples, head } = buildSection(`x\n\n${fence("box/one", 'a: "7"\nb: {repeat: "61", count: 3}')}`);
  const value = { a: "7", b: { repeat: "61", count: 3 } };
  t.deepEqual(examples, [
    {
      id: "box/one",
      title: "Example box/one",
      anchor: "example-box-one",
      value,
      lines: [`00  box/one = ${JSON.stringify(value)}`],
      section: "test",
      line: head + 3,
    },
  ]);
});

test("the text can refer to an example by its anchor", (t) => {
  t.true(sectionXml(`See {{example-box-one}}.\n\n${fence("box/one")}`).startsWith('<t>See <xref target="example-box-one"/>.</t>'));
});

const wrong: readonly (readonly [title: string, markdown: string, mistake: string])[] = [
  [
    "an id of the wrong form",
    fence("Box"),
    '1:1 attribute: attribute "id" of fence "example": expected element/name, lower case with hyphens, found "Box"',
  ],
  ["an example without id", "```example\na: 1\n```", '1:1 attribute: attribute "id" of fence "example": is missing; expected a string'],
  [
    "invalid YAML with its own line and column",
    `x\n\n- y\n\n  ${fence("box/one", "a: 1\na: 2").replaceAll("\n", "\n  ")}`,
    "7:3 yaml: invalid YAML: Map keys must be unique",
  ],
  [
    "a value that prints wide",
    fence("box/one", `a: ${"x".repeat(60)}`),
    `1:70 wide-line: line is 82 columns wide; expected at most 69: "00  box/one = {"a":"xxxxxxxxxx..." [box]`,
  ],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.true(sectionDiagnostics(markdown).includes(mistake), sectionDiagnostics(markdown).join("\n")));
}

test("reports a repeated id", (t) => {
  const { head } = buildSection("");
  t.deepEqual(sectionDiagnostics(`${fence("box/one")}\n\n${fence("box/one", "a: 2")}`), [
    `5:1 example: example box/one is already in line ${head + 1}`,
  ]);
});

test("reports an error of the printer, with the element", (t) => {
  const renderExample = (): never => {
    throw new TypeError("lid: expected 0 to 255, found 256");
  };
  t.deepEqual(sectionDiagnostics(fence("box/one"), { renderExample }), [
    "1:1 example: example box/one: lid: expected 0 to 255, found 256 [box]",
  ]);
});

test("reports an example in a draft without a model", (t) => {
  t.deepEqual(sectionDiagnostics(fence("box/one"), { model: undefined, unshown: [] }), [
    "1:1 example: the front matter has no model; expected model: with the path of a module whose default export is describe(NAME, [schemas]), or of its JSON",
  ]);
});
