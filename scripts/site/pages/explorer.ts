/**
 * The page of the explorer.
 *
 * @module
 */
import { html } from "../../common/html.ts";
import { siteParts } from "../navigation.ts";
import type { SiteInput } from "../site-input.ts";
import type { SitePage } from "../site-page.ts";

const path = "explorer/index.html";

/** Returns the page of the explorer. Its assets come from `scripts/explorer/`. */
export function explorerPage(_input: SiteInput): SitePage[] {
  return [
    {
      path,
      title: "Explorer",
      summary: siteParts.find((part) => part.path === path)?.summary ?? "",
      content: (place) => html`<div id="explorer"><p>The explorer needs JavaScript.</p></div>
<p class="faint">As one file that needs no other: <a href="${place.to("explorer.html")}">explorer.html</a>.</p>\n`,
      styles: ["explorer"],
      builtScripts: ["explorer-vectors", "explorer"],
    },
  ];
}
