/**
 * What to write in place of tags of HTML and RFCXML, as data.
 *
 * @module
 */

/** What to write, and the tags in whose place. */
const adviceByTags: readonly (readonly [write: string, tags: readonly string[]])[] = [
  ["*...*", ["em", "i", "cite", "dfn", "var"]],
  ["**...**", ["strong", "b"]],
  ["code in backticks", ["code", "tt", "kbd", "samp"]],
  ["a fence: ``` above and below the lines", ["pre", "sourcecode", "listing"]],
  [
    "a fence ```artwork with the drawing in ASCII, and {svg=FILE.svg} for its SVG",
    ["img", "picture", "svg", "artwork", "artset", "figure"],
  ],
  ['title="..." in the braces of the fence or of :::table', ["figcaption", "caption", "name"]],
  ["a table of lines | a | b |, with |---|---| below the heading", ["table", "thead", "tbody", "tfoot", "tr", "td", "th"]],
  ["a list: - or 1. before each item", ["ul", "ol", "li"]],
  ['definitions between :::dl and :::, each a line with the term, a line that begins ": ", and a blank line', ["dl", "dt", "dd"]],
  [":::aside and ::: around the blocks", ["details", "summary", "aside"]],
  ["> before each line", ["blockquote", "q"]],
  ["[text](https://...) or <https://...>", ["a", "eref"]],
  ["{{anchor}} or {{RFC9110}}", ["xref", "relref"]],
  ["{{^item, subitem}}", ["iref"]],
  ["[^label], and [^label]: ... in a paragraph of its own", ["cref"]],
  ["the key word in capitals alone", ["bcp14"]],
  ["# Title", ["h1", "h2", "h3", "h4", "h5", "h6", "section"]],
  [":::note[Title] and ::: around the blocks", ["note"]],
  ["the name as text, and the person under contributor: in the front matter for ::contributors", ["contact"]],
  ["nothing, since a blank line ends a paragraph", ["p", "t", "div"]],
  ["a heading, or nothing", ["hr"]],
  ["the text alone", ["span", "font", "small", "big", "center", "abbr", "mark", "ins"]],
  ["nothing: remove the text", ["del", "s", "strike"]],
];

const byTag = new Map(adviceByTags.flatMap(([write, tags]) => tags.map((tag) => [tag, write] as const)));

/** Returns what to write in place of some HTML. */
export function htmlAdvice(html: string): string {
  const { end = "", tag = "" } = /^<(?<end>\/?)(?<tag>[A-Za-z][\w-]*)/.exec(html)?.groups ?? {};
  const name = tag.toLowerCase();
  const known = byTag.get(name);
  if (known !== undefined) return known;
  if (["sub", "sup", "u"].includes(name)) {
    return end === "" ? `</${name}> in the same paragraph` : `<${name}> before it in the same paragraph`;
  }
  if (name === "br") return "<br> in a paragraph, item or cell";
  return "code in backticks for what is meant as it stands, <sup>, <sub>, <u>, <br> or a comment <!-- ... -->";
}
