/**
 * Writes the assets of the explorer's page, and the explorer as one file.
 *
 * @module
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { explorerData } from "../explorer/data/page-data.ts";
import { siteVectorsScript } from "../explorer/data/site-vectors-data.ts";
import { explorerPage, explorerScript, explorerStyle } from "../explorer/write-page.ts";
import { draftPage } from "../interop/report/report-draft.ts";
import type { SiteInput } from "./site-input.ts";

/** Writes the explorer to the folder of the site. */
export async function writeExplorer(folder: string, { model, manifest, sentences, suites }: SiteInput): Promise<void> {
  const { draft, requirements } = manifest;
  const data = explorerData(model, { sentences, requirements, draft, draftPage: `../draft/${draft}.html` });
  writeFileSync(join(folder, "assets", "explorer.js"), await explorerScript("site", data));
  writeFileSync(join(folder, "assets", "explorer.css"), await explorerStyle(["explorer"]));
  writeFileSync(join(folder, "assets", "explorer-vectors.js"), siteVectorsScript(suites));
  // Who takes the file away takes no draft with it.
  writeFileSync(join(folder, "explorer.html"), await explorerPage({ ...data, draft: { name: draft, page: draftPage(draft) } }));
}
