/**
 * Checks the links of a site: each relative one leads to a file and an element that exist, each other one has a proper form.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { Parser } from "htmlparser2";

/** A link of a page. */
interface PageLink {
  readonly target: string;
  /** Where its element begins in the text, in UTF-16 code units. */
  readonly offset: number;
}

/** What links need to know of a file. */
interface LinkedPage {
  readonly text: string;
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly PageLink[];
}

/** Attributes that hold a link. */
const linkAttributes = ["href", "src", "xlink:href"];

/** Host names of links out of the site, with a path that they need. */
const EXTERNAL = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/[^\s<>"]*)?$/;

/** Returns anchors and links of a page. */
export function readLinks(text: string): LinkedPage {
  const anchors = new Set<string>();
  const links: PageLink[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (attributes.id !== undefined) anchors.add(attributes.id);
      if (name === "a" && attributes.name !== undefined) anchors.add(attributes.name);
      for (const attribute of linkAttributes) {
        const target = attributes[attribute];
        if (target !== undefined) links.push({ target, offset: parser.startIndex });
      }
    },
  });
  parser.end(text);
  return { text, anchors, links };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Returns what is wrong with the form of a link that has a scheme or a host. */
function externalProblem(target: string): string | undefined {
  if (/^mailto:[^@\s]+@[^@\s]+$/.test(target) || target.startsWith("data:image/")) return undefined;
  if (target.startsWith("http:")) return "expected https";
  return EXTERNAL.test(target) ? undefined : "expected a relative link, https or mailto";
}

const hasScheme = (target: string): boolean => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target);

/**
 * Returns a line for each dead link of the HTML files in a folder, with file and line.
 *
 * @param root - the root of the site
 */
export function findDeadLinks(root: string): string[] {
  const pages = new Map<string, LinkedPage>();
  for (const file of filesBelow(root)) if (file.endsWith(".html")) pages.set(file, readLinks(readFileSync(file, "utf8")));
  return [...pages].flatMap(([file, { text, links }]) =>
    links.flatMap(({ target, offset }) => {
      const problem = hasScheme(target) ? externalProblem(target) : relativeProblem(root, file, target, pages);
      return problem === undefined ? [] : [`${relative(root, file)}:${text.slice(0, offset).split("\n").length}: ${target}: ${problem}`];
    }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function relativeProblem(root: string, from: string, target: string, pages: ReadonlyMap<string, LinkedPage>): string | undefined {
  const [address = "", fragment] = target.split("#", 2);
  const path = decode(address.split("?", 1).join(""));
  const file = path === "" ? from : join(dirname(from), path);
  if (relative(root, file).startsWith("..")) return "leaves the site";
  if (!existsSync(file)) return "there is no such file";
  if (statSync(file).isDirectory()) return "expected a file, found a folder";
  if (fragment === undefined || fragment === "") return undefined;
  const page = pages.get(file);
  if (page === undefined || /^[\w-]+=/.test(fragment)) return undefined;
  return page.anchors.has(decode(fragment)) ? undefined : "there is no such element";
}
