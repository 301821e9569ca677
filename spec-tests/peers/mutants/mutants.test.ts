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

/** How long a mutant may leave a step unanswered, in ms. */
const PATIENCE = 1500;

async function againstServer({ mutation }: Mutant, plan: Plan): Promise<CaseResult[]> {
  const server = await labServer(mutation);
  try {
    return await runAgainstServer(targetOf(`http://127.0.0.1:${server.port}/echo`, false) as Target, plan);
  } finally {
    await server.close();
  }
}

function againstClient({ mutation }: Mutant, plan: Plan): Promise<CaseResult[]> {
  return runAgainstClient({ listening: {}, idle: 5000, invite: (url) => void labClient(url, mutation) }, plan);
}

test("no two mutants of a role have the same name", (t) => {
  const names = mutants.map(({ role, name }) => `${role} ${name}`);
  t.deepEqual(names, [...new Set(names)]);
  t.true(mutants.length >= 25);
});

for (const mutant of mutants) {
  const { role, name, does, found: [id, verdict] } = mutant;
  test(`finds the ${role} ${name}, which ${does}`, async (t) => {
    const plan = { cases: cases[role].filter((each) => each.id === id), patience: PATIENCE, concurrency: 1 };
    const results = role === "server" ? await againstServer(mutant, plan) : await againstClient(mutant, plan);
    t.deepEqual(results.map((result) => [result.case.id, result.verdict]), [[id, verdict]], results[0]?.why);
  });
}
