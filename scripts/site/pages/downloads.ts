/**
 * The page of files to take away.
 *
 * @module
 */
import { html } from "../../common/html.ts";
import type { SiteInput } from "../site-input.ts";
import type { SitePage } from "../site-page.ts";

/** Returns the page of downloads. */
export function downloadsPage({ manifest }: SiteInput): SitePage[] {
  return [
    {
      path: "downloads/index.html",
      title: "Downloads",
      summary: "Files to take away, and how to cite them.",
      content: () => html`<p>Hash of the vectors: <code>${manifest.root}</code></p>`,
    },
  ];
}
