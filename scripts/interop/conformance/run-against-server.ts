/**
 * Runs cases against a live server.
 *
 * @module
 */
import { fieldValue } from "../h2/change-fields.ts";
import { TimeoutError, UnreachableError } from "../h2/index.ts";
import type { ConformanceCase, ServerHarness } from "./conformance-case.ts";
import { type CaseFixture, type CaseResult, type RunPlan, runCases, runCase } from "./run-cases.ts";
import { ServerFixture } from "./server-fixture.ts";
import type { ServerTarget } from "./server-target.ts";

function caseFixture(target: ServerTarget, timeoutMs: number): CaseFixture {
  const fixture = new ServerFixture(target, timeoutMs);
  return {
    peerRole: "server",
    connections: fixture.connections,
    run: (each) => (each as ConformanceCase & { run: (harness: ServerHarness) => Promise<void> }).run(fixture),
    exchanges: () => fixture.peers.map(({ recording }) => ({ entries: recording.entries, decisive: recording.lastTaken })),
    close: () => fixture.close(),
  };
}

/**
 * Returns the status of the response to a handshake without options.
 *
 * @throws {@link UnreachableError} if no server listens, or it does not respond in time
 */
export async function handshakeStatus(target: ServerTarget, timeoutMs = 10_000): Promise<string> {
  const fixture = new ServerFixture(target, timeoutMs);
  try {
    return fieldValue(await fixture.handshake(), ":status") ?? "none";
  } catch (error) {
    if (error instanceof TimeoutError) throw new UnreachableError(`${target.address.host}:${target.address.port}: ${error.message}`);
    throw error;
  } finally {
    fixture.close();
  }
}

/**
 * Runs cases as a client.
 *
 * @throws {@link UnreachableError} if no server listens
 */
export async function runAgainstServer(target: ServerTarget, plan: RunPlan): Promise<CaseResult[]> {
  const first = new ServerFixture(target, plan.timeoutMs);
  (await first.connectHttp2()).destroy();
  return runCases(plan, (each) => runCase(each, caseFixture(target, plan.timeoutMs), plan));
}
