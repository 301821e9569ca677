import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import test from "ava";
import { build } from "esbuild";

import { intermediariesPage } from "../../../../scripts/site/pages/intermediaries.ts";
import { renderSitePage } from "../../../../scripts/site/shell.ts";
import { startChromium } from "../../../bundles/chromium-page.ts";
import { findChromium } from "../../../bundles/chromium.ts";
import { siteInput } from "../rendered.ts";

const folder = mkdtempSync(join(tmpdir(), "websocket2-intermediaries-"));
test.after.always(() => rmSync(folder, { recursive: true }));

/** Writes the page with its style and scripts. @returns its address */
async function writePage(): Promise<string> {
  const input = await siteInput();
  const [page] = intermediariesPage(input);
  if (page === undefined) throw new Error("expected a page");
  const file = join(folder, page.path);
  mkdirSync(join(folder, "intermediaries"));
  writeFileSync(file, renderSitePage(page, { draft: input.manifest.draft, version: input.version }));
  cpSync("scripts/site/assets", join(folder, "assets"), { recursive: true });
  const entryPoints = (page.scripts ?? []).map((name) => `scripts/site/browser/${name}.ts`);
  await build({ entryPoints, outdir: join(folder, "assets"), bundle: true, format: "iife", platform: "browser", logLevel: "error" });
  return pathToFileURL(file).href;
}

/** Moves in the map by arrow keys, then chooses a proxy and a group of checks. */
const USE = `(() => {
  const press = (...keys) => keys.forEach((key) =>
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));
  const choose = (key, value) => {
    const select = document.querySelector('select[data-key="' + key + '"]');
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const focusable = [...document.querySelectorAll("#heat td a")].filter(({ tabIndex }) => tabIndex === 0);
  focusable[0].focus();
  press("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft");
  const seen = document.querySelector("#seen").textContent;
  choose("proxy", "squid");
  choose("checks", "0");
  const rows = [...document.querySelectorAll("#heat tbody tr:not([hidden]) th")].map(({ textContent }) => textContent);
  const heads = [...document.querySelectorAll("#heat thead tr:last-child th:not([hidden])")].map(({ textContent }) => textContent);
  return { focusable: focusable.length, hash: document.activeElement.hash, seen, rows, heads };
})()`;

const chromiumPath = findChromium(process.env);
const inChromium = chromiumPath === undefined ? test.skip : test;

inChromium("the map of results works by keyboard and follows the filter, the page fits a phone, and axe finds no violation", async (t) => {
  t.timeout(120_000);
  const { intermediaries } = await siteInput();
  const chromium = await startChromium(chromiumPath ?? "");
  try {
    await chromium.resize(390, 900);
    await chromium.open(await writePage());
    t.is(await chromium.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0);
    const opening = intermediaries.questions.filter(({ group }) => group === "Opening").map(({ title }) => title);
    const answer = intermediaries.paths[1]?.answers["confirmed"];
    const used = (await chromium.evaluate(USE)) as { readonly seen: string };
    t.like(used, { focusable: 1, hash: "#p1-confirmed", rows: ["nghttpx/h1 > squid/h1"], heads: opening });
    t.true(used.seen.startsWith(`nghttpx/h2, Opening: Confirmed ✓ yes. ${answer?.seen}. `), used.seen);
    await chromium.evaluate(`${readFileSync("node_modules/axe-core/axe.min.js", "utf8")}; 0`);
    t.deepEqual(await chromium.evaluate("axe.run({ preload: false }).then(({ violations }) => violations.map(({ id }) => id))"), []);
    t.deepEqual(chromium.problems, []);
  } finally {
    await chromium.close();
  }
});
