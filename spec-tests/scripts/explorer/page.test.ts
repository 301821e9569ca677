import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import test, { type ExecutionContext } from "ava";

import type { Issue } from "../../../reference/layout/index.ts";
import { websocket2 } from "../../../reference/schema/index.ts";
import { dumpText } from "../../../scripts/explorer/view/frame-text.ts";
import { siteVectorsScript } from "../../../scripts/explorer/data/site-vectors-data.ts";
import { explorerPage, explorerScript, explorerStyle } from "../../../scripts/explorer/write-page.ts";
import { type DecodedItem, fieldKinds, issueOf } from "../../../scripts/frames/decode-items.ts";
import { formatValue } from "../../../scripts/frames/field-rows.ts";
import { suiteSchema } from "../../../scripts/interop/format/suite-schema.ts";
import { readSuites } from "../../../scripts/interop/vectors/read-suites.ts";
import { explorerPage as siteExplorerPage } from "../../../scripts/site/pages/explorer.ts";
import { renderSitePage } from "../../../scripts/site/shell.ts";
import type { SiteInput } from "../../../scripts/site/site-input.ts";
import { type ChromiumPage, startChromium } from "../../bundles/chromium-page.ts";
import { findChromium } from "../../bundles/chromium.ts";
import { data, decodeAsCommand, explorerCases } from "./explorer-cases.ts";

/** The greatest size of the page, in octets. */
const MAX_OCTETS = 150_000;

/** The most octets that the address of the page holds. */
const MAX_CASE_OCTETS = 400;

/** Scripts that the test runs in the page. */
const scriptsOfTest = ["node_modules/axe-core/axe.min.js", "spec-tests/scripts/explorer/read-page.js"];

const folder = mkdtempSync(join(tmpdir(), "websocket2-explorer-"));
test.after.always(() => rmSync(folder, { recursive: true }));

const page = join(folder, "explorer.html");
const kindOf = fieldKinds(websocket2);

const messageText = (content: string | Uint8Array): string => (typeof content === "string" ? content : dumpText(content));

/** What the page shows of one struct. */
interface ShownItem {
  readonly rows: readonly (readonly [path: string, bit: string, bits: string, value: string])[];
  /** Code, field, expected and found; empty without a fault. */
  readonly fault: readonly string[];
  readonly message: string | null;
}

const faultTexts = ({ code, path, octet, bit, expected, found }: Issue): string[] =>
  [code, `${path} at octet ${octet}, bit ${bit % 8}`, expected, found];

/** Returns what the page has to show of one struct, from what `ws2 decode --json` prints. */
function expectedItem(item: DecodedItem): ShownItem {
  const issue = issueOf(item);
  const isAtField = issue !== undefined && !item.result.ok;
  const last = item.fields.findLastIndex(({ path }) => path === issue?.path);
  const rows = item.fields.map(({ path, bit, bits, value }, index) => {
    const text = isAtField && index === last ? formatValue(issue.found, undefined) : formatValue(value, kindOf(path));
    return [path, String(bit), String(bits), text] as const;
  });
  const { decompressed } = item;
  return {
    rows,
    fault: issue === undefined ? [] : faultTexts(issue),
    message: decompressed?.ok === true ? messageText(decompressed.content) : null,
  };
}

/** Opens fragments in the page, selects each frame, and returns what is shown. */
async function readPage(chromium: ChromiumPage, fragments: readonly string[]): Promise<readonly (readonly ShownItem[])[]> {
  return (await chromium.evaluate(`readPage(${JSON.stringify(fragments)})`)) as readonly (readonly ShownItem[])[];
}

/** Returns the violations that axe finds, as rule and element. */
async function violations(chromium: ChromiumPage): Promise<unknown> {
  const run = `axe.run({ preload: false }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]))`;
  return chromium.evaluate(run);
}

const chromiumPath = findChromium(process.env);
const inChromium = chromiumPath === undefined ? test.skip : test;

test.before(async () => writeFileSync(page, await explorerPage(data)));

