/**
 * Anchors: those that kramdown makes of headings, and their names in the imported draft.
 *
 * @module
 */
import { reservedAnchor } from "../draft/source/heading-anchors.ts";
import { slug } from "../draft/source/heading.ts";
import type { Block, HeadingBlock } from "./blocks/block.ts";

/** Returns the anchor that kramdown makes of a title. */
export function kramdownAnchor(title: string): string {
  const letters = title.replace(/^[^a-zA-Z]+/, "").replace(/[^a-zA-Z0-9 -]/g, "");
  return letters.toLowerCase().replaceAll(" ", "-").replace(/-+/g, "-") || "section";
}

/** Returns an anchor in the form that the build accepts. */
export function validAnchor(anchor: string): string {
  const plain = anchor.replace(/[^\w.-]/g, "_");
  return /^[A-Za-z_]/.test(plain) && !reservedAnchor.test(plain) ? plain : `_${plain}`;
}

const usePatterns = [/\{\{\s*<{0,2}(?<target>[^{}\s,()]+)/g, /\]\(#(?<target>[^)\s]+)\)/g, /\btarget="#?(?<target>[^"]+)"/g];

/** Returns the targets of all links in a text. Those in code are found as well, which does no harm. */
export function findTargets(text: string): Set<string> {
  return new Set(usePatterns.flatMap((pattern) => [...text.matchAll(pattern)].map(({ groups }) => groups?.target ?? "")));
}

/** The anchors of a document. */
export class AnchorNames {
  readonly #titles = new Map<string, string>();
  readonly #written = new Map<HeadingBlock, string>();
  readonly #targets: ReadonlySet<string>;
  readonly #writtenTargets: ReadonlySet<string>;

  /**
   * @param blocks - all blocks of the highest level
   * @param targets - the targets of all links
   */
  constructor(blocks: readonly Block[], targets: ReadonlySet<string>) {
    this.#targets = targets;
    this.#writtenTargets = new Set([...targets].map(validAnchor));
    const headings = blocks.filter((block) => block.kind === "heading");
    const counts = new Map<string, number>();
    const slugs = headings.map(({ title }) => slug(title.text));
    for (const [index, heading] of headings.entries()) {
      const { id } = heading.attributes;
      const made = kramdownAnchor(heading.title.text);
      const repeated = counts.get(made) ?? 0;
      if (id === undefined) counts.set(made, repeated + 1);
      const anchor = id ?? (repeated === 0 ? made : `${made}-${repeated}`);
      this.#titles.set(anchor, heading.title.text);
      const own = slugs[index] as string;
      const sameAsMade =
        own === anchor &&
        !reservedAnchor.test(own) &&
        slugs.indexOf(own) === slugs.lastIndexOf(own) &&
        /^[\w ,.:()"-]*$/.test(heading.title.text);
      if (id !== undefined || (targets.has(anchor) && !sameAsMade)) this.#written.set(heading, validAnchor(anchor));
    }
  }

  /** Returns the anchor to write at a heading, if the build would not make it of the title. */
  ofHeading(heading: HeadingBlock): string | undefined {
    return this.#written.get(heading);
  }

  /** Returns the title of the section with an anchor. */
  titleOf(anchor: string): string | undefined {
    return this.#titles.get(anchor);
  }

  /** Returns whether the document links to an anchor. */
  isTarget(anchor: string): boolean {
    return this.#targets.has(anchor);
  }

  /** Returns whether the imported draft links to an anchor. */
  isWrittenTarget(anchor: string): boolean {
    return this.#writtenTargets.has(anchor);
  }
}
