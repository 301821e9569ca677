import test from "ava";
import { Parser } from "htmlparser2";

import { caseAnchor } from "../../../../scripts/interop/report/html-page.ts";
import { allCases, requirementsOf } from "../../../../scripts/interop/vectors/select-cases.ts";
import { vectorsPages } from "../../../../scripts/site/pages/vectors.ts";
import { ONE_CASE_COMMAND } from "../../../../scripts/site/vectors/suite-page.ts";
import { caseLink } from "../../../../scripts/site/vectors/vector-pages.ts";
import { readVectorsReadme } from "../../../../scripts/site/vectors/vectors-readme.ts";
import { once, renderedPages, siteInput } from "../rendered.ts";

/** The most octets of a page, with links to the explorer: one of this size opens in less than a second from a file. */
const MAX_PAGE_OCTETS = 1_600_000;

const pages = once(() => renderedPages(vectorsPages));
const allOfFiles = once(async () => allCases((await siteInput()).suites));

/** The attributes of the entries of all pages, by the link to each. */
async function entries(): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  for (const [path, text] of await pages()) {
    const parser = new Parser({
      onopentag: (_, attributes) => {
        if (attributes["class"] === "case") found.set(`${path}#${attributes["id"]}`, attributes);
      },
    });
    parser.end(text);
  }
  return found;
}

test("each case is on one page, at the anchor that reports use", async (t) => {
  const cases = await allOfFiles();
  const anchors = [...(await pages()).values()].flatMap((text) => [...text.matchAll(/<details id="(case-[^"]+)"/g)].map(([, id]) => id));
  t.deepEqual(anchors.sort(), cases.map(({ case: { id } }) => caseAnchor(id)).sort());
  t.deepEqual([...(await entries()).keys()].sort(), cases.map(caseLink).sort());
});

test("filters find a case by its requirements, and by its expected result", async (t) => {
  const found = await entries();
  for (const located of await allOfFiles()) {
    const { case: each, suite } = located;
    const attributes = found.get(caseLink(located));
    t.is(attributes?.["data-requirement"], requirementsOf(suite.notes, each).join(" "), each.id);
    const expected = attributes?.["data-expected"]?.split(" ") ?? [];
    if ("result" in each) t.deepEqual(expected, [each.result, ...("errors" in each ? each.errors : [])], each.id);
    if ("check" in each && each.check !== undefined) t.deepEqual(expected, [`check-${each.check}`], each.id);
    if ("outcome" in each && each.outcome !== undefined) t.deepEqual(expected, [each.outcome.error, String(each.outcome.status)], each.id);
  }
});

test("pages of vectors stay small enough to open at once", async (t) => {
  t.deepEqual([...(await pages())].filter(([, text]) => Buffer.byteLength(text) > MAX_PAGE_OCTETS).map(([path]) => path), []);
});

test("a case shows the sentence of its requirement, with the ways to the draft and to the other checks", async (t) => {
  const text = (await pages()).get("vectors/frame.html") ?? "";
  const [entry = ""] = text.slice(text.indexOf('<details id="case-frame-reserved-1"')).split('<details id="case-', 2).slice(1);
  const { sentences, manifest } = await siteInput();
  t.true(entry.includes(sentences["R-056"] ?? "?"));
  t.true(entry.includes(`href="../draft/${manifest.draft}.html#R-056"`));
  t.true(entry.includes('href="../requirements/index.html#R-056"'));
});

test("each page links to the part of the format that explains its kind of case", async (t) => {
  const texts = await pages();
  const anchors = [...(texts.get("vectors/format.html") ?? "").matchAll(/<h\d id="([^"]+)"/g)].map(([, id]) => id);
  const linked = [...texts.values()].flatMap((text) => [...text.matchAll(/href="format\.html#([^"]+)"/g)].map(([, id]) => id));
  t.deepEqual([...new Set(linked)].sort(), ["decode", "decompress", "handshake", "session", "varsize"]);
  t.deepEqual(linked.filter((id) => !anchors.includes(id)), []);
});

test("the command that shows one case has the options of the README", async (t) => {
  const { running } = readVectorsReadme();
  for (const part of ["npx --no -- ws2", "ws2 vectors run --adapter COMMAND", "`--id ID`", "`--trace`"]) {
    t.true(running.includes(part), part);
    t.true(ONE_CASE_COMMAND.includes(part.replaceAll("`", "")), part);
  }
  t.true((await pages()).get("vectors/frame.html")?.includes(ONE_CASE_COMMAND));
});
