/**
 * The pages of the site, each made from the data.
 *
 * @module
 */
import { benchmarksPage } from "./pages/benchmarks.ts";
import { downloadsPage } from "./pages/downloads.ts";
import { draftsPage } from "./pages/drafts.ts";
import { explorerPage } from "./pages/explorer.ts";
import { indexPage } from "./pages/index.ts";
import { intermediariesPage } from "./pages/intermediaries.ts";
import { interopPage } from "./pages/interop.ts";
import { librariesPage } from "./pages/libraries.ts";
import { requirementsPage } from "./pages/requirements.ts";
import { statesPage } from "./pages/states.ts";
import { vectorsPages } from "./pages/vectors.ts";
import type { SiteInput } from "./site-input.ts";
import type { SitePage } from "./site-page.ts";

/** Makes pages. */
export type PageMaker = (input: SiteInput) => readonly SitePage[];

/** All makers of pages, in the order of the menu. */
export const pageMakers: readonly PageMaker[] = [
  indexPage,
  draftsPage,
  explorerPage,
  vectorsPages,
  requirementsPage,
  statesPage,
  interopPage,
  librariesPage,
  intermediariesPage,
  benchmarksPage,
  downloadsPage,
];
