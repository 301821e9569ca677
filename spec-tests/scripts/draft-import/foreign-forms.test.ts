import test from "ava";
import { foreignForms } from "../../../scripts/draft/source/foreign-forms.ts";
import { importMiddle, importText } from "./setup.ts";

/** What the import makes of the example of each form of kramdown-rfc, which is what the table of foreign forms says to write. */
const expected: Readonly<Record<string, string | { readonly draft: string; readonly message: RegExp }>> = {
  "{::comment} hidden {:/comment}": "<!--\n hidden \n-->",
  "{::boilerplate bcp14-tagged}": "::bcp14",
  "{::include part.md}": { draft: "::include{path=part.md}", message: /part\.md cannot be read/ },
  "```abnf\n{::include x.abnf}\n```": { draft: "```abnf {src=x.abnf}\n```", message: /x\.abnf cannot be read/ },
  "{:/nomarkdown}": "",
  "{::nomarkdown}": "",
  "{:aside}\nBy the way.": ":::aside\nBy the way.\n:::",
  '{: #fig title="A Figure"}': { draft: "", message: /"title" of a paragraph is left out/ },
  '{{test}}{: format="title"}': "{{title of test}}",
  '{{test}}{: format="counter"}': "{{number of test}}",
  '{{test}}{: format="none"}': "{{test}}",
  '{{RFC9000}}{: section="4"}': "{{Section 4 of RFC9000}}",
  '{{RFC9000}}{: section="4" relative="#frames"}': "{{Section 4 of RFC9000#frames}}",
  '{{RFC9000}}{: section="create" relative="#create"}': '{{Section "create" of RFC9000#create}}',
  "(((item, subitem)))": "{{^item, subitem}}",
  "*[TLS]: Transport Layer Security": "",
  "term\n: definition": ":::dl\nterm\n: definition\n:::",
  "| a |\n|---|\n| b |\n|===|": "| a |\n|---|\n| b |",
  "a | b\n---+---": { draft: "| a | b |\n|---|---|\n|  |  |", message: /no heading/ },
  "one\\\\\ntwo": "one\\\ntwo",
  "$$a^2$$": { draft: "```\na^2\n```", message: /formula/ },
  "^": "",
};

/** Marks of parts are tested as parts of a whole document. */
const isPart = (example: string): boolean => example.startsWith("--- ");

const forms = foreignForms.filter(({ dialect, example }) => dialect === "kramdown-rfc" && !isPart(example));

test("each form of kramdown-rfc in the table of foreign forms is imported", (t) => {
  t.true(forms.length > 12);
  for (const { example } of forms) {
    const wanted = expected[example];
    const { body, messages } = importMiddle(`Before.\n\n${example}\n\nAfter.`);
    const draft = typeof wanted === "object" ? wanted.draft : wanted;
    t.is(body, ["Before.", draft, "After."].filter((part) => part !== "").join("\n\n"), example);
    if (typeof wanted === "object") t.regex(messages.join("\n"), wanted.message, example);
    else t.deepEqual(messages, [], example);
  }
});

test("the marks of parts are imported", (t) => {
  const document = `---
title: A
docname: draft-a-b-00
---

--- abstract

Short.

--- note_Some_Readers

A note.

--- middle

# One

Text.

---

B.

--- to_be_removed_note_Gone

C.

--- back

# Two

Text.
`;
  const { markdown } = importText(document);
  const body = markdown.slice(markdown.indexOf("# Abstract"));
  const notes = ":::note[Some Readers]\nA note.\n\nB.\n:::\n\n:::note[Gone]{remove}\nC.\n:::";
  t.is(body, `# Abstract\n\nShort.\n\n${notes}\n\n# One\n\nText.\n\n::backmatter\n\n# Two\n\nText.\n`);
});
