import test from "ava";
import { XMLValidator } from "fast-xml-parser";

import { reportPage } from "../../../../scripts/interop/intermediaries/matrix/report-page.ts";
import { intermediariesReport } from "../../../../scripts/interop/intermediaries/matrix/report.ts";
import { summaryOf } from "../../../../scripts/interop/intermediaries/matrix/summary.ts";
import { no, yes } from "../../../../scripts/interop/intermediaries/checks/path-check.ts";
import { intermediaries } from "../../../../scripts/interop/intermediaries/catalogue/index.ts";

const answers = { opens: yes("open", 12), upload: no('cut <b>off</b> & "lost"') };
const found = intermediariesReport.parse({
  about: "A test.",
  date: "2026-01-01",
  system: "none",
  proxies: [],
  questions: [
    { id: "opens", group: "Opening", title: "Opens", asks: "Does it?" },
    { id: "upload", group: "Messages", title: "Up", asks: "How much?" },
  ],
  caches: [],
  mends: [],
  paths: [{ id: "caddy/h2c", date: "2026-01-01", purpose: "forward", hops: [], summary: summaryOf(answers), answers }],
  skipped: [{ id: "h2o/h1", why: "h2o is not installed (package h2o)" }],
});

test("the page shows results, configurations and skipped paths, and escapes observations", (t) => {
  const page = reportPage(found, intermediaries);
  t.is(XMLValidator.validate(page.replace("<!DOCTYPE html>\n", "")), true);
  t.true(page.includes('<td class="good" title="open">12 ms</td>'));
  t.true(page.includes("cut &lt;b&gt;off&lt;/b&gt; &amp; &quot;lost&quot;"));
  t.false(page.includes("<b>"));
  t.true(page.includes("reverse_proxy h2c://127.0.0.1:8080"));
  t.true(page.includes("<li>h2o/h1: h2o is not installed (package h2o)</li>"));
});

test("a row links to the section of its path", (t) => {
  const page = reportPage(found, intermediaries);
  t.true(page.includes('<a href="#path-caddy-h2c">'));
  t.true(page.includes('<h2 id="path-caddy-h2c">'));
});
