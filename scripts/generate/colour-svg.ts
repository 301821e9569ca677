/**
 * Colours the drawings, which are black on white, for a page.
 *
 * @module
 */

/** The colours of a page, as values of SVG attributes. */
export interface PageColours {
  /** Lines and text. */
  readonly ink: string;
  /** What lies under labels that cross lines. */
  readonly paper: string;
}

/** The colours of GitHub's two themes. */
export const pageColours = {
  light: { ink: "#1f2328", paper: "#ffffff" },
  dark: { ink: "#e6edf3", paper: "#0d1117" },
} as const satisfies Record<string, PageColours>;

/** Returns a drawing in the colours of a page, in any family of fixed-width letters that the page's platform has. */
export function colourSvg(svg: string, { ink, paper }: PageColours): string {
  return svg
    .replaceAll(/\b(fill|stroke)="(black|white)"/g, (_, name: string, value: string) => `${name}="${value === "black" ? ink : paper}"`)
    .replaceAll('font-family="monospace"', 'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"');
}
