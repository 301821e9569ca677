/**
 * Links the API pages of the site to its index.
 *
 * @module
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { addSiteLink } from "../api/site-link.ts";

/** Returns the way from a page to the index of the site. @param path - the page, from the folder of the API pages */
const indexFrom = (path: string): string => `${"../".repeat(path.split(/[\\/]/).length)}index.html`;

/** Adds the link to each API page. @param folder - the folder of the API pages, in that of the site */
export function linkApiPages(folder: string): void {
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html"));
  for (const path of pages) {
    const file = join(folder, path);
    writeFileSync(file, addSiteLink(readFileSync(file, "utf8"), indexFrom(path)));
  }
}
