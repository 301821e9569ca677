/**
 * Drawings in SVG, in the profile of RFC 7996.
 *
 * @module
 */

/** Removes width and height, so that the drawing scales with the page: xml2rfc expects a view box alone. */
export function withoutFixedSize(svg: string): string {
  return svg
    .replace(/^\s*<\?xml[^>]*\?>\s*/, "")
    .replace(/^<svg\b[^>]*>/, (tag) => (tag.includes("viewBox=") ? tag.replace(/\s(?:width|height)="[^"]*"/g, "") : tag));
}

const svgRoot = /^\s*(?:<\?xml[^>]*\?>\s*|<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*(?=<svg[\s>])/;

/** Content outside the profile, with the remedy. */
const forbiddenMarkup: readonly (readonly [found: RegExp, reason: string])[] = [
  [/\son\w+\s*=/i, "scripts are not in the profile of RFC 7996; expected shapes and text"],
  [/href\s*=\s*["'](?!#|https?:)/i, "links of drawings lead to #anchors, http: or https:"],
  [/<style\b/, "<style> is not in the profile of RFC 7996; expected attributes such as stroke and fill"],
  [/\sstyle=/, "style= is not in the profile of RFC 7996; expected attributes such as stroke and fill"],
  [
    /\s(?:fill|stroke|color)="(?!(?:none|black|white|currentColor|inherit|#000000|#FFFFFF|#ffffff)")/,
    "colours are not in the profile of RFC 7996; expected black, white or none",
  ],
  [
    /<(?:script|foreignObject|image|animate)\b/,
    "scripts, images and animation are not in the profile of RFC 7996; expected shapes and text",
  ],
];

/** A mistake in a drawing, with its place in the file. */
export interface SvgIssue {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

function issueAt(svg: string, index: number, reason: string): SvgIssue {
  const before = svg.slice(0, index).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, reason };
}

/** Checks a file: one `<svg>` with a view box, in the profile. xml2rfc would refuse other content without a place. */
export function checkSvg(svg: string): SvgIssue | undefined {
  const head = svgRoot.exec(svg);
  if (head === null || !/<\/svg>\s*$/.test(svg)) return issueAt(svg, 0, "expected one <svg> element from <svg ...> to </svg>");
  const tag = /^<svg\b[^>]*>/.exec(svg.slice(head[0].length))?.[0] ?? "";
  if (!tag.includes("viewBox=")) {
    return issueAt(svg, head[0].length, '<svg> has no viewBox; expected viewBox="0 0 WIDTH HEIGHT", so that it scales');
  }
  for (const [pattern, reason] of forbiddenMarkup) {
    const found = pattern.exec(svg);
    if (found !== null) return issueAt(svg, found.index, reason);
  }
  return undefined;
}

/** Returns the element, without declaration, comments and document type before it. */
export function svgElement(svg: string): string {
  return withoutFixedSize(svg.replace(svgRoot, "").trimEnd());
}
