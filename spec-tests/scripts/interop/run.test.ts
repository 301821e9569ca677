import { fileURLToPath } from "node:url";

import test from "ava";

import { websocket2 } from "../../../reference/schema/index.ts";
import type { SuiteFile } from "../../../scripts/interop/files/read.ts";
import { suiteSchema } from "../../../scripts/interop/format/suite.ts";
import { Adapter, ProtocolError } from "../../../scripts/interop/runner/process.ts";
import { isClean, resultText, summaryText } from "../../../scripts/interop/runner/report.ts";
import { isSelected, runVectors, type Selection } from "../../../scripts/interop/runner/run.ts";

const fixture = fileURLToPath(new URL("fixtures/adapter.mjs", import.meta.url));

const file: SuiteFile = {
  path: "hand/frame.json",
  suite: suiteSchema(websocket2).parse({
    format: 1,
    suite: "frame",
    notes: { Why: { why: "x" } },
    groups: [
      {
        op: "decode",
        config: { compression: "none", limit: 65536, role: "client" },
        cases: [1, 2, 3].map((n) => ({ id: `frame/a/${n}`, flags: ["Why"], result: "valid", wire: "0100", frames: [{ type: "text", text: "" }] })),
      },
      {
        op: "encode",
        config: { compression: "none", limit: 65536, role: "client" },
        cases: [{ id: "frame/b/1", flags: ["Why"], result: "valid", wire: "0100", frames: [{ type: "text", text: "" }] }],
      },
    ],
  }),
};

async function outcomes(mode: string, timeout = 5000, selection: Selection = {}) {
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" ${mode}`, timeout });
  try {
    return await runVectors([file], adapter, selection);
  } finally {
    adapter.drop();
  }
}

const short = (run: Awaited<ReturnType<typeof outcomes>>): string[] => run.results.map(({ id, outcome }) => `${id} ${outcome}`);

test("tells what passes, and skips ops that the adapter does not have", async (t) => {
  const run = await outcomes("good");
  t.deepEqual(short(run), ["frame/a/1 pass", "frame/a/2 pass", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.true(isClean(run));
  t.deepEqual(run.results.map((result) => result.trials), [2, 2, 2, 0]);
});

test("tells a crash from a rejection, and starts the adapter again", async (t) => {
  const run = await outcomes("crash");
  t.deepEqual(short(run), ["frame/a/1 pass", "frame/a/2 crash", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.is(run.results[1]?.why, "whole: the adapter ended with exit code 3; it said: out of luck");
  t.false(isClean(run));
});

test("tells a timeout, and starts the adapter again", async (t) => {
  const run = await outcomes("hang", 2000);
  t.deepEqual(short(run), ["frame/a/1 pass", "frame/a/2 timeout", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.is(run.results[1]?.why, "whole: no reply within 2000 ms");
});

test("takes a line that is not JSON, and a reply to another request, as failures", async (t) => {
  t.deepEqual(short(await outcomes("garbled")), ["frame/a/1 pass", "frame/a/2 fail", "frame/a/3 pass", "frame/b/1 skipped"]);
  const run = await outcomes("other-seq");
  t.deepEqual(short(run), ["frame/a/1 pass", "frame/a/2 fail", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.regex(run.results[1]?.why ?? "", /^whole: expected a reply with seq \d+, found \{"seq":\d+,"frames":\[\]\}$/);
});

test("stops where an adapter answers an op that does not exist", async (t) => {
  await t.throwsAsync(() => outcomes("eager"), { instanceOf: ProtocolError, message: /no-such-operation/ });
});

test("stops where an adapter does not introduce itself, or cannot be started", async (t) => {
  await t.throwsAsync(() => outcomes("nameless"), { instanceOf: ProtocolError, message: /expected \{"name","version","ops"\} as the reply to start, found \{"ok":true\}/ });
  const adapter = new Adapter({ command: "exit 7", timeout: 5000 });
  await t.throwsAsync(() => runVectors([file], adapter), { instanceOf: ProtocolError, message: "exit 7: the adapter ended with exit code 7" });
});

test("runs only what is selected", async (t) => {
  t.deepEqual(short(await outcomes("good", 5000, { id: "frame/a/2" })), ["frame/a/2 pass"]);
  t.deepEqual(short(await outcomes("good", 5000, { id: "frame/b" })), ["frame/b/1 skipped"]);
  t.deepEqual(short(await outcomes("good", 5000, { suite: "other" })), []);
});

test("selects by whole segments of an id", (t) => {
  t.true(isSelected({}, "frame", "frame/a/1"));
  t.true(isSelected({ id: "frame/a/1" }, "frame", "frame/a/1"));
  t.true(isSelected({ id: "frame/a" }, "frame", "frame/a/1"));
  t.true(isSelected({ id: "frame/a/" }, "frame", "frame/a/1"));
  t.false(isSelected({ id: "frame/a" }, "frame", "frame/ab/1"));
  t.false(isSelected({ suite: "varsize" }, "frame", "frame/a/1"));
});

const bare = { strong: (x: string) => x, faint: (x: string) => x, good: (x: string) => x, bad: (x: string) => x };

test("sums up in a table", async (t) => {
  t.is(
    summaryText(await outcomes("wrong"), bare),
    [
      "fixture 1: 4 cases, 3 requests",
      "",
      "  suite  cases  pass  skipped  fail",
      "  frame      4     0        1     3",
      "",
      "3 of 4 cases did not pass.",
      "",
    ].join("\n"),
  );
});

test("calls a run without cases not clean", (t) => {
  const run = { adapter: { name: "x", version: "1", ops: [] }, results: [] };
  t.false(isClean(run));
  t.is(summaryText(run, bare), "x 1: 0 cases, 0 requests\n\nNo case was selected.\n");
});

test("calls a run in which every case was skipped not clean", (t) => {
  const results = [{ id: "frame/a", suite: "frame", outcome: "skipped", why: "no", trials: 0, sampled: false }] as const;
  const run = { adapter: { name: "x", version: "1", ops: [] }, results };
  t.false(isClean(run));
  t.true(summaryText(run, bare).endsWith("Every case was skipped.\n"));
});

test("sets off every line of a reason", (t) => {
  const result = { id: "frame/a", suite: "frame", outcome: "crash", why: "one\ntwo", trials: 1, sampled: false } as const;
  t.is(resultText(result, bare), "crash  frame/a\n      one\n      two\n");
});
