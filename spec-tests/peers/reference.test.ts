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

/** A busy machine takes long for a step. */
const plan = { timeoutMs: 15_000, concurrency: 4 };

/** Returns the results that are not a pass. */
function notPassed(results: readonly CaseResult[]): string[] {
  return results.flatMap(({ case: { id }, verdict, detail }) => (verdict === "pass" ? [] : [`${id}: ${verdict}: ${detail}`]));
}

for (const [name, serve] of [
  ["over node:http2", referenceServer],
  ["over raw HTTP/2 frames", mutableServer],
] as const) {
  test(`the reference server passes every case that is not slow, ${name}`, async (t) => {
    const server = await serve();
    t.teardown(() => server.close());
    const cases = selectCases(casesFor("server", files), {});
    const results = await runAgainstServer(readTarget(`http://127.0.0.1:${server.port}/echo`, false) as ServerTarget, { ...plan, cases });
    t.deepEqual(notPassed(results), []);
    t.is(results.length, cases.length);
    t.true(results.length > 700);
  });
}

for (const [name, connect] of [
  ["over node:http2", referenceClient],
  ["over raw HTTP/2 frames", mutableClient],
] as const) {
  test(`the reference client passes every case that is not slow, ${name}`, async (t) => {
    const cases = selectCases(casesFor("client", files), {});
    const results = await runAgainstClient(
      { listenOptions: {}, idleTimeoutMs: 20_000, startClient: (url) => void connect(url) },
      { ...plan, cases },
    );
    t.deepEqual(notPassed(results), []);
    t.is(results.length, cases.length);
    t.true(results.length > 500);
  });
}
