import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { linkApiPages } from "../../../scripts/site/api-pages.ts";

test("each API page of the site links its index", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "websocket2-api-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "modules"));
  for (const path of ["index.html", "modules/a.html"]) writeFileSync(join(folder, path), '<div id="tsd-toolbar-links"></div>');
  linkApiPages(folder);
  const read = (path: string): string => readFileSync(join(folder, path), "utf8");
  t.is(read("index.html"), '<div id="tsd-toolbar-links"><a href="../index.html">Site</a></div>');
  t.is(read("modules/a.html"), '<div id="tsd-toolbar-links"><a href="../../index.html">Site</a></div>');
});
