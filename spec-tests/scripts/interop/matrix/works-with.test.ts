import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { readExamples } from "../../../../scripts/interop/examples/example.ts";
import { examplePackages } from "../../../../scripts/interop/examples/packages.ts";
import { findRuntime, runtimeKinds } from "../../../../scripts/interop/matrix/runtimes.ts";
import { type WorksWith, worksWithSchema, worksWithTable } from "../../../../scripts/interop/matrix/works-with.ts";

const { worksWith } = JSON.parse(readFileSync("draft/data/interop.json", "utf8")) as { readonly worksWith: unknown };
const committed = worksWithSchema.parse(worksWith);

test("the committed data has each runtime with all vectors and both roles, and each package on each runtime", (t) => {
  const ids = runtimeKinds.map(({ id }) => id);
  t.deepEqual(committed.runtimes.map(({ id }) => id), ids);
  t.deepEqual(committed.packages.map((row) => row.package), examplePackages.map((row) => row.package));
  for (const row of committed.packages) t.deepEqual(Object.keys(row.works), ids, row.title);
  for (const { id, vectors, server, client } of committed.runtimes) {
    t.is(vectors.fail, 0, id);
    t.true((server?.cases ?? 0) > 100 && (client?.cases ?? 0) > 100, id);
    if (id.startsWith("node")) for (const counted of [vectors, server, client]) t.is(counted?.pass, counted?.cases, id);
  }
});

test("each package has an example", (t) => {
  const names = readExamples().map(({ name }) => name);
  t.deepEqual(examplePackages.filter(({ example }) => !names.includes(example)), []);
});

const counts = (cases: number, left: number, fail: number) => ({ cases, pass: cases - left - fail, mild: 0, left, fail });

test("the table names failed cases and those that were left out, and packages by runtime", (t) => {
  const data: WorksWith = {
    date: "2026-12-01",
    runtimes: [
      { id: "a", title: "Aa", version: "1.2.3", vectors: counts(9, 0, 0), server: counts(7, 0, 2) },
      { id: "b", title: "Bb", version: "20.1.0", vectors: counts(9, 4, 1), client: counts(5, 1, 0) },
    ],
    packages: [{ title: "Pp", package: "p", version: "3.4.5", works: { a: true, b: false } }],
  };
  t.is(
    worksWithTable(data),
    [
      "|  | Aa 1.2 | Bb 20.1 |",
      "| --- | --- | --- |",
      "| Vectors | 9 | 4 of 5, 4 left out |",
      "| Live cases, as server | 5 of 7 |  |",
      "| Live cases, as client |  | 4, 1 left out |",
      "| Pp 3.4 | yes | no |",
      "",
    ].join("\n"),
  );
});

test("a fetched runtime that does not start is named", (t) => {
  const tools = mkdtempSync(join(tmpdir(), "runtimes-"));
  t.teardown(() => rmSync(tools, { recursive: true }));
  const programs = join(tools, "none", "node_modules", ".bin");
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, "no-such-program"), "");
  const kind = { id: "none", title: "None", package: "none@1", program: "no-such-program" as "node", args: [] };
  t.is(findRuntime(kind, tools), "The runtime none@1 was not tested: it does not start.");
});

test("the running Node.js is found without the network", (t) => {
  const [major = ""] = process.versions.node.split(".");
  const kind = { id: "running", title: "Node.js", package: "none", program: "node", args: [], major } as const;
  t.deepEqual(findRuntime(kind), { ...kind, path: process.execPath, version: process.versions.node });
});
