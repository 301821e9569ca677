/**
 * The table of foreign forms: what authors who know kramdown-rfc, mmark or GitHub Markdown write, and what has another form here or
 * none. Without a check, these would be printed as text.
 *
 * @module
 */

/** One form of another dialect. */
export interface ForeignForm {
  readonly dialect: "kramdown-rfc" | "mmark" | "GitHub Markdown" | "Markdown" | "plain text";
  /** What the author means, with its article. */
  readonly name: string;
  /** Finds the form in running text, in a row of a table (`row`), or in a fence as its whole text (`fence`). */
  readonly pattern: RegExp;
  readonly place?: "row" | "fence";
  /** What to write here, with code in backticks; `$<name>` is a group of the pattern. */
  readonly write: string;
  /** Markdown with the form in it, for the README and the tests. */
  readonly example: string;
}

/** The beginning of a line, in a quotation as well. Bounded, so that a search takes linear time. */
const line = String.raw`(?<=^[ >]{0,100})`;
/** The beginning of a paragraph, cell or heading. */
const first = "(?<![^])";

/** Returns a pattern that finds all occurrences; `^` and `$` are the ends of a line. */
function find(...sources: readonly string[]): RegExp {
  return new RegExp(sources.join(""), "gm");
}

/** What the author of a document for kramdown-rfc writes. */
const kramdown: readonly Omit<ForeignForm, "dialect">[] = [
  {
    name: "a comment",
    pattern: /\{::comment\}(?:[^]*?\{:\/(?:comment)?\})?/g,
    write: "`<!-- ... -->`",
    example: "{::comment} hidden {:/comment}",
  },
  {
    name: "the paragraph on key words",
    pattern: /\{::boilerplate +bcp14[\w-]*\}/g,
    write: "`::bcp14`",
    example: "{::boilerplate bcp14-tagged}",
  },
  {
    name: "the text of a file",
    pattern: /\{::include(?:-[\w-]+)? +(?<path>[^\s{}]+)\}/g,
    write: "`::include{path=$<path>}` on a line of its own",
    example: "{::include part.md}",
  },
  {
    name: "the text of a file in a fence",
    pattern: /^\s*\{::include(?:-[\w-]+)? +(?<path>[^\s{}]+)\}\s*$/g,
    place: "fence",
    write: "an empty fence with `{src=$<path>}` behind its type",
    example: "```abnf\n{::include x.abnf}\n```",
  },
  { name: "the end of an extension", pattern: /\{:\/\w*\}/g, write: "nothing", example: "{:/nomarkdown}" },
  { name: "an extension", pattern: /\{::[^{}]*\}?/g, write: "nothing, since there is no such form", example: "{::nomarkdown}" },
  { name: "an aside", pattern: /\{: *aside *\}/g, write: "`:::aside` and `:::` around its blocks", example: "{:aside}\nBy the way." },
  {
    name: "the title of a section or work",
    pattern: /(?<=\{\{(?<target>[^{}]*)\}\})\{: *format="?title"? *\}/g,
    write: "`{{title of $<target>}}`",
    example: '{{test}}{: format="title"}',
  },
  {
    name: "the number of a section",
    pattern: /(?<=\{\{(?<target>[^{}]*)\}\})\{: *format="?counter"? *\}/g,
    write: "`{{number of $<target>}}`",
    example: '{{test}}{: format="counter"}',
  },
  {
    name: "own words for a link",
    pattern: /\{: *format="?none"? *\}/g,
    write: '`{{"text" of anchor}}`',
    example: '{{test}}{: format="none"}',
  },
  {
    name: "a citation of a section",
    pattern: /(?<=\{\{(?<work>[^{}]*)\}\})\{: *section="(?<section>[\dA-Z][\d.]*)" *\}/g,
    write: "`{{Section $<section> of $<work>}}`",
    example: '{{RFC9000}}{: section="4"}',
  },
  {
    name: "a citation of a section",
    pattern: /(?<=\{\{(?<work>[^{}]*)\}\})\{: *section="(?<section>[\dA-Z][\d.]*)"\s+relative="#(?<fragment>[^"{}]*)"\s*\}/g,
    write: "`{{Section $<section> of $<work>#$<fragment>}}`",
    example: '{{RFC9000}}{: section="4" relative="#frames"}',
  },
  {
    name: "a citation of a section",
    pattern: /(?<=\{\{(?<work>[^{}]*)\}\})\{: *section="[\0\\"]*(?<section>[^"\\\0{}]+)[\0\\"]*"\s+relative="#(?<fragment>[^"{}]*)"\s*\}/g,
    write: '`{{Section "$<section>" of $<work>#$<fragment>}}`',
    example: '{{RFC9000}}{: section="create" relative="#create"}',
  },
  {
    name: "attributes",
    pattern: /\{:[^{}\n]*\}?/g,
    write: 'the attributes in the braces of a heading, a fence or a directive, such as `:::table{#anchor title="..."}`',
    example: '{: #fig title="A Figure"}',
  },
  { name: "an index entry", pattern: /\(\(\(!?(?<item>[^()]+)\)\)\)/g, write: "`{{^$<item>}}`", example: "(((item, subitem)))" },
  { name: "the abstract", pattern: find(line, "--- +abstract\\b"), write: "`# Abstract`", example: "--- abstract" },
  { name: "the beginning of the middle", pattern: find(line, "--- +middle\\b"), write: "nothing", example: "--- middle" },
  { name: "the beginning of the back matter", pattern: find(line, "--- +back\\b"), write: "`::backmatter`", example: "--- back" },
  {
    name: "a note",
    pattern: find(line, "--- +(?:to_be_removed_)?note_(?<title>\\S+)"),
    write: "`:::note[$<title>]` and `:::` around its blocks",
    example: "--- note_Readers",
  },
  {
    name: "an abbreviation",
    pattern: find(line, String.raw`\*\[[^\]\n]+\]: `),
    write: "the long form in the text",
    example: "*[TLS]: Transport Layer Security",
  },
  {
    name: "a definition",
    pattern: find(line, String.raw`: +\S.*`),
    write: "`:::dl` and `:::` around the list, and a blank line before each term",
    example: "term\n: definition",
  },
  {
    name: "a rule of a table",
    pattern: /^[\s|:+]*[-=]{2}[-=:|+\s]*$/g,
    place: "row",
    write: "one rule, below the heading",
    example: "| a |\n|---|\n| b |\n|===|",
  },
  {
    name: "a rule of a table",
    pattern: find(line, String.raw`[-:=]{2,}(?:[+|][-:=]{2,})+[ \t]*$`),
    write: "`|---|--:|` below the heading",
    example: "a | b\n---+---",
  },
  { name: "a line break", pattern: find(String.raw`\\\\[ \t]*$`), write: "one `\\` at the end of the line", example: "one\\\\\ntwo" },
  { name: "a formula", pattern: /\$\$[^$]+\$\$/g, write: "the formula in words, or as a drawing", example: "$$a^2$$" },
  { name: "the end of a block", pattern: find(first, String.raw`\^\s*$`), write: "`<!-- -->`", example: "^" },
];

