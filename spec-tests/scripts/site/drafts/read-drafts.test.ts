import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import test from "ava";

import { sideBySidePage } from "../../../../scripts/author/diff/html.ts";
import { FileError } from "../../../../scripts/common/validate-file.ts";
import { readSiteDrafts, type SiteDraft } from "../../../../scripts/site/drafts/read-drafts.ts";

/** Reads the drafts of a folder with these files. */
function read(core: string, files: Readonly<Record<string, string>>): readonly SiteDraft[] {
  const root = mkdtempSync(join(tmpdir(), "websocket2-drafts-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return readSiteDrafts(core, join(root, "draft"), join(root, "diff"));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const xml = `<?xml version="1.0"?>
<rfc docName="draft-b-01" category="exp"><front><title abbrev="B">B over
HTTP</title><author><organization>X</organization></author><date year="2026" month="3" day="7"/>
<abstract><t>One <tt>two</tt>
three.</t><t>Four &amp; five.</t></abstract></front><middle><section><name>S</name><t>text</t></section></middle></rfc>`;

test("front matter, pages, forms and the comparison of each draft are read, the core draft first", (t) => {
  const hunks = [{ left: 1, right: 2, parts: [{ kind: "changed" as const, removed: ["a"], added: ["b"] }] }];
  const drafts = read("draft-b-01", {
    "draft/draft-a-00.xml": xml.replace("exp", "info"),
    "draft/draft-a-00.txt": "one   [Page 1]\n",
    "draft/draft-b-01.xml": xml,
    "draft/draft-b-01.txt": "one   [Page 1]\n\f\ntwo   [Page 2]\n",
    "draft/draft-b-01.html": "",
    "diff/draft-b/index.html": sideBySidePage("abc: the newest commit with draft-b-00", "draft-b-01 as built", hunks),
  });
  const front = { title: "B over HTTP", abstract: ["One two three.", "Four & five."], category: "exp", date: "2026-03-07" };
  const rows =
    '<tr class="place"><td>line 1</td><td>line 2</td></tr>\n<tr><td><del><b>a</b></del></td><td><ins><b>b</b></ins></td></tr>';
  t.deepEqual(drafts, [
    {
      ...{ name: "draft-b-01", ...front, pages: 2, forms: ["html", "txt", "xml"] },
      comparison: { older: "abc: the newest commit with draft-b-00", newer: "draft-b-01 as built", rows },
    },
    { name: "draft-a-00", ...front, category: "info", pages: 1, forms: ["txt", "xml"] },
  ]);
});

test("a draft that was not built is an error that says what to run", (t) => {
  t.throws(() => read("draft-b-01", {}), { instanceOf: FileError, message: /draft-b-01\.xml: expected the built draft.*make draft$/ });
});
