import test from "ava";
import { buildWhole, sectionDiagnostics, sectionXml } from "../setup.ts";

const wrong: readonly (readonly [title: string, markdown: string, found: readonly string[]])[] = [
  [
    "an aside in a list",
    "- one\n\n  :::aside\n  in\n  :::",
    ["3:3 an aside cannot stand in an item of a list; expected it outside"],
  ],
  ["a quotation in a quotation", "> > a", ["1:3 a quotation cannot stand in a quotation; expected it outside"]],
  [
    "a table in a quotation",
    "> | a |\n> |---|\n> | b |",
    ["1:3 a table cannot stand in a quotation; expected it outside"],
  ],
  [
    "code in an aside",
    ":::aside\n```c\nx\n```\n:::",
    ["2:1 code cannot stand in an aside; expected an anchor or a title in the braces of the fence, which make it a figure"],
  ],
  ["emphasis in emphasis", "*a _b_*", ["1:4 emphasis cannot stand in emphasis; expected it outside"]],
  [
    "an editor's comment in a link",
    "[a [^b]](#test)\n\n[^b]: C d.",
    ["1:4 an editor's comment cannot stand in a link; expected it outside"],
  ],
];

for (const [title, markdown, found] of wrong) {
  test(`reports ${title}`, (t) => {
    t.deepEqual(
      sectionDiagnostics(markdown).map((one) => one.replace(" nesting:", "")),
      found,
    );
  });
}

test("reports code in the abstract, which holds paragraphs and lists", (t) => {
  const { messages, head } = buildWhole("# Abstract\n\nA.\n\n```\nx\n```\n\n# B\n\nC.\n");
  t.deepEqual(
    messages.map(({ line, reason }) => `${line - head}: ${reason}`),
    ["5: code cannot stand in the abstract; expected it outside"],
  );
});

test("accepts what may stand in each other", (t) => {
  const table = "| a |\n|---|\n| *b* `c` {{test}} |";
  const inside = `> quoted\n\n- x\n\n\`\`\`c\ny\n\`\`\`\n\n${table}`;
  const indented = inside.replace(/^(?=.)/gm, "  ");
  t.notThrows(() =>
    sectionXml(
      [
        `- item\n\n${indented}`,
        `:::aside\n> a\n\n- b\n\n${table}\n\n\`\`\`c {#f}\nx\n\`\`\`\n:::`,
        `::::dl\nterm\n: text\n\n${inside}\n\n:::aside\nb\n:::\n::::`,
        "> a\n>\n> - b\n>\n> ```\n> x\n> ```",
        "**a *b* <sup>c</sup>**\\\nd {{^e}}",
      ].join("\n\n"),
    ),
  );
});
