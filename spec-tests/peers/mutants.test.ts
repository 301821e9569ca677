import test from "ava";

import { websocket2 } from "../../reference/schema/index.ts";
import { casesFor } from "../../scripts/interop/conformance/cases/index.ts";
import { type CaseResult, resultOf } from "../../scripts/interop/conformance/run.ts";
import { runAgainstClient } from "../../scripts/interop/conformance/run-client.ts";
import { runAgainstServer } from "../../scripts/interop/conformance/run-server.ts";
import type { Target } from "../../scripts/interop/conformance/target.ts";
import { readSuites } from "../../scripts/interop/files/read.ts";
import { suiteSchema } from "../../scripts/interop/format/suite.ts";
import { labClient, labServer, type Mutation } from "./lab-peer.ts";
import { clientMutants } from "./mutants/clients.ts";
import { serverMutants } from "./mutants/servers.ts";

const files = readSuites("spec-tests/vectors", suiteSchema(websocket2));

/** Long enough for a busy machine to be right, and for a wrong peer to be found soon. */
const PATIENCE = { right: 20_000, wrong: 8000 };

async function server(mutation: Mutation, id: string, patience: number): Promise<CaseResult[]> {
  const peer = await labServer(mutation);
  try {
    const target: Target = { address: { host: "127.0.0.1", port: peer.port }, scheme: "http", authority: `127.0.0.1:${peer.port}`, path: "/echo" };
    return await runAgainstServer(target, { cases: casesFor("server", files).filter((each) => each.id === id), patience, concurrency: 4 });
  } finally {
    await peer.close();
  }
}

function client(mutation: Mutation, id: string, patience: number): Promise<CaseResult[]> {
  const invite = (url: string): void => void labClient(url, mutation).catch(() => undefined);
  return runAgainstClient({ listening: {}, idle: 10_000, invite }, { cases: casesFor("client", files).filter((each) => each.id === id), patience, concurrency: 4 });
}

/** What counts as found: a verdict that fails a run, unless the case can say no more than that there is no limit. */
const WRONG = ["fail", "wrong-code"] as const;

for (const { name, found, mutation, verdicts: right = WRONG } of serverMutants) {
  test(`finds a server with ${name} by ${found}`, async (t) => {
    const results = await server(mutation, found, PATIENCE.wrong);
    const [wrong] = results;
    t.is(results.length, 1);
    t.true(wrong !== undefined && right.some((verdict) => verdict === wrong.verdict), `${wrong?.verdict}: ${wrong?.why}`);
    if (wrong !== undefined && right === WRONG) t.true((resultOf("server", wrong).exchange?.length ?? 0) > 0, "the exchange is told");
  });
}

for (const { name, found, mutation } of clientMutants) {
  test(`finds a client with ${name} by ${found}`, async (t) => {
    const results = await client(mutation, found, PATIENCE.wrong);
    t.deepEqual(results.map(({ verdict, why }) => WRONG.some((one) => one === verdict) || `${verdict}: ${why}`), [true]);
  });
}

const cases = [...new Set(serverMutants.map(({ found }) => found))];

test("passes the reference connection as a server in each of these cases", async (t) => {
  for (const id of cases) for (const { case: each, verdict, why } of await server({}, id, PATIENCE.right)) t.is(verdict, "pass", `${each.id}: ${why}`);
});

test("passes the reference connection as a client in each of these cases", async (t) => {
  for (const { found } of clientMutants) for (const { case: each, verdict, why } of await client({}, found, PATIENCE.right)) t.is(verdict, "pass", `${each.id}: ${why}`);
});
