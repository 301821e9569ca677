import { fileURLToPath } from "node:url";

import test from "ava";

import { websocket2 } from "../../../reference/schema/index.ts";
import type { SuiteFile } from "../../../scripts/interop/vectors/read-suites.ts";
import { suiteSchema } from "../../../scripts/interop/format/suite-schema.ts";
import { Adapter, AdapterProtocolError } from "../../../scripts/interop/runner/adapter-process.ts";
import { isClean } from "../../../scripts/interop/report/result.ts";
import { runVectors } from "../../../scripts/interop/runner/run-vectors.ts";
import { matchesCaseId, type CaseSelection, requirementsOf } from "../../../scripts/interop/vectors/select-cases.ts";

const fixture = fileURLToPath(new URL("fixtures/adapter.mjs", import.meta.url));

const file: SuiteFile = {
  path: "hand/frame.json",
  suite: suiteSchema(websocket2).parse({
    format: 1,
    suite: "frame",
    notes: { Why: { why: "x", requirement: "R-007" } },
    groups: [
      {
        op: "decode",
        config: { compression: "none", limit: 65536, role: "client" },
        cases: [1, 2, 3].map((n) => ({
          id: `frame/a/${n}`,
          flags: ["Why"],
          result: "valid",
          wire: "0100",
          frames: [{ type: "text", text: "" }],
        })),
      },
      {
        op: "encode",
        config: { compression: "none", limit: 65536, role: "client" },
        cases: [{ id: "frame/b/1", flags: ["Why"], result: "valid", wire: "0100", frames: [{ type: "text", text: "" }] }],
      },
    ],
  }),
};

async function runFixture(mode: string, timeoutMs = 5000, selection: CaseSelection = {}) {
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" ${mode}`, timeoutMs });
  try {
    return await runVectors([file], adapter, selection);
  } finally {
    adapter.discard();
  }
}

const verdicts = (run: Awaited<ReturnType<typeof runFixture>>): string[] => run.results.map(({ id, verdict }) => `${id} ${verdict}`);

