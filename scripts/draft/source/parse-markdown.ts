/**
 * Parses Markdown to mdast: CommonMark, tables of GFM, and the block forms of directives.
 *
 * Without the text form of directives, which would turn `:status` and `10:30` into directives, and without other parts
 * of GFM, which would turn names in prose into links and take time.
 *
 * @module
 */
import type { Root } from "mdast";
import { directiveFromMarkdown } from "mdast-util-directive";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { directive } from "micromark-extension-directive";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { tablesOf } from "./table-lines.ts";

const processor = unified().use(remarkParse).freeze();

/** Parses the Markdown of a draft, without its front matter. */
export function parseMarkdown(markdown: string): Root {
  const parser = processor();
  Object.assign(parser.data(), {
    micromarkExtensions: [tablesOf(markdown), { flow: directive().flow ?? {} }],
    fromMarkdownExtensions: [gfmTableFromMarkdown(), directiveFromMarkdown()],
  });
  return parser.parse(markdown) as Root;
}
