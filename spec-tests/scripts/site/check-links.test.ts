import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import test from "ava";

import { findDeadLinks } from "../../../scripts/site/check-links.ts";

/** Returns the dead links of a site of these files. */
function deadLinks(files: Readonly<Record<string, string>>): string[] {
  const root = mkdtempSync(join(tmpdir(), "websocket2-site-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return findDeadLinks(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test("links to files, anchors and other hosts are alive", (t) => {
  const page = `<h2 id="one">One</h2><a href="#one">1</a> <a href="b/c.html#two">2</a> <a href="b/data.json">3</a> <a href="">4</a>
<a href="https://www.rfc-editor.org/rfc/rfc9113#section-8">5</a> <a href="mailto:list@example.org">6</a> <img src="b/x%20y.svg" alt="">`;
  const other = '<a name="two"></a><a href="../a.html">back</a>';
  t.deepEqual(deadLinks({ "a.html": page, "b/c.html": other, "b/data.json": "{}", "b/x y.svg": "<svg/>" }), []);
});

test("a dead link is named with file and line", (t) => {
  const page = `<p>
<a href="none.html">1</a>
<a href="b/c.html#three">2</a> <a href="#four">3</a>
<script src="/assets/a.js"></script><a href="../up.html">4</a><a href="b/">5</a></p>`;
  t.deepEqual(deadLinks({ "a.html": page, "b/c.html": "" }), [
    "a.html:2: none.html: there is no such file",
    "a.html:3: b/c.html#three: there is no such element",
    "a.html:3: #four: there is no such element",
    "a.html:4: /assets/a.js: there is no such file",
    "a.html:4: ../up.html: leaves the site",
    "a.html:4: b/: expected a file, found a folder",
  ]);
});

test("a link to another host needs https and a host", (t) => {
  const targets = ["http://example.org/", "https://localhost", "//example.org/", "javascript:x()", "file:///etc"];
  const page = [...targets, "https://a b.org", "mailto:x"].map((target) => `<a href="${target}">x</a>`).join("\n");
  t.deepEqual(deadLinks({ "a.html": page }), [
    "a.html:1: http://example.org/: expected https",
    "a.html:2: https://localhost: expected a relative link, https or mailto",
    "a.html:3: //example.org/: expected a relative link, https or mailto",
    "a.html:4: javascript:x(): expected a relative link, https or mailto",
    "a.html:5: file:///etc: expected a relative link, https or mailto",
    "a.html:6: https://a b.org: expected a relative link, https or mailto",
    "a.html:7: mailto:x: expected a relative link, https or mailto",
  ]);
});