/** Writes the page of the site with its assets. @returns its address */
async function writeSitePage(): Promise<string> {
  const [sitePage] = siteExplorerPage({} as SiteInput);
  if (sitePage === undefined) throw new Error("expected a page");
  const suites = readSuites("spec-tests/vectors", suiteSchema(websocket2));
  const files: Readonly<Record<string, string>> = {
    "assets/site.css": readFileSync("scripts/site/assets/site.css", "utf8"),
    "assets/explorer.css": await explorerStyle(["explorer"]),
    "assets/explorer.js": await explorerScript("site", data),
    "assets/explorer-vectors.js": siteVectorsScript(suites),
    [sitePage.path]: renderSitePage(sitePage, { draft: data.draft.name, version: "0" }),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return pathToFileURL(join(folder, sitePage.path)).href;
}

/** Tries the panels that only the page of the site has. */
async function trySitePage(t: ExecutionContext, chromium: ChromiumPage): Promise<void> {
  await chromium.open(await writeSitePage());
  for (const file of scriptsOfTest) await chromium.evaluate(readFileSync(file, "utf8"));
  const verdictOf = async (fragment: string, panel: string): Promise<unknown> => {
    await readPage(chromium, [fragment]);
    return chromium.evaluate(`document.querySelector("#panel-${panel} .verdict").textContent`);
  };
  t.is(await verdictOf("#vector=handshake/server/resource/none", "handshakes"), "The check resource fails.");
  t.deepEqual(await violations(chromium), [], "a handshake");
  t.is(await verdictOf("#vector=session/client/open/plain", "sessions"), "Step 0 of 4: the client is in the state connecting.");
  await chromium.evaluate(`document.querySelector("#panel-sessions .toolbar button:last-of-type").click()`);
  t.deepEqual(await violations(chromium), [], "a session");
  t.regex(String(await verdictOf("#vector=session/client/open/plain", "sessions")), /: the client is in the state open\.$/);
  await readPage(chromium, ["#vectors"]);
  t.deepEqual(await violations(chromium), [], "the vectors");
  t.is(await verdictOf("#vector=frame/text/hi", "frames"), "1 frame in 4 octets, without fault.");
}

test("the page has at most 150 kB, allows its own script and style alone, and names no other file", (t) => {
  const text = readFileSync(page, "utf8");
  t.true(Buffer.byteLength(text) <= MAX_OCTETS, `${Buffer.byteLength(text)} octets`);
  const [, policy = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(text) ?? [];
  t.regex(policy, /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/);
  t.true(text.includes(`<a href="https://datatracker.ietf.org/doc/html/${data.draft.name}">`));
  t.deepEqual(text.match(/<(?:link|img|iframe)\b|<script src|@import|url\(/g), null);
});

inChromium("in Chromium, the page shows vectors as ws2 decode does, is accessible, and violates no policy", async (t) => {
  t.timeout(120_000);
  const all = explorerCases("frame", "varsize", "compression");
  const cases = all.filter(({ octets }) => octets.length > 0 && octets.length <= MAX_CASE_OCTETS);
  // All hand-made vectors of frames, and some of the others.
  const tried = cases.filter(({ id }, index) => (id.startsWith("frame/") && !id.includes("/gen/")) || index % 20 === 0);
  t.true(tried.filter(({ id }) => id.startsWith("frame/")).length >= 100);
  const chromium = await startChromium(chromiumPath as string);
  try {
    await chromium.open(pathToFileURL(page).href);
    for (const file of scriptsOfTest) await chromium.evaluate(readFileSync(file, "utf8"));
    t.deepEqual(await violations(chromium), [], "the first page");

    const shown = await readPage(chromium, tried.map(({ fragment }) => fragment));
    const different = tried.flatMap((each, index) => {
      const expected = decodeAsCommand(each).map(expectedItem);
      // Behind the fields of the command, the page has rows of octets that were not read.
      const found = (shown[index] ?? []).map((item, at) => ({ ...item, rows: item.rows.slice(0, expected[at]?.rows.length ?? 0) }));
      return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ id: each.id, found, expected }];
    });
    t.deepEqual(different.slice(0, 3), []);

    t.deepEqual(await chromium.evaluate('tryFrame("Hello")'), {
      focused: "1",
      marked: "reserved",
      octets: "060048656c6c6f",
      verdict: "1 frame in 7 octets, without fault.",
    });
    await readPage(chromium, ["#hex=0300c328"]);
    t.is(await chromium.evaluate(`document.querySelector(".is-wrong").textContent`), "28");
    t.deepEqual(await violations(chromium), [], "a fault");
    await readPage(chromium, ["#hex=0110"]);
    t.regex(String(await chromium.evaluate(`document.querySelector("#fault dd:last-child").textContent`)), LISTED);
    await readPage(chromium, ["#hex=03004869&role=server"]);
    t.is(await chromium.evaluate(`document.querySelector("#verdict.mild p").textContent`), REFUSED);
    t.deepEqual(await violations(chromium), [], "a first frame that is no ping");
    await readPage(chromium, ["#states"]);
    t.is(await chromium.evaluate(`document.querySelector("#panel-states .verdict").textContent`), BEFORE);
    t.notRegex(String(await chromium.evaluate(`document.querySelector("#panel-states .ends").textContent`)), /ha(s|ve) been/);
    await chromium.evaluate(`document.querySelector(".toolbar button:last-of-type").click()`);
    t.deepEqual(await violations(chromium), [], "the connection");
    t.is(await chromium.evaluate(`document.querySelector("#panel-states .verdict").textContent`), OPENED);

    await chromium.resize(390, 800);
    for (const fragment of ["#states", "#hex=0a0300d1d2d3d4d5d6d7d80300c328"]) {
      await readPage(chromium, [fragment]);
      t.is(await chromium.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0, fragment);
    }
    t.deepEqual(await violations(chromium), [], "a narrow window");
    await trySitePage(t, chromium);
    t.deepEqual(chromium.problems, []);
  } finally {
    await chromium.close();
  }
});

const OPENED = "The client is in the state open. The server is in the state open.";
const REFUSED = "Frame 1 is valid by itself, but the first frame has to be a ping.";
const LISTED = /^R-056: .* following order .*\. Of the list in Frame Checks, this failed: Reserved, expected 0\.$/;
const BEFORE = "The client has no connection yet. The server has no connection yet.";