/** What the author of a document for mmark writes. */
const mmark: readonly Omit<ForeignForm, "dialect">[] = [
  {
    name: "a citation of a section",
    pattern: /\[-?@(?<mark>[!?]?)(?<work>[\w.-]+), *[Ss]ection +(?<section>[\w.]+)\]/g,
    write: "`{{Section $<section> of $<mark>$<work>}}`",
    example: "[@!RFC9110, section 4.2]",
  },
  {
    name: "a citation",
    pattern: /\[-?@(?<mark>[!?]?)(?<work>[\w.-]+)[^\]\n]*\]/g,
    write: "`{{$<mark>$<work>}}`",
    example: "[@!RFC9110]",
  },
  { name: "a link", pattern: /\(#(?<anchor>[A-Za-z_][\w.-]*)\)/g, write: "`{{$<anchor>}}`", example: "(#body)" },
  { name: "an index entry", pattern: /\(!{1,2}(?<item>[A-Za-z][^()\n]*)\)/g, write: "`{{^$<item>}}`", example: "(!item, subitem)" },
  {
    name: "a note in the text",
    pattern: /(?<!\[)\^\[[^\]\n]+\]/g,
    write: "`[^label]`, and `[^label]: ...` in a paragraph of its own",
    example: "text ^[note]",
  },
  { name: "the beginning of a part", pattern: /\{(?:front|main)matter\}/g, write: "nothing", example: "{mainmatter}" },
  { name: "the beginning of the back matter", pattern: /\{backmatter\}/g, write: "`::backmatter`", example: "{backmatter}" },
  { name: "a special heading", pattern: find(line, String.raw`\.# +(?<title>.+)$`), write: "`# $<title>`", example: ".# Abstract" },
  { name: "an aside", pattern: find(line, "[A-Z]> "), write: "`:::aside` and `:::` around its blocks", example: "A> By the way." },
  {
    name: "a caption",
    pattern: find(first, "(?:Figure|Table|Quote): +"),
    write: '`title="..."` in the braces of the fence or of `:::table`',
    example: "Figure: A Caption",
  },
  { name: "a callout", pattern: /<<\d+>>/g, write: "the number in words", example: "<<1>>" },
  { name: "a subscript", pattern: /(?<=\w)~(?<text>[^~\s]+)~(?!~)/g, write: "`<sub>$<text></sub>`", example: "H~2~O" },
  { name: "a superscript", pattern: /(?<=\w)\^(?<text>[^^\s]+)\^/g, write: "`<sup>$<text></sup>`", example: "2^10^" },
];

const github: readonly Omit<ForeignForm, "dialect">[] = [
  { name: "struck out text", pattern: /~~[^~\n]+~~/g, write: "nothing: remove the text", example: "~~gone~~" },
  { name: "a task", pattern: find(first, String.raw`\[[ xX]\] `), write: "an ordinary item", example: "- [ ] todo" },
  {
    name: "an alert",
    pattern: /\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/g,
    write: "`:::aside` and `:::` around its blocks",
    example: "> [!NOTE]\n> Beware.",
  },
];

const markdown: readonly Omit<ForeignForm, "dialect">[] = [
  {
    name: "a table without a rule below its heading, or a rule above it",
    pattern: find(line, String.raw`\|[^\n|]*\|.*(?:\n[ >]*\|.*)*`),
    write: "`|---|--:|` below the heading, with as many cells, and no other rule",
    example: "| a | b |\n| c | d |",
  },
  {
    name: "a heading",
    pattern: find(`(?:${line}(?<marks>#{2,6})|${first}#)`, "(?=[A-Za-z`*])"),
    write: "a blank behind the marks: `## Title`",
    example: "##Title",
  },
  {
    name: "an item of a list",
    pattern: find(first, String.raw`(?:(?:[a-z]|[ivx]+|#)[.)]|\(@\w*\)) +(?=\S)`),
    write: "`:::ol{type=a}` and `:::` around a list of `1.`",
    example: "a. one\nb. two",
  },
  { name: "strong text that does not end", pattern: /\*\*/g, write: "`**` at both ends", example: "**open" },
  { name: "emphasis that does not end", pattern: /(?<=^|[\s(])\*(?=[A-Za-z])/gm, write: "`*` at both ends", example: "*open" },
  { name: "code that does not end", pattern: /`+/g, write: "a backtick at both ends", example: "`open" },
];

const plain: readonly Omit<ForeignForm, "dialect">[] = [
  {
    name: "a citation",
    pattern: /\[(?<work>RFC ?\d+|(?:BCP|STD) ?\d+|I-D\.[\w.-]+)(?:, [^\]\n]*)?\](?!\()/g,
    write: "`{{$<work>}}`",
    example: "[RFC9110]",
  },
  { name: "a citation", pattern: /\{(?<work>[!?]?(?:RFC\d+|I-D\.[\w.-]+))\}/g, write: "`{{$<work>}}`", example: "{RFC9110}" },
  {
    name: "attributes",
    pattern: /\{ *[#.][^{}\n]*\}/g,
    write:
      "them in the braces of a heading, a fence or a directive around the block, or one anchor behind the text of a paragraph or item",
    example: "{#figure}",
  },
  { name: "a brace", pattern: /\{[^{}\n]*\}?|\}/g, write: "a literal brace as code, or with `\\` before it", example: "{name}" },
];

/** All foreign forms. Of two forms that begin at one place, the first one is meant. */
export const foreignForms: readonly ForeignForm[] = [
  ...kramdown.map((form) => ({ dialect: "kramdown-rfc" as const, ...form })),
  ...mmark.map((form) => ({ dialect: "mmark" as const, ...form })),
  ...github.map((form) => ({ dialect: "GitHub Markdown" as const, ...form })),
  ...markdown.map((form) => ({ dialect: "Markdown" as const, ...form })),
  ...plain.map((form) => ({ dialect: "plain text" as const, ...form })),
];

/** Returns what a form means and where: `means an aside in mmark`. */
export function formMeaning({ dialect, name }: ForeignForm): string {
  return dialect === "Markdown" || dialect === "plain text" ? `looks like ${name}` : `means ${name} in ${dialect}`;
}

/** Returns what to write in place of one occurrence of a form, with code in backticks. */
export function formToWrite({ write }: ForeignForm, groups: Readonly<Record<string, string | undefined>> = {}): string {
  return write.replace(/\$<(\w+)>/g, (_, name: string) => (groups[name] ?? "").replace(/^(RFC|BCP|STD) /, "$1"));
}

const codeSpan = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``).replaceAll("|", "\\|");

/** Returns the foreign forms as a table in Markdown, for the README. */
export function foreignFormTable(): string {
  const rows = foreignForms.map((form) => {
    form.pattern.lastIndex = 0;
    const found = form.example.split("\n").filter((text) => text.trim() !== "");
    const groups = new RegExp(form.pattern.source, "m").exec(form.place === "fence" ? (found[1] ?? "") : form.example)?.groups;
    const write = formToWrite(form, groups).replaceAll("|", "\\|");
    return `| ${form.dialect} | ${found.map(codeSpan).join(", ")} | ${form.name} | ${write} |`;
  });
  return ["| dialect | form | meaning | write |", "|---|---|---|---|", ...rows].join("\n");
}
