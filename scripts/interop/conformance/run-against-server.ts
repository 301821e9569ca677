/**
 * Runs cases against a live server.
 *
 * @module
 */
import { TimeoutError, UnreachableError } from "../h2/index.ts";
import { type ConformanceCase, type ServerHarness } from "./conformance-case.ts";
import { fieldValue } from "../h2/change-fields.ts";
import { type CaseFixture, type CaseResult, type RunPlan, runCases, runCase } from "./run-cases.ts";
import { ServerFixture } from "./server-fixture.ts";
import type { ServerTarget } from "./server-target.ts";

function fixtureOf(target: ServerTarget, timeoutMs: number): CaseFixture {
  const lab = new ServerFixture(target, timeoutMs);
  return {
    connections: lab.connections,
    run: (each: ConformanceCase) => (each as ConformanceCase & { run: (lab: ServerHarness) => Promise<void> }).run(lab),
    exchanges: () => lab.peers.map(({ recording }) => ({ entries: recording.entries })),
    close: () => {
      for (const peer of lab.peers) peer.destroy();
    },
  };
}

/**
 * The status with which a server answers the plainest handshake.
 *
 * @throws Unreachable where nobody listens
 */
export async function handshakeStatus(target: ServerTarget, timeoutMs = 10_000): Promise<string> {
  const lab = new ServerFixture(target, timeoutMs);
  try {
    const { reply } = await lab.handshake(lab.requestFields());
    return fieldValue(reply, ":status") ?? "none";
  } catch (error) {
    if (error instanceof TimeoutError) throw new UnreachableError(`${target.address.host}:${target.address.port}: ${error.message}`);
    throw error;
  } finally {
    for (const peer of lab.peers) peer.destroy();
  }
}

/**
 * Plays a client against a server, case by case.
 *
 * @throws Unreachable where nobody listens
 */
export async function runAgainstServer(target: ServerTarget, plan: RunPlan): Promise<CaseResult[]> {
  const first = new ServerFixture(target, plan.timeoutMs);
  (await first.connectHttp2()).destroy();
  return runCases(plan, (each) => runCase(each, fixtureOf(target, plan.timeoutMs), plan));
}
