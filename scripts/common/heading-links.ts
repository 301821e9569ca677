/**
 * Links to the headings of a Markdown file with explicit anchors, as GitHub shows it.
 *
 * @module
 */

/** Returns the anchor that GitHub gives a heading. */
const githubAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");

/**
 * Returns links to the sections of a file, in Markdown.
 *
 * @param path - the file, as the link names it
 * @param markdown - its text, with headings such as `## Limits {#limits .notoc}`
 * @returns the link of an anchor such as `#limits`, which throws an Error for an unknown one
 */
export function headingLinks(path: string, markdown: string): (anchor: string) => string {
  const headings = [...markdown.matchAll(/^#{1,6} +((.*?) *\{(#[\w-]+)[^}\n]*\}) *$/gm)];
  const link = (heading: string, title: string): string => `[${title}](${path}#${githubAnchor(heading)})`;
  const links = new Map(headings.map(([, heading = "", title = "", anchor = ""]) => [anchor, link(heading, title)]));
  return (anchor) => {
    const found = links.get(anchor);
    if (found === undefined) throw new Error(`${path}: has no heading with the anchor ${anchor}`);
    return found;
  };
}
