import test from "ava";

import { escapeMarkup } from "../../../../scripts/common/markup.ts";
import { interopPage } from "../../../../scripts/site/pages/interop.ts";
import { librariesPage } from "../../../../scripts/site/pages/libraries.ts";
import { renderSitePage } from "../../../../scripts/site/shell.ts";
import type { SiteInput } from "../../../../scripts/site/site-input.ts";
import type { SitePage } from "../../../../scripts/site/site-page.ts";
import { siteInput } from "../rendered.ts";

async function textOf(make: (input: SiteInput) => SitePage[], changed: Partial<SiteInput> = {}): Promise<string> {
  const input = await siteInput();
  const [page] = make({ ...input, ...changed });
  return page === undefined ? "" : renderSitePage(page, { draft: input.manifest.draft, version: input.version });
}

/** Returns the part of the page below a heading with an anchor. */
const partOf = (anchor: string, text: string): string => text.split(`<h2 id="${anchor}">`)[1]?.split("<h2", 1).join("") ?? "";

test("each peer has a row with its counts, and its origin with the command that starts it", async (t) => {
  const input = await siteInput();
  const text = await textOf(interopPage);
  const results = partOf("results", text);
  const implementations = partOf("implementations", text);
  for (const { name, version, by, cases, pass, about, folder, start, suites } of input.interop.peers) {
    const row = results.split("<tr>").find((each) => each.includes(`href="#${by}-${name}">`)) ?? "";
    t.true(row.includes(`>${name} ${version}</a>`), name);
    t.true(row.includes(pass === cases ? `>${cases}</td>` : `>${pass} of ${cases}<br>`), name);
    t.is(row.match(/<td/g)?.length, Object.keys(suites).length + 1, name);
    t.true(implementations.includes(escapeMarkup(about)) && implementations.includes(`<code>${folder}/</code>`), name);
    t.true(implementations.includes(`<dt id="${by}-${name}">`) && implementations.includes(escapeMarkup(start)), name);
  }
});

test("each case that did not pass is there with its reason, below the sentence of a requirement that it checks", async (t) => {
  const input = await siteInput();
  const text = await textOf(interopPage);
  const part = partOf("not-passed", text);
  const item = /<li><strong class="(?:mild|left|bad)">([^<]+)<\/strong> <code>([^<]+)<\/code>(?:, all \d+ cases)?: ([^<]+)<\/li>/g;
  const items = [...part.matchAll(item)];
  const expected = input.interop.peers.flatMap(({ notPassed, skippedSuites }) => [
    ...notPassed.map(({ id, verdict, why }) => [verdict, id, escapeMarkup(why)].join()),
    ...skippedSuites.map(({ suite, verdict, why }) => [verdict, suite, escapeMarkup(why)].join()),
  ]);
  t.deepEqual(items.map(([, ...groups]) => groups.join()).sort(), expected.sort());
  for (const [, id = ""] of part.matchAll(/<blockquote>.*?#(R-\d+)"/g)) t.true(part.includes(escapeMarkup(input.sentences[id] ?? "?")), id);
});

test("each runtime and package is there, and a failed case is marked", async (t) => {
  const input = await siteInput();
  const text = await textOf(interopPage);
  const part = partOf("works-with", text);
  for (const { title } of [...input.interop.worksWith.runtimes, ...input.interop.worksWith.packages]) t.true(part.includes(title), title);
  const [runtime] = input.interop.worksWith.runtimes;
  if (runtime === undefined) return t.fail();
  const counts = { cases: 9, pass: 7, mild: 0, left: 1, fail: 1 };
  const worksWith = { ...input.interop.worksWith, runtimes: [{ ...runtime, vectors: counts }] };
  const changed = await textOf(interopPage, { interop: { ...input.interop, worksWith } });
  const others = '<br><small class="bad">1 failed</small><br><small class="left">1 left out</small>';
  t.true(changed.includes(`<td class="n bad">7 of 9${others}</td>`));
});

test("peers that were not tested are named", async (t) => {
  const input = await siteInput();
  const changed = await textOf(interopPage, { interop: { ...input.interop, warnings: ["X <y> was not tested."] } });
  t.true(changed.includes("X &lt;y&gt; was not tested."));
});

test("each rule for libraries has a verdict, a note and a fallback", async (t) => {
  const input = await siteInput();
  const page = await textOf(librariesPage);
  const notes = partOf("notes", page);
  for (const { id, offers, otherwise, found } of input.libraries.rules) {
    t.true(partOf("rules", page).includes(`<a href="#rule-${id}">`), id);
    const section = notes.split(`<section id="rule-${id}">`)[1]?.split("</section>", 1).join("") ?? "";
    t.true(section.includes(escapeMarkup(offers)) && section.includes(`<dd>${escapeMarkup(otherwise)}</dd>`), id);
    for (const { note } of Object.values(found)) t.true(section.includes(`<dd>${escapeMarkup(note)}</dd>`), `${id} ${note}`);
  }
});
