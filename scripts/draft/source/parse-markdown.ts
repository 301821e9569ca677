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
import { gfmTable } from "micromark-extension-gfm-table";
import remarkParse from "remark-parse";
import { unified, type Processor } from "unified";

function blockExtensions(this: Processor): void {
  const data = this.data() as { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] };
  data.micromarkExtensions = [gfmTable(), { flow: directive().flow ?? {} }];
  data.fromMarkdownExtensions = [gfmTableFromMarkdown(), directiveFromMarkdown()];
}

const processor = unified().use(remarkParse).use(blockExtensions).freeze();

/** Parses the Markdown of a draft, without its front matter. */
export function parseMarkdown(markdown: string): Root {
  return processor.parse(markdown) as Root;
}
