/**
 * Figures and tables of the built draft, found in the paginated text and in the XML.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { docNameOf } from "../../scripts/draft/draft-set.ts";

const FOLDER = "build/draft";
const CORE = "draft-websocket2-over-http2";

/** A built form of a draft of the set, by its name without revision. */
export function built(extension: "txt" | "xml" | "html", draft = CORE): string {
  const path = join(FOLDER, `${docNameOf(readFileSync(`draft/${draft}.md`, "utf8")) ?? draft}.${extension}`);
  if (!existsSync(path)) throw new Error(`${path} does not exist: run make draft`);
  return readFileSync(path, "utf8");
}

/** The lines of the text without its page breaks. */
export function textLines(text: string): string[] {
  const pages = text.replaceAll("\f", "").split("\n");
  const body: string[] = [];
  for (let at = 0; at < pages.length; at++) {
    const line = pages[at] as string;
    if (/\[Page \d+\]$/.test(line)) {
      while (body.at(-1) === "") body.pop();
      at += 1;
      while (at < pages.length && !/^Internet-Draft .* \d{4}$/.test(pages[at] as string)) at += 1;
      while (pages[at + 1] === "") at += 1;
      body.push("");
    } else {
      body.push(line);
    }
  }
  return body;
}

/** The block of lines that ends right above a line, up to the blank line before it. */
function blockAbove(lines: readonly string[], end: number): string[] {
  let last = end - 1;
  while (last >= 0 && lines[last] === "") last -= 1;
  let first = last;
  while (first > 0 && lines[first - 1] !== "") first -= 1;
  return lines.slice(first, last + 1);
}

/** A figure: its title and its lines; a diagram and a notation may share a title. */
export type Figure = readonly [title: string, lines: string[]];

/** The figures of the text. */
export function textFigures(text: string): Figure[] {
  const lines = textLines(text);
  const figures: Figure[] = [];
  for (const [index, line] of lines.entries()) {
    const title = /^ +Figure \d+: (.+)$/.exec(line)?.[1];
    if (title !== undefined) figures.push([title, blockAbove(lines, index)]);
  }
  return figures;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Text of XML character data. */
export function unescapeXml(text: string): string {
  return text
    .replaceAll(/<!\[CDATA\[(.*?)\]\]>/gs, (_, data: string) => data.replaceAll("&", "&amp;").replaceAll("<", "&lt;"))
    .replaceAll(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? "?");
}

/** The figures of the XML: what stands in their first artwork or sourcecode of text. */
export function xmlFigures(xml: string): Figure[] {
  const figures: Figure[] = [];
  for (const [, body = ""] of xml.matchAll(/<figure[^>]*>(.*?)<\/figure>/gs)) {
    const title = /<name>(.*?)<\/name>/s.exec(body)?.[1];
    const block = /<(?:sourcecode|artwork)\b(?![^>]*type="svg")[^>]*>(.*?)<\/(?:sourcecode|artwork)>/s.exec(body)?.[1];
    if (title !== undefined && block !== undefined) {
      figures.push([unescapeXml(title.replaceAll(/<[^>]+>/g, "")), trimmed(unescapeXml(block))]);
    }
  }
  return figures;
}

function trimmed(text: string): string[] {
  return text.replace(/^\n+/, "").trimEnd().split("\n");
}

/** A term of a list with its text. */
export type Definition = readonly [term: string, text: string];

/** The terms of all lists of the XML, in order. */
export function xmlDefinitions(xml: string): Definition[] {
  const text = (part: string): string => unescapeXml(part.replaceAll(/<[^>]+>/g, "")).replaceAll(/\s+/g, " ").trim();
  return [...xml.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs)].map(([, term = "", body = ""]) => [text(term), text(body)]);
}
