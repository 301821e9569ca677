import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import test from "ava";

import { findChromium } from "../../bundles/chromium.ts";
import { startChromium } from "../../bundles/chromium-page.ts";

const PAGES = "build/api";
const chromium = findChromium(process.env);
/** Skipped without Chromium, and until `make api` has built the pages. */
const inBrowser = chromium === undefined || !existsSync(join(PAGES, "index.html")) ? test.skip : test;

/** What Chromium reports for each use of an icon by a page from a file: a script then puts the icons into the page. */
const ICON = /Unsafe attempt to load URL .*icons\.svg/;

/** Waits in the page, frame by frame, until an expression has a value. */
const whenTrue = (expression: string): string =>
  `new Promise((resolve) => { const look = () => { const value = ${expression}; value ? resolve(value) : requestAnimationFrame(look); }; look(); })`;

/** Types into the search of a page, and returns the results. */
const SEARCH = `(async () => {
  document.getElementById("tsd-search-trigger").click();
  const input = document.getElementById("tsd-search-input");
  await ${whenTrue("window.searchData && document.getElementById('tsd-search').open")};
  input.value = "prepareMessage";
  const results = () => [...document.querySelectorAll("#tsd-search-results [role=option]")].map((each) => each.textContent.trim());
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return ${whenTrue("results().length > 0 && results()")};
})()`;

/** Selects a theme, and returns that of the page. */
const SELECT_THEME = `(() => {
  const select = document.getElementById("tsd-theme");
  select.value = "dark";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return document.documentElement.dataset.theme;
})()`;

inBrowser("API pages from files work under their policy: search, theme, and no page reports a problem", async (t) => {
  t.timeout(120_000);
  const page = await startChromium(chromium as string);
  t.teardown(page.close);
  const open = async (path: string): Promise<void> => page.open(`${pathToFileURL(PAGES).href}/${path}`);
  for (const path of ["modules/websocket2.html", "variables/websocket2_schema.frame.html", "documents/Architecture.html"]) {
    await open(path);
  }
  await open("index.html");
  const results = (await page.evaluate(SEARCH)) as readonly string[];
  t.true(results.includes("websocket2.prepareMessage"), results.join(", "));
  t.is(await page.evaluate(SELECT_THEME), "dark");
  await open("source/reference/index.ts.html#L3");
  t.is(await page.evaluate("document.documentElement.dataset.theme"), "dark", "the theme holds on every page");
  t.is(await page.evaluate("document.querySelector(':target').id"), "L3");
  t.deepEqual(page.problems.filter((problem) => !ICON.test(problem)), []);
});
