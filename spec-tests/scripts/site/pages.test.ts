import test from "ava";

import { pageMakers } from "../../../scripts/site/pages.ts";
import { renderSitePage } from "../../../scripts/site/shell.ts";
import { readSiteInput } from "../../../scripts/site/site-input.ts";
import { pagePlace } from "../../../scripts/site/site-page.ts";
import { siteParts } from "../../../scripts/site/navigation.ts";

const input = await readSiteInput();
const pages = pageMakers.flatMap((make) => make(input));
const texts = pages.map((page) => [page.path, renderSitePage(page, { draft: input.manifest.draft, version: input.version })] as const);

test("paths of pages are unique, and each part of the menu has a page", (t) => {
  const paths = pages.map(({ path }) => path);
  t.is(new Set(paths).size, paths.length);
  // TypeDoc writes these.
  t.deepEqual(siteParts.filter(({ path }) => !paths.includes(path)).map(({ path }) => path), ["api/index.html"]);
});

test("pages need neither inline scripts, inline styles nor other hosts, as their policy demands", (t) => {
  for (const [path, text] of texts) {
    t.notRegex(text, /<script(?![^>]* src="(?!https?:))[^>]*>|<style|\sstyle="|\son\w+="|(src|xlink:href)="https?:/, path);
  }
});

test("a page has one title of the first level and a summary", (t) => {
  for (const [path, text] of texts) t.is(text.match(/<h1[ >]/g)?.length, 1, path);
  t.deepEqual(pages.filter(({ summary }) => !summary.endsWith(".")), []);
});

test("links of a page are relative to it", (t) => {
  t.is(pagePlace("index.html").to("vectors/index.html#a"), "vectors/index.html#a");
  t.is(pagePlace("vectors/index.html").to("assets/site.css"), "../assets/site.css");
  t.is(pagePlace("vectors/index.html").to("vectors/index.html#a"), "#a");
});
