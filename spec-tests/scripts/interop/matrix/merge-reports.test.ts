import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";
import { XMLValidator } from "fast-xml-parser";

import { jsonReport } from "../../../../scripts/interop/report/json-report.ts";
import type { TestReport } from "../../../../scripts/interop/report/result.ts";
import { runWs2 } from "../../cli/run-ws2.ts";
import { report } from "../report/example.ts";

const good: TestReport = { ...report, peer: { name: "good", version: "2" }, results: report.results.slice(0, 1) };
const live: TestReport = { ...report, mode: "server", peer: { name: "https://a/", version: "" }, results: report.results.slice(0, 1) };

function files(t: ExecutionContext, ...reports: readonly TestReport[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "reports-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  return reports.map((each, index) => {
    const path = join(folder, `${index}.json`);
    writeFileSync(path, jsonReport(each));
    return path;
  });
}

test("ws2 report merge prints peers in numbers, and the cases that one of them did not pass, by mode", async (t) => {
  const { code, out } = await runWs2(["report", "merge", ...files(t, report, good, live)]);
  t.is(code, 0);
  t.is(
    out,
    [
      "3 reports",
      "draft-a-b-00",
      "",
      "Interop vectors",
      "",
      "peer               cases  pass  non-strict  left out  fail",
      "1 a <codec> 1 & 2      5     1           1         1     2",
      "2 good 2               1     1           0         0     0",
      "",
      "case                1  2",
      "varsize/b       crash  -",
      "frame/b          fail  -",
      "varsize/c  non-strict  -",
      "",
      "Live servers",
      "",
      "peer          cases  pass  non-strict  left out  fail",
      "1 https://a/      1     1           0         0     0",
      "",
      "No peer failed a case.",
      "",
    ].join("\n"),
  );
});

test("--out writes a page, to a file or into a folder, with the file of each peer and a warning if drafts differ", async (t) => {
  const other: TestReport = { ...good, draft: { name: "draft-a-b-01", requirements: {} } };
  const [first = "", second = ""] = files(t, report, other);
  const folder = join(first, "..", "site");
  t.is((await runWs2(["report", "merge", first, second, "--out", folder])).code, 0);
  const page = readFileSync(join(folder, "index.html"), "utf8");
  t.is(XMLValidator.validate(page.replace("<!DOCTYPE html>\n", "")), true);
  t.true(page.includes('good 2<br/><span class="faint">1.json</span>'));
  t.true(page.includes("The reports check different drafts, whose cases may differ: 0.json draft-a-b-00, 1.json draft-a-b-01."));
  t.is((await runWs2(["report", "merge", first, second, "--out", join(folder, "m.html")])).code, 0);
  t.is(readFileSync(join(folder, "m.html"), "utf8"), page);
});

test("ws2 report merge names the file that it cannot use, and what it expects", async (t) => {
  const [first = ""] = files(t, report);
  const bad = join(first, "..", "bad.json");
  writeFileSync(bad, "<html>");
  const errors = [];
  for (const words of [[], [first, "/no/such"], [first, bad], [first, "--out", first]]) {
    const { code, error } = await runWs2(["report", "merge", ...words]);
    t.is(code, 2);
    errors.push(error.split("\n")[0]);
  }
  const expected = "expected a report as ws2 vectors run and ws2 conformance write it with --report json (format 2)";
  t.deepEqual(errors.slice(0, 3), [
    "ws2: expected one or more reports in JSON",
    "ws2: /no/such: cannot be read: ENOENT",
    `ws2: ${bad}: ${expected}, found a file that is not JSON`,
  ]);
  t.regex(errors[3] ?? "", /^ws2: --out: /);
});
