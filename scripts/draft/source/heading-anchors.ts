/**
 * The anchors of headings without a given one.
 *
 * @module
 */

/** Anchors that xml2rfc or this build generates. */
export const reservedAnchor = /^(section|figure|iref|table|name|toc|u)-|^((normative|informative)-)?references$|^R-\d+$/;

/** A heading with its anchor. */
export interface AnchoredHeading {
  /** The given anchor, or one made from the title. */
  anchor: string;
  /** Whether the author wrote the anchor. */
  readonly anchorGiven: boolean;
  /** Whether other headings have the same title and no anchor of their own, so that a link would be ambiguous. */
  anchorShared?: boolean;
}

/** Returns an anchor without the form of a generated one: `s-name-resolution` for "Name Resolution". */
function unreserved(anchor: string): string {
  const other = `s-${anchor}`;
  return reservedAnchor.test(anchor) && !anchor.endsWith("references") ? other : anchor;
}

/**
 * Changes made anchors that are reserved or taken: the second heading "Overview" gets `overview-2`. An anchor that the author wrote
 * stays as it is.
 */
export function numberAnchors(headings: readonly AnchoredHeading[]): void {
  const given = headings.filter(({ anchorGiven }) => anchorGiven).map(({ anchor }) => anchor);
  const taken = new Set(given);
  const firsts = new Map<string, AnchoredHeading>();
  for (const heading of headings) {
    if (heading.anchorGiven) continue;
    const base = unreserved(heading.anchor);
    let anchor = base;
    for (let number = 2; taken.has(anchor); number++) anchor = `${base}-${number}`;
    heading.anchor = anchor;
    taken.add(anchor);
    const first = firsts.get(base);
    if (first === undefined) firsts.set(base, heading);
    else heading.anchorShared = first.anchorShared = true;
  }
}
