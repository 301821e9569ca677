/**
 * The pages of the site, before they are files.
 *
 * @module
 */
import { dirname, relative } from "node:path/posix";

import type { Html } from "../common/html.ts";

/** What a page knows of its place. */
export interface PagePlace {
  /** Returns a relative link from this page. @param path - a path from the root of the site, such as `vectors/index.html#frame` */
  readonly to: (path: string) => string;
}

/** A page of the site. */
export interface SitePage {
  /** The path from the root of the site, with slashes: `vectors/index.html`. */
  readonly path: string;
  readonly title: string;
  /** One sentence for search engines, and below the title. */
  readonly summary: string;
  /** The page without the frame that all pages share. It has no `h1`, no inline script and no style attribute. */
  readonly content: (place: PagePlace) => Html;
  /** Names of scripts of `scripts/site/browser/`, which load after the page. */
  readonly scripts?: readonly string[];
  /** Names of further scripts in `assets/`, in the order in which they load. Other code writes them. */
  readonly builtScripts?: readonly string[];
  /** Names of style sheets of `scripts/site/assets/`, after the common one. */
  readonly styles?: readonly string[];
  /** Gives wide tables the whole window. */
  readonly wide?: true;
}

/** Returns the place of a page. @param path - its path from the root of the site */
export function pagePlace(path: string): PagePlace {
  return {
    to: (target) => {
      const [file = "", fragment] = target.split("#", 2);
      const link = file === path || file === "" ? "" : relative(dirname(path), file);
      return `${link}${fragment === undefined ? "" : `#${fragment}`}`;
    },
  };
}
