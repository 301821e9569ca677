import test from "ava";

import { websocket2 } from "../../../reference/schema/index.ts";
import { casesFor } from "../../../scripts/interop/conformance/cases/index.ts";
import { type CaseResult, type RunPlan } from "../../../scripts/interop/conformance/run-cases.ts";
import { runAgainstClient } from "../../../scripts/interop/conformance/run-against-client.ts";
import { runAgainstServer } from "../../../scripts/interop/conformance/run-against-server.ts";
import { type ServerTarget, readTarget } from "../../../scripts/interop/conformance/server-target.ts";
import { readSuites } from "../../../scripts/interop/vectors/read-suites.ts";
import { suiteSchema } from "../../../scripts/interop/format/suite-schema.ts";
import { mutableClient, mutableServer } from "../mutable-peer.ts";
import { type Mutant, mutants } from "./index.ts";

const files = readSuites("spec-tests/vectors", suiteSchema(websocket2));
const cases = { client: casesFor("client", files), server: casesFor("server", files) };

/** The time that a step waits, in ms: short for a failure, which may be a missing answer; long for verdicts that need an answer. */
const timeoutMsFor = (verdict: Mutant["found"][1]): number => (verdict === "fail" ? 1500 : 15_000);

async function againstServer({ mutation }: Mutant, plan: RunPlan): Promise<CaseResult[]> {
  const server = await mutableServer(mutation);
  try {
    return await runAgainstServer(readTarget(`http://127.0.0.1:${server.port}/echo`, false) as ServerTarget, plan);
  } finally {
    await server.close();
  }
}

function againstClient({ mutation }: Mutant, plan: RunPlan): Promise<CaseResult[]> {
  return runAgainstClient({ listenOptions: {}, idleTimeoutMs: 15_000, startClient: (url) => void mutableClient(url, mutation) }, plan);
}

test("gives the mutants of a role unique names", (t) => {
  const names = mutants.map(({ role, name }) => `${role} ${name}`);
  t.deepEqual(names, [...new Set(names)]);
  t.true(mutants.length >= 25);
});

for (const mutant of mutants) {
  const {
    role,
    name,
    does,
    found: [id, verdict],
    timeoutMs = timeoutMsFor(verdict),
  } = mutant;
  test(`detects the ${role} ${name}, which ${does}`, async (t) => {
    const plan = { cases: cases[role].filter((each) => each.id === id), timeoutMs, concurrency: 1 };
    const results = role === "server" ? await againstServer(mutant, plan) : await againstClient(mutant, plan);
    t.deepEqual(
      results.map((result) => [result.case.id, result.verdict]),
      [[id, verdict]],
      results[0]?.detail,
    );
  });
}
