import test from "ava";

import { escapeMarkup } from "../../../../scripts/common/markup.ts";
import { intermediaries } from "../../../../scripts/interop/intermediaries/catalogue/index.ts";
import { no, yes } from "../../../../scripts/interop/intermediaries/checks/path-check.ts";
import { type IntermediariesReport, intermediariesReport } from "../../../../scripts/interop/intermediaries/matrix/report.ts";
import { summaryOf } from "../../../../scripts/interop/intermediaries/matrix/summary.ts";
import { readPath } from "../../../../scripts/interop/intermediaries/paths/path.ts";
import { limitsOf, statusOf } from "../../../../scripts/site/intermediaries/path-status.ts";
import { intermediariesPage } from "../../../../scripts/site/pages/intermediaries.ts";
import { renderSitePage } from "../../../../scripts/site/shell.ts";
import { once, siteInput } from "../rendered.ts";

async function pageOf(intermediaries: IntermediariesReport): Promise<string> {
  const input = await siteInput();
  const [page] = intermediariesPage({ ...input, intermediaries });
  return page === undefined ? "" : renderSitePage(page, { draft: input.manifest.draft, version: input.version });
}

/** The committed data and its page. */
const shownData = once(async () => {
  const { intermediaries: committed } = await siteInput();
  return { committed, text: await pageOf(committed) };
});

/** Returns the groups of each match. */
const matches = (pattern: RegExp, text: string): string[][] => [...text.matchAll(pattern)].map(([, ...groups]) => groups);

test("each observation of the data is on the page, with its result, and its cell of the map leads to it", async (t) => {
  const { committed, text } = await shownData();
  const shown = matches(/<tr id="(p\d+-[^"]+)">.*?<td class="(good|bad)">(.) [^<]+<\/td><td>([^<]*)<\/td>/g, text);
  const expected = committed.paths.flatMap(({ answers }, index) =>
    committed.questions.flatMap(({ id }) => {
      const result = answers[id];
      if (result === undefined) return [];
      const [color, sign] = result.outcome === "yes" ? ["good", "✓"] : ["bad", "✕"];
      return [[`p${index}-${id}`, color, sign, escapeMarkup(result.seen)]];
    }),
  );
  t.deepEqual(shown, expected);
  const cells = matches(/<td class="(?:g )?(good|bad)"><a href="#(p\d+-[^"]+)">(.)<\/a><\/td>/g, text);
  t.deepEqual(
    cells,
    expected.map(([anchor, color, sign]) => [color, anchor, sign]),
  );
});

test("each path has a row of the map and a section with its configurations; each check has a column and its text", async (t) => {
  const { committed, text } = await shownData();
  for (const { id, date } of committed.paths) {
    const anchor = `path-${id.replace(/[^a-z0-9]+/gi, "-")}`;
    t.true(text.includes(`<th scope="row"><a href="#${anchor}">${escapeMarkup(id)}</a></th>`), id);
    const [section = ""] = text.split(`<details id="${anchor}"`).slice(1).join("").split("</details>", 1);
    t.true(section.includes(`Measured on ${date}`), id);
    for (const { configuration } of readPath(id, intermediaries).hops) {
      const names = Object.entries(configuration.files({ folder: "", port: 1, next: 2, key: "", certificate: "", both: "", root: false }));
      for (const [name, content] of names) t.is(section.includes(`<code>${name}</code></p><pre`), content !== "", `${id} ${name}`);
    }
  }
  for (const { id, title, asks } of committed.questions) {
    t.true(text.includes(`<dt id="check-${id}">${escapeMarkup(title)}</dt><dd>${escapeMarkup(asks)}</dd>`), id);
    t.true(text.includes(`title="${escapeMarkup(asks)}"><span>${escapeMarkup(title)}</span></th>`), id);
  }
});

test("each setting that mends a path, and each cache, is on the page", async (t) => {
  const { committed, text } = await shownData();
  const settings = text.split('id="settings"')[1]?.split("<h2", 1).join("") ?? "";
  t.is(settings.match(/<tr><th scope="row">/g)?.length, committed.mends.length);
  for (const { set, problem } of committed.mends) t.true(settings.includes(escapeMarkup(set)) && settings.includes(problem), set);
  const caches = text.split('id="caches"')[1] ?? "";
  for (const { path, get } of committed.caches) {
    t.true(caches.includes(`>${escapeMarkup(path)}</a></th>`) && caches.includes(`<td>${get}</td>`), path);
  }
});

test("the filter knows proxy, purpose, result, failed checks and groups of each path", async (t) => {
  const { committed, text } = await shownData();
  const [entry] = matches(/<details id="path-h2o-files" ([^>]*)>/g, text);
  const checks = committed.questions.map(({ group }) => group);
  const group = [...new Set(checks)].indexOf("Origins without WebSocket2");
  t.deepEqual(entry, [
    `data-entry="h2o/files" data-proxy="h2o" data-purpose="files" data-status="files" data-fails="files" data-checks="${group}"`,
  ]);
});

const answers = { opens: yes("open", 12), upload: no('cut <b>off</b> & "lost"') };
const made = intermediariesReport.parse({
  ...{ about: "A test.", date: "2026-01-01", system: "none", caches: [], mends: [] },
  proxies: [{ name: "caddy", title: "Caddy", package: "caddy", version: "1" }],
  questions: [
    { id: "opens", group: "Opening", title: "Opens", asks: "Does it?" },
    { id: "upload", group: "Messages", title: "Up", asks: "How much?" },
  ],
  paths: [{ id: "caddy/h2c", date: "2026-01-01", purpose: "forward", hops: [], summary: summaryOf(answers), answers }],
  skipped: [{ id: "h2o/h1", why: "h2o is not installed (package h2o)" }],
});

test("observations are escaped, and paths that were not run are named with the reason", async (t) => {
  const page = await pageOf(made);
  t.true(page.includes("<td>cut &lt;b&gt;off&lt;/b&gt; &amp; &quot;lost&quot;</td>"));
  t.false(page.includes("<b>"));
  t.true(page.includes("reverse_proxy h2c://127.0.0.1:8080"));
  t.true(page.includes("<li>h2o/h1: h2o is not installed (package h2o)</li>"));
});

test("a path works if it opens and everyday use passes; else it is limited, closed, or serves files", (t) => {
  const [path] = made.paths;
  if (path === undefined) return t.fail();
  const withAnswers = (changed: typeof path.answers): typeof path => ({ ...path, answers: changed, summary: summaryOf(changed) });
  t.deepEqual([statusOf(path), limitsOf(path)], ["limited", ["caps uploads"]]);
  t.is(statusOf(withAnswers({ opens: yes("open", 1), "idle-60": no("cut") })), "works");
  t.is(statusOf(withAnswers({ opens: yes("open", 1), confirmed: no("not-duplex") })), "closed");
  t.is(statusOf(withAnswers({ opens: no("timeout") })), "closed");
  t.is(statusOf(withAnswers({ files: yes("status") })), "files");
});
