import test from "ava";

import { FileError } from "../../../../scripts/common/validate-file.ts";
import { jsonReport } from "../../../../scripts/interop/report/json-report.ts";
import { parseReport } from "../../../../scripts/interop/report/read-report.ts";
import { report } from "./example.ts";

const written = (): Record<string, unknown> => JSON.parse(jsonReport({ ...report, showCommand: "show ID" })) as Record<string, unknown>;

test("reads what was written, with the requirements that results name and a link to the published draft", (t) => {
  const read = parseReport("a.json", written());
  t.deepEqual(read, {
    mode: "vectors",
    title: report.title,
    peer: report.peer,
    results: report.results.map((result) => ({ ...result, duration: Math.round(result.duration) })),
    notes: report.notes,
    draft: {
      name: "draft-a-b-00",
      page: "https://datatracker.ietf.org/doc/html/draft-a-b-00",
      requirements: report.draft?.requirements ?? {},
    },
    showCommand: "show ID",
  });
});

test("a known failure of one run is a failure to the reader", (t) => {
  const [, failure] = report.results;
  const known = jsonReport({ ...report, results: [{ ...(failure as typeof report.results[number]), known: true }] });
  t.is(parseReport("a.json", JSON.parse(known)).results[0]?.known, undefined);
});

const expected = "expected a report as ws2 vectors run and ws2 conformance write it with --report json (format 2), found";

for (const [value, found] of [
  [{ format: 1, results: [] }, "format 1"],
  [{ peers: [] }, "a value without format"],
  [[1], "a value without format"],
  [null, "null"],
] as const) {
  test(`names the file that is no report: ${JSON.stringify(value)}`, (t) => {
    t.throws(() => parseReport("a.json", value), { instanceOf: FileError, message: `a.json: ${expected} ${found}` });
  });
}

test("names the member of a report that is malformed", (t) => {
  const value = { ...written(), mode: "proxy" };
  t.throws(() => parseReport("a.json", value), { instanceOf: FileError, message: /^a\.json: mode: / });
});
