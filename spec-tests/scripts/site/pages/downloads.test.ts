import { createHash } from "node:crypto";

import test from "ava";

import { websocket2 } from "../../../../reference/schema/index.ts";
import { allExports } from "../../../../scripts/exports/all-exports.ts";
import { readDownloads } from "../../../../scripts/site/downloads.ts";
import { downloadsPage } from "../../../../scripts/site/pages/downloads.ts";
import { readSiteInput } from "../../../../scripts/site/site-input.ts";
import { pagePlace } from "../../../../scripts/site/site-page.ts";

test("the page lists each file with its hash, each export and what was built", async (t) => {
  const input = await readSiteInput();
  const [page] = downloadsPage(input);
  const text = page?.content(pagePlace("downloads/index.html")).text ?? "";
  const listed = [...text.matchAll(/<a href="([^"]+)">\1<\/a>.*?<code>([0-9a-f]{64})<\/code>/gs)].map(([, path, hash]) => [path, hash]);
  const files = readDownloads(websocket2).flatMap((group) => group.files);
  t.deepEqual(listed, files.map(({ path, content }) => [path, createHash("sha256").update(content).digest("hex")]));
  const exported = allExports.flatMap(({ write }) => write(websocket2, (cite) => cite).map(({ path }) => path));
  const paths = listed.map(([path]) => path);
  t.deepEqual(exported.filter((path) => !paths.includes(path)), []);
  t.deepEqual(paths.filter((path) => /^(websocket2-.*gz|model\.json|requirements\.json|transitions\.json)$/.test(path ?? "")), [
    `websocket2-${input.version}.tgz`,
    "websocket2-vectors.tar.gz",
    "requirements.json",
    "transitions.json",
    "model.json",
  ]);
});
