import test from "ava";

import { websocket2 } from "../../reference/schema/index.ts";
import { casesFor } from "../../scripts/interop/conformance/cases/index.ts";
import { type CaseResult, select } from "../../scripts/interop/conformance/run.ts";
import { runAgainstClient } from "../../scripts/interop/conformance/run-client.ts";
import { runAgainstServer } from "../../scripts/interop/conformance/run-server.ts";
import { type Target, targetOf } from "../../scripts/interop/conformance/target.ts";
import { readSuites } from "../../scripts/interop/files/read.ts";
import { suiteSchema } from "../../scripts/interop/format/suite.ts";
import { labClient, labServer } from "./lab-peer.ts";
import { referenceClient, referenceServer } from "./reference-peer.ts";

const files = readSuites("spec-tests/vectors", suiteSchema(websocket2));

/** A step may take so long on a machine that does much else, in ms. */
const plan = { patience: 15_000, concurrency: 4 };

const open = (results: readonly CaseResult[]): string[] => results.filter(({ verdict }) => verdict !== "pass").map(({ case: each, verdict, why }) => `${each.id}: ${verdict}: ${why}`);

for (const [name, serve] of [["over node:http2", referenceServer], ["over frames that it chooses itself", labServer]] as const) {
  test(`the reference server passes every case that does not wait long, ${name}`, async (t) => {
    const server = await serve();
    t.teardown(() => server.close());
    const cases = select(casesFor("server", files), {});
    const results = await runAgainstServer(targetOf(`http://127.0.0.1:${server.port}/echo`, false) as Target, { ...plan, cases });
    t.deepEqual(open(results), []);
    t.is(results.length, cases.length);
    t.true(results.length > 700);
  });
}

for (const [name, connect] of [["over node:http2", referenceClient], ["over frames that it chooses itself", labClient]] as const) {
  test(`the reference client passes every case that does not wait long, ${name}`, async (t) => {
    const cases = select(casesFor("client", files), {});
    const results = await runAgainstClient({ listening: {}, idle: 20_000, invite: (url) => void connect(url) }, { ...plan, cases });
    t.deepEqual(open(results), []);
    t.is(results.length, cases.length);
    t.true(results.length > 500);
  });
}
