import test from "ava";

import { websocket2 } from "../../reference/schema/index.ts";
import { casesFor } from "../../scripts/interop/conformance/cases/index.ts";
import { type CaseResult, selectCases } from "../../scripts/interop/conformance/run-cases.ts";
import { runAgainstClient } from "../../scripts/interop/conformance/run-against-client.ts";
import { runAgainstServer } from "../../scripts/interop/conformance/run-against-server.ts";
import { type ServerTarget, readTarget } from "../../scripts/interop/conformance/server-target.ts";
import { readSuites } from "../../scripts/interop/vectors/read-suites.ts";
import { suiteSchema } from "../../scripts/interop/format/suite-schema.ts";
import { mutableClient, mutableServer } from "./mutable-peer.ts";
import { referenceClient, referenceServer } from "./reference-peer.ts";

const files = readSuites("spec-tests/vectors", suiteSchema(websocket2));

/** A step may take so long on a machine that does much else, in ms. */
const plan = { timeoutMs: 15_000, concurrency: 4 };

const open = (results: readonly CaseResult[]): string[] => results.filter(({ verdict }) => verdict !== "pass").map(({ case: each, verdict, detail: why }) => `${each.id}: ${verdict}: ${why}`);

for (const [name, serve] of [["over node:http2", referenceServer], ["over frames that it chooses itself", mutableServer]] as const) {
  test(`the reference server passes every case that does not wait long, ${name}`, async (t) => {
    const server = await serve();
    t.teardown(() => server.close());
    const cases = selectCases(casesFor("server", files), {});
    const results = await runAgainstServer(readTarget(`http://127.0.0.1:${server.port}/echo`, false) as ServerTarget, { ...plan, cases });
    t.deepEqual(open(results), []);
    t.is(results.length, cases.length);
    t.true(results.length > 700);
  });
}

for (const [name, connect] of [["over node:http2", referenceClient], ["over frames that it chooses itself", mutableClient]] as const) {
  test(`the reference client passes every case that does not wait long, ${name}`, async (t) => {
    const cases = selectCases(casesFor("client", files), {});
    const results = await runAgainstClient({ listenOptions: {}, idleTimeoutMs: 20_000, startClient: (url) => void connect(url) }, { ...plan, cases });
    t.deepEqual(open(results), []);
    t.is(results.length, cases.length);
    t.true(results.length > 500);
  });
}
