/**
 * Pages from the Markdown of READMEs, so that the site repeats no fact of theirs.
 *
 * @module
 */
import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";

import { Html } from "../common/html.ts";

/** A section of a text in Markdown. */
export interface MarkdownSection {
  /** The heading as text, without marks. */
  readonly title: string;
  /** The number of `#`. */
  readonly level: number;
  /** The text below the heading, with deeper sections. */
  readonly body: string;
}

const heading = /^(#+) (.*)$/;
const fence = /^```/;

/** Returns the headings with the numbers of their lines, from 0. Lines in code blocks do not count. */
function headingsOf(lines: readonly string[]): { readonly at: number; readonly level: number; readonly title: string }[] {
  let inCode = false;
  return lines.flatMap((line, at) => {
    if (fence.test(line)) inCode = !inCode;
    const [, marks = "", title = ""] = (!inCode && heading.exec(line)) || [];
    return marks === "" ? [] : [{ at, level: marks.length, title: title.replaceAll("`", "") }];
  });
}

/** Returns the sections of a text. A section contains the deeper ones after it, which are in the list, too. */
export function markdownSections(text: string): MarkdownSection[] {
  const lines = text.split("\n");
  const headings = headingsOf(lines);
  return headings.map(({ at, level, title }, index) => {
    const end = headings.slice(index + 1).find((next) => next.level <= level)?.at ?? lines.length;
    return { title, level, body: lines.slice(at + 1, end).join("\n") };
  });
}

/** Returns the anchor of a heading: its words before a colon or a bracket, with hyphens. */
export function headingAnchor(title: string): string {
  const [first = ""] = title.toLowerCase().split(/[:(]/);
  return first.trim().replace(/[^a-z0-9]+/g, "-");
}

const textOfHtml = (markup: string): string => markup.replace(/<[^>]+>/g, "");

/** Returns code whose options, such as `--id`, stay on one line: browsers break lines behind hyphens. */
const withWholeOptions = (code: string): string => code.replace(/(?<=[ >])--?[\w-]+/g, '<span class="option">$&</span>');

/** Returns text in Markdown as HTML, with anchors at headings and tables that scroll. HTML in the text is escaped. */
export function markdownHtml(text: string): Html {
  const markup = micromark(text, { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] });
  return new Html(
    markup
      .replace(/<(h[2-6])>(.*?)<\/\1>/g, (_, name: string, title: string) => {
        return `<${name} id="${headingAnchor(textOfHtml(title))}">${title}</${name}>`;
      })
      .replace(/(?<!<pre>)<code>[^<]*<\/code>/g, withWholeOptions)
      .replaceAll("<table>", '<div class="table" tabindex="0"><table>')
      .replaceAll("</table>", "</table></div>")
      .replaceAll("<pre>", '<pre tabindex="0">'),
  );
}
