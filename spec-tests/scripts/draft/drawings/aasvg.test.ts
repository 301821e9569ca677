import test from "ava";
import { drawAscii } from "../../../../scripts/draft/drawings/aasvg.ts";
import { sectionXml, sectionDiagnostics } from "../setup.ts";

const head = '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 32 32" class="diagram" text-anchor="middle" font-family="monospace" font-size="13px" stroke-linecap="round">';
const line = '<path d="M 8,16 L 24,16" fill="none" stroke="black"/>';

test("draws lines as shapes that scale, in black alone", (t) => {
  t.deepEqual(drawAscii(["---"]), { svg: `${head}\n${line}\n<g class="text">\n</g>\n</svg>` });
});

test("escapes text", (t) => {
  const made = drawAscii(['"a<b" & c']);
  t.regex("svg" in made ? made.svg : made.reason, />&quot;a&lt;b&quot; &amp; c<\/text>/);
});

test("does not change global objects", (t) => {
  drawAscii(["-->"]);
  t.deepEqual(["min", "sign"].filter((name) => name in globalThis), []);
  t.false("ss" in String.prototype);
});

test("refuses a drawing in grey, and an empty one", (t) => {
  t.deepEqual(drawAscii(["\u2591"]), {
    reason:
      "the drawing of aasvg is outside the profile of RFCs: colours are not in the profile of RFC 7996; expected black, white or none",
  });
  t.deepEqual(drawAscii(["", "  "]), { reason: "the drawing is empty; expected lines of ASCII" });
});

test("puts both forms into one figure", (t) => {
  const expected = `<figure anchor="f">\n<name>F</name>\n<artset>\n<artwork type="svg" alt="A line">${head}\n${line}\n<g class="text">\n</g>\n</svg></artwork>\n<artwork type="ascii-art" alt="A line"><![CDATA[---]]></artwork>\n</artset>\n</figure>`;
  t.is(sectionXml('```aasvg {#f title="F" alt="A line"}\n---\n```'), expected);
  t.is(
    sectionXml('```aasvg {#f title="F" alt="A line" src=line.txt}\n```', { read: (path) => (path === "line.txt" ? "---\n" : undefined) }),
    expected,
  );
});

const wrong: readonly (readonly [title: string, markdown: string, mistake: string])[] = [
  ["an empty drawing", "```aasvg\n```", "1:1 empty-fence: fence is empty; expected text, or src= with the path of a file in its braces"],
  [
    "a line of 70 columns",
    `\`\`\`aasvg\n--\n${"-".repeat(70)}\n\`\`\``,
    `3:70 wide-line: line is 70 columns wide; expected at most 69: "${"-".repeat(30)}..."`,
  ],
  [
    "a drawing of its own beside it",
    "```aasvg {svg=a.svg}\n--\n```",
    '1:1 attribute: unknown attribute "svg" of fence "aasvg"; expected one of: id, title, name, src, alt',
  ],
  ["a missing file", "```aasvg {src=no.txt}\n```", "1:1 file: src: cannot read no.txt; expected a path relative to a.md"],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.deepEqual(sectionDiagnostics(markdown), [mistake]));
}