test("reports passes, and skips operations that the adapter does not have", async (t) => {
  const run = await runFixture("good");
  t.deepEqual(verdicts(run), ["frame/a/1 pass", "frame/a/2 pass", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.true(isClean(run.results));
  t.is(run.requests, 1 + 2 + 2 + 2);
  t.deepEqual(
    run.results.map(({ exchange }) => exchange),
    [undefined, undefined, undefined, undefined],
  );
});

test("distinguishes a crash from a rejection, and restarts the adapter", async (t) => {
  const run = await runFixture("crash");
  t.deepEqual(verdicts(run), ["frame/a/1 pass", "frame/a/2 crash", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.is(run.results[1]?.detail, "whole: the adapter ended with exit code 3; it printed: out of luck");
  t.false(isClean(run.results));
});

test("ends early on abort, without the case in progress", async (t) => {
  const abort = new AbortController();
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" hang`, timeoutMs: 60_000 });
  const run = runVectors([file], adapter, {}, { signal: abort.signal, done: () => setImmediate(() => abort.abort()) });
  t.deepEqual(verdicts(await run), ["frame/a/1 pass"]);
});

test("answers with a crash if the adapter is discarded during its start", async (t) => {
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" good`, timeoutMs: 60_000 });
  const answer = adapter.ask({ cmd: "run", seq: 1, op: "decode", id: "frame/a/1", wire: "0100" });
  queueMicrotask(() => adapter.discard());
  t.is((await answer).type, "crash");
});

test("names an unknown member of a reply", async (t) => {
  const run = await runFixture("unknown-member");
  t.is(run.results[1]?.detail, 'whole: found {"seq":4,"frmaes":[]}\nreply: $: unknown key "frmaes"');
});

test("reports a timeout, and restarts the adapter", async (t) => {
  const run = await runFixture("hang", 2000);
  t.deepEqual(verdicts(run), ["frame/a/1 pass", "frame/a/2 timeout", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.is(run.results[1]?.detail, "whole: no reply within 2000 ms");
});

test("fails a case whose line exceeds the limit without an end, and restarts the adapter", async (t) => {
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" endless`, timeoutMs: 60_000, maxLineCharacters: 2000 });
  const run = await runVectors([file], adapter);
  t.deepEqual(verdicts(run), ["frame/a/1 pass", "frame/a/2 fail", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.is(run.results[1]?.detail, "whole: expected a line, found no line end in 2000 characters, the limit of this runner");
});

test("fails a case on a line that is not JSON, and on a reply to another request", async (t) => {
  t.deepEqual(verdicts(await runFixture("garbled")), ["frame/a/1 pass", "frame/a/2 fail", "frame/a/3 pass", "frame/b/1 skipped"]);
  const run = await runFixture("other-seq");
  t.deepEqual(verdicts(run), ["frame/a/1 pass", "frame/a/2 fail", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.regex(run.results[1]?.detail ?? "", /^whole: expected a reply with seq \d+, found \{"seq":\d+,"frames":\[\]\}$/);
});

test("gives up after 25 cases in a row without a reply; skipped cases do not count", async (t) => {
  const many = (count: number): SuiteFile => {
    const [decode, encode] = file.suite.groups;
    const [first] = decode?.cases ?? [];
    const cases = Array.from({ length: count }, (_, n) => ({ ...first, id: `frame/a/${n + 10}` }));
    return { ...file, suite: { ...file.suite, groups: [{ ...decode, cases }, encode, encode] } as SuiteFile["suite"] };
  };
  const runs = [24, 25].map(async (count) => {
    const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" text`, timeoutMs: 60_000 });
    return runVectors([many(count)], adapter);
  });
  t.deepEqual(
    (await Promise.all(runs)).map(({ results, gaveUp }) => [results.length, gaveUp]),
    [
      [26, false],
      [25, true],
    ],
  );
});

test("rejects an adapter that does not skip an unknown operation", async (t) => {
  await t.throwsAsync(() => runFixture("eager"), { instanceOf: AdapterProtocolError, message: /no-such-operation/ });
});

test("rejects an adapter that does not introduce itself, or cannot be started", async (t) => {
  await t.throwsAsync(() => runFixture("nameless"), {
    instanceOf: AdapterProtocolError,
    message: /expected \{"name","version","ops"\} as the reply to start, found \{"ok":true\}/,
  });
  const adapter = new Adapter({ command: "exit 7", timeoutMs: 5000 });
  await t.throwsAsync(() => runVectors([file], adapter), {
    instanceOf: AdapterProtocolError,
    message: "exit 7: the adapter ended with exit code 7",
  });
});

test("runs only the selected cases", async (t) => {
  t.deepEqual(verdicts(await runFixture("good", 5000, { ids: ["frame/a/2"] })), ["frame/a/2 pass"]);
  t.deepEqual(verdicts(await runFixture("good", 5000, { ids: ["frame/b"] })), ["frame/b/1 skipped"]);
  t.deepEqual(verdicts(await runFixture("good", 5000, { suites: ["other"] })), []);
});

test("runs only the cases of a requirement", async (t) => {
  t.is((await runFixture("good", 5000, { requirements: ["R-007"] })).results.length, 4);
  t.deepEqual(verdicts(await runFixture("good", 5000, { requirements: ["R-070"] })), []);
});

test("reports requirements, duration, and the exchange of the failed trial", async (t) => {
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" wrong`, timeoutMs: 5000 });
  let clock = 0;
  const { results } = await runVectors([file], adapter, { ids: ["frame/a/1"] }, { now: () => (clock += 5) });
  t.deepEqual(results, [
    {
      suite: "frame",
      id: "frame/a/1",
      verdict: "fail",
      detail: "whole: expected no error, found DECO",
      requirements: ["R-007"],
      duration: 5,
      exchange: [
        '> {"cmd":"run","seq":2,"id":"frame/a/1","op":"decode","config":{"compression":"none","limit":65536,"role":"client"},"wire":"0100"}',
        '< {"seq":2,"frames":[],"error":"DECO"}',
      ],
    },
  ]);
});

const patterns: readonly (readonly [pattern: string, id: string, matches: boolean])[] = [
  ["frame/a/1", "frame/a/1", true],
  ["frame/a", "frame/a/1", true],
  ["frame/a/", "frame/a/1", true],
  ["frame/a", "frame/ab/1", false],
  ["frame/*/1", "frame/a/b/1", true],
  ["frame/a/?", "frame/a/1", true],
  ["frame/a/?", "frame/a/12", false],
  ["*/a+b", "frame/a+b", true],
  ["*/a+b", "frame/aab", false],
  ["frame/a.b*", "frame/axb", false],
];

for (const [pattern, id, matches] of patterns) {
  test(`${pattern} ${matches ? "matches" : "does not match"} ${id}`, (t) => t.is(matchesCaseId(pattern, id), matches));
}

test("lists the requirement of a case and those of its flags, each once", (t) => {
  const notes = { A: { why: "x", requirement: "R-001" }, B: { why: "y" }, C: { why: "z", requirement: "R-002" } };
  t.deepEqual(requirementsOf(notes, { flags: ["A", "B", "C"], requirement: "R-002" }), ["R-002", "R-001"]);
  t.deepEqual(requirementsOf(notes, {}), []);
});
