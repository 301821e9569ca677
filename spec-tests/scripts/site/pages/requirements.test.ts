import test from "ava";

import { escapeMarkup } from "../../../../scripts/common/markup.ts";
import { allCases, requirementsOf } from "../../../../scripts/interop/vectors/select-cases.ts";
import { requirementsPage } from "../../../../scripts/site/pages/requirements.ts";
import { once, renderedPages, siteInput } from "../rendered.ts";

/** The entries of the page by requirement. */
const entries = once(async () => {
  const [[, text] = ["", ""]] = await renderedPages(requirementsPage);
  return new Map([...text.matchAll(/<article id="(R-\d+)"[^]*?<\/article>/g)].map(([entry, id = ""]) => [id, entry]));
});

test("each requirement of the draft is on the page with its sentence, its level and its section", async (t) => {
  const [found, { manifest, sentences }] = [await entries(), await siteInput()];
  t.deepEqual([...found.keys()].sort(), Object.keys(manifest.requirements).sort());
  for (const [id, { level, section }] of Object.entries(manifest.requirements)) {
    const entry = found.get(id) ?? "";
    t.true(entry.includes(`<blockquote><p>${escapeMarkup(sentences[id] ?? "?")}</p>`), id);
    t.true(entry.includes(`data-level="${level.replace(" ", "-")}" data-section="${section.slice(1)}"`), id);
  }
});

test("the numbers of vectors behind links are those of all vectors that check the requirement", async (t) => {
  const cases = allCases((await siteInput()).suites);
  for (const [id, entry] of await entries()) {
    const links = [...entry.matchAll(/#requirement=(R-\d+)">[^<]* (\d+)<\/a>/g)];
    const counts = links.map(([, named, count]) => [named, Number(count)] as const);
    t.deepEqual([...new Set(counts.map(([named]) => named))], counts.length === 0 ? [] : [id]);
    const all = cases.filter((each) => requirementsOf(each.suite.notes, each.case).includes(id)).length;
    t.is(counts.reduce((sum, [, count]) => sum + count, 0), all, id);
  }
});

test("a requirement has a check, or the reason why it has none", async (t) => {
  const checks = /Vectors: |Live cases|Tests of the reference|Not checked by vectors or live cases: /;
  for (const [id, entry] of await entries()) t.regex(entry, checks, id);
});

test("a peer that left cases out is no peer that failed", async (t) => {
  const { interop } = await siteInput();
  const found = await entries();
  const named = (key: string): string[] => {
    const values = [...found.values()].flatMap((entry) => (new RegExp(` data-${key}="([^"]*)"`).exec(entry)?.[1] ?? "").split(" "));
    return [...new Set(values)].filter((value) => value !== "");
  };
  const keysOf = (kind: "fail" | "left"): string[] => interop.peers.filter((peer) => peer[kind] > 0).map(({ name, by }) => `${name}-${by}`);
  t.deepEqual(named("failed").sort(), keysOf("fail").sort());
  t.deepEqual(named("left").sort(), keysOf("left").sort());
});
