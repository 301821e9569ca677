import { fileURLToPath } from "node:url";

import test from "ava";

import { websocket2 } from "../../../reference/schema/index.ts";
import type { SuiteFile } from "../../../scripts/interop/vectors/read-suites.ts";
import { suiteSchema } from "../../../scripts/interop/format/suite-schema.ts";
import { Adapter, AdapterProtocolError } from "../../../scripts/interop/runner/adapter-process.ts";
import { isClean } from "../../../scripts/interop/report/result.ts";
import { runVectors } from "../../../scripts/interop/runner/run-vectors.ts";
import { matchesCaseId, type VectorSelection, requirementsOf } from "../../../scripts/interop/vectors/select-cases.ts";

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

async function outcomes(mode: string, timeout = 5000, selection: VectorSelection = {}) {
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" ${mode}`, timeoutMs: timeout });
  try {
    return await runVectors([file], adapter, selection);
  } finally {
    adapter.discard();
  }
}

const short = (run: Awaited<ReturnType<typeof outcomes>>): string[] => run.results.map(({ id, verdict }) => `${id} ${verdict}`);

test("tells what passes, and skips ops that the adapter does not have", async (t) => {
  const run = await outcomes("good");
  t.deepEqual(short(run), ["frame/a/1 pass", "frame/a/2 pass", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.true(isClean(run.results));
  t.is(run.requests, 1 + 2 + 2 + 2);
  t.deepEqual(run.results.map(({ exchange }) => exchange), [undefined, undefined, undefined, undefined]);
});

test("tells a crash from a rejection, and starts the adapter again", async (t) => {
  const run = await outcomes("crash");
  t.deepEqual(short(run), ["frame/a/1 pass", "frame/a/2 crash", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.is(run.results[1]?.detail, "whole: the adapter ended with exit code 3; it said: out of luck");
  t.false(isClean(run.results));
});

test("ends early when it is told to, without the case that was under way", async (t) => {
  const abort = new AbortController();
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" hang`, timeoutMs: 60_000 });
  const run = runVectors([file], adapter, {}, { signal: abort.signal, done: () => setImmediate(() => abort.abort()) });
  t.deepEqual(short(await run), ["frame/a/1 pass"]);
});

test("an adapter that is dropped while it starts again is an adapter that ended", async (t) => {
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" good`, timeoutMs: 60_000 });
  const asked = adapter.ask({ cmd: "run", seq: 1, op: "decode", id: "frame/a/1", wire: "0100" });
  queueMicrotask(() => adapter.discard());
  t.is((await asked).is, "crash");
});

test("names the member of a reply that the protocol does not know", async (t) => {
  const run = await outcomes("unknown-member");
  t.is(run.results[1]?.detail, 'whole: found {"seq":4,"frmaes":[]}\nreply: $: unknown key "frmaes"');
});

test("tells a timeout, and starts the adapter again", async (t) => {
  const run = await outcomes("hang", 2000);
  t.deepEqual(short(run), ["frame/a/1 pass", "frame/a/2 timeout", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.is(run.results[1]?.detail, "whole: no reply within 2000 ms");
});

test("takes a line that is not JSON, and a reply to another request, as failures", async (t) => {
  t.deepEqual(short(await outcomes("garbled")), ["frame/a/1 pass", "frame/a/2 fail", "frame/a/3 pass", "frame/b/1 skipped"]);
  const run = await outcomes("other-seq");
  t.deepEqual(short(run), ["frame/a/1 pass", "frame/a/2 fail", "frame/a/3 pass", "frame/b/1 skipped"]);
  t.regex(run.results[1]?.detail ?? "", /^whole: expected a reply with seq \d+, found \{"seq":\d+,"frames":\[\]\}$/);
});

test("gives up where 25 cases in a row find no adapter that answers, and more follow; skipped ones do not count", async (t) => {
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
  t.deepEqual((await Promise.all(runs)).map(({ results, gaveUp }) => [results.length, gaveUp]), [[26, false], [25, true]]);
});

test("stops where an adapter answers an op that does not exist", async (t) => {
  await t.throwsAsync(() => outcomes("eager"), { instanceOf: AdapterProtocolError, message: /no-such-operation/ });
});

test("stops where an adapter does not introduce itself, or cannot be started", async (t) => {
  await t.throwsAsync(() => outcomes("nameless"), { instanceOf: AdapterProtocolError, message: /expected \{"name","version","ops"\} as the reply to start, found \{"ok":true\}/ });
  const adapter = new Adapter({ command: "exit 7", timeoutMs: 5000 });
  await t.throwsAsync(() => runVectors([file], adapter), { instanceOf: AdapterProtocolError, message: "exit 7: the adapter ended with exit code 7" });
});

test("runs only what is selected", async (t) => {
  t.deepEqual(short(await outcomes("good", 5000, { id: "frame/a/2" })), ["frame/a/2 pass"]);
  t.deepEqual(short(await outcomes("good", 5000, { id: "frame/b" })), ["frame/b/1 skipped"]);
  t.deepEqual(short(await outcomes("good", 5000, { suite: "other" })), []);
});

test("runs only what checks a statement", async (t) => {
  t.is((await outcomes("good", 5000, { requirement: "R-007" })).results.length, 4);
  t.deepEqual(short(await outcomes("good", 5000, { requirement: "R-070" })), []);
});

test("tells statements, time, and what went either way in the trial that failed", async (t) => {
  const adapter = new Adapter({ command: `"${process.execPath}" "${fixture}" wrong`, timeoutMs: 5000 });
  let clock = 0;
  const { results } = await runVectors([file], adapter, { id: "frame/a/1" }, { now: () => (clock += 5) });
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

const ids: readonly (readonly [wanted: string, id: string, meant: boolean])[] = [
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

for (const [wanted, id, meant] of ids) {
  test(`${wanted} ${meant ? "means" : "does not mean"} ${id}`, (t) => t.is(matchesCaseId(wanted, id), meant));
}

test("a case checks its own statement and those of its flags, each once", (t) => {
  const notes = { A: { why: "x", requirement: "R-001" }, B: { why: "y" }, C: { why: "z", requirement: "R-002" } };
  t.deepEqual(requirementsOf(notes, { flags: ["A", "B", "C"], requirement: "R-002" }), ["R-002", "R-001"]);
  t.deepEqual(requirementsOf(notes, {}), []);
});
