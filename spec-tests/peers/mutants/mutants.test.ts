import test from "ava";

import { websocket2 } from "../../../reference/schema/index.ts";
import { casesFor } from "../../../scripts/interop/conformance/cases/index.ts";
import { type CaseResult, type Plan } from "../../../scripts/interop/conformance/run.ts";
import { runAgainstClient } from "../../../scripts/interop/conformance/run-client.ts";
import { runAgainstServer } from "../../../scripts/interop/conformance/run-server.ts";
import { type Target, targetOf } from "../../../scripts/interop/conformance/target.ts";
import { readSuites } from "../../../scripts/interop/files/read.ts";
import { suiteSchema } from "../../../scripts/interop/format/suite.ts";
import { labClient, labServer } from "../lab-peer.ts";
import { type Mutant, mutants } from "./index.ts";

const files = readSuites("spec-tests/vectors", suiteSchema(websocket2));
const cases = { client: casesFor("client", files), server: casesFor("server", files) };

/** How long a mutant may leave a step unanswered, in ms: most are found at once, or by what does not come; the others need a machine that may be busy. */
const patienceFor = (verdict: Mutant["found"][1]): number => (verdict === "fail" ? 1500 : 15_000);

async function againstServer({ mutation }: Mutant, plan: Plan): Promise<CaseResult[]> {
  const server = await labServer(mutation);
  try {
    return await runAgainstServer(targetOf(`http://127.0.0.1:${server.port}/echo`, false) as Target, plan);
  } finally {
    await server.close();
  }
}

function againstClient({ mutation }: Mutant, plan: Plan): Promise<CaseResult[]> {
  return runAgainstClient({ listening: {}, idle: 15_000, invite: (url) => void labClient(url, mutation) }, plan);
}

test("no two mutants of a role have the same name", (t) => {
  const names = mutants.map(({ role, name }) => `${role} ${name}`);
  t.deepEqual(names, [...new Set(names)]);
  t.true(mutants.length >= 25);
});

for (const mutant of mutants) {
  const { role, name, does, found: [id, verdict] } = mutant;
  test(`finds the ${role} ${name}, which ${does}`, async (t) => {
    const plan = { cases: cases[role].filter((each) => each.id === id), patience: patienceFor(verdict), concurrency: 1 };
    const results = role === "server" ? await againstServer(mutant, plan) : await againstClient(mutant, plan);
    t.deepEqual(results.map((result) => [result.case.id, result.verdict]), [[id, verdict]], results[0]?.why);
  });
}
