/** Renders a draft with every construct by the real xml2rfc. Skipped without xml2rfc. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import anyTest from "ava";
import { findXml2rfc } from "../../../scripts/draft/xml2rfc/find-xml2rfc.ts";
import { render, type RenderResult } from "../../../scripts/draft/xml2rfc/render.ts";
import { buildSection, type DraftFixture } from "./setup.ts";

const installed = spawnSync(findXml2rfc(process.env), ["--version"]).status === 0;
const test = installed ? anyTest : anyTest.skip;

const everything = `::bcp14

A *b* **c** \`d\` [e](https://x.example/) <https://x.example/> [f](#test) x<sup>2</sup><sub>1</sub>\\
{{tab}} {{RFC9000}} {{Section 2 of ?RFC9000}} {{RFC9000, Section 3}}{{^Entry, part}} {{=box}} {{=colour.red}}.
[g][home] {{?MORE=RFC8174}} {{Section 1 of MORE}}.[^note] And on.
One MUST do so.{R-001} One MAY not.{R-017}

::iref{item="Other"}

::picture{of=box #fig}

::rows{of=colour}

::words{of=box}

- a

  b
  - c

1. d

:::ol{type=a start=3}
1. e
:::

:::ul{empty}
- f
:::

:::dl{newline #list}
\`g\`
: h

i
: j

  k
:::

:::table{#tab title="T"}
| l | m |
|---|--:|
| n | \`o\` |
:::

> p

:::aside
q
:::

\`\`\`abnf {#code title="C" name="c.abnf" markers=true}
r = "]]>"
\`\`\`

\`\`\`
s
\`\`\`

\`\`\`txt {fold}
${"wide ".repeat(20)}end
\`\`\`

\`\`\`artwork {svg=a.svg alt="A cross"}
+-+
\`\`\`

\`\`\`example {id="box/one"}
lid: 3
\`\`\`

# Unnumbered {.unnumbered .notoc}

t

::backmatter

# Appendix

<u format="char-num">\u00fc</u> no\u00a0break \`\u00fc\`

# Acknowledgements

v

# Contributors

::contributors

[home]: https://x.example/

[^note]: {source="Editor"} Is *this* {{RFC9000}} right?
`;

const given: DraftFixture = {
  front:
    "contributor:\n  - {initials: A., surname: B, organization: C, street: S, city: \u6771, asciiCity: T, country: Germany, email: a@x.example}\n  - {organization: D}\nupdates: [9110]\n",
  read: (path) =>
    path === "a.svg" ? '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0,0h9" stroke="black"/></svg>' : undefined,
};

/** Builds and renders some Markdown in a folder of its own. */
async function rendered(
  markdown: string,
  given: DraftFixture = {},
): Promise<RenderResult & { readonly text: string; readonly html: string; readonly head: number }> {
  const directory = mkdtempSync(join(tmpdir(), "draft-"));
  try {
    const { xml, lines, head } = buildSection(markdown, given);
    const path = join(directory, "draft-a-test-00.xml");
    writeFileSync(path, xml);
    writeFileSync(path.replace(".xml", ".lines.json"), JSON.stringify({ source: "a.md", lines }));
    const result = await render(path);
    const read = (extension: string): string => (result.diagnostics.length > 0 ? "" : readFileSync(path.replace("xml", extension), "utf8"));
    return { ...result, text: read("txt"), html: read("html"), head };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

test("renders every construct without a warning", async (t) => {
  const { diagnostics: messages, text, html } = await rendered(everything, given);
  t.deepEqual(messages, []);
  t.regex(text, /Example box\/one/);
  t.regex(text, /\[RFC9000\], Section 3/);
  t.regex(text, /Appendix A\. {2}Appendix/);
  t.regex(text, /One MUST do so\.\s+\[R-001\]\s+One MAY not\.\s+\[R-017\]/);
  t.notRegex(text, /^Index$/m);
  t.regex(text, /\u00fc \(U\+00FC\) no break \u00fc/);
  t.regex(html, /id="R-001" href="#R-001">\[R-001\]</);
  t.regex(html, /id="R-017" href="#R-017">\[R-017\]</);
  t.regex(html, /<h2 id="name-index">/);
  for (const entry of ["Entry", "Other"]) t.regex(html, new RegExp(`<dt[^>]*>\\s*${entry}\\s*</dt>`), entry);
  t.is([...html.matchAll(/<svg [^>]*viewBox/g)].length, 2);
  t.regex(text, /\[RFC9000\] \[MORE\] Section 1 of \[MORE\]|\[MORE\] Section 1 of\s+\[MORE\]/);
  t.regex(text, /Is \*this\*|Is _this_/);
  t.regex(text, /NOTE: '\\' line wrapping per RFC 8792/);
  t.regex(text, /Contributors\n\n {3}A\. B\n {3}C\n {3}S\n/);
});

test("names the line of the Markdown in messages of xml2rfc", async (t) => {
  const { diagnostics: messages, head } = await rendered(`a\n\n> b\n>\n> > d\n\n- e\n\n  \`\`\`\n  ${"x".repeat(69)}\n  \`\`\`\n`);
  t.deepEqual(messages.map(({ file, line, reason }) => `${file}:${line - head} ${reason.split("\n")[0]}`), [
    "a.md:5 Element blockquote has extra content: blockquote, at /rfc/middle/section/blockquote/blockquote",
  ]);
  const wide = await rendered(`- e\n\n  \`\`\`\n  ${"x".repeat(69)}\n  \`\`\`\n`);
  t.deepEqual(wide.diagnostics.map(({ file, line }) => `${file}:${line - wide.head}`), ["a.md:4"]);
});
