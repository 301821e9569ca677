/**
 * Runs cases against a live server.
 *
 * @module
 */
import { NothingCame, Unreachable } from "../h2/index.ts";
import { type Case, type ServerLab } from "./case.ts";
import { valueOf } from "./fields.ts";
import { type Bench, type CaseResult, type Plan, runAll, runCase } from "./run.ts";
import { ServerUnderTest } from "./server-lab.ts";
import type { Target } from "./target.ts";

function bench(target: Target, patience: number): Bench {
  const lab = new ServerUnderTest(target, patience);
  return {
    links: lab.links,
    run: (each: Case) => (each as Case & { run: (lab: ServerLab) => Promise<void> }).run(lab),
    exchange: () => lab.peers.map(({ recording }) => ({ recorded: recording.entries })),
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
export async function statusOf(target: Target, patience = 10_000): Promise<string> {
  const lab = new ServerUnderTest(target, patience);
  try {
    const { reply } = await lab.handshake(lab.request());
    return valueOf(reply, ":status") ?? "none";
  } catch (error) {
    if (error instanceof NothingCame) throw new Unreachable(`${target.address.host}:${target.address.port}: ${error.message}`);
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
export async function runAgainstServer(target: Target, plan: Plan): Promise<CaseResult[]> {
  const first = new ServerUnderTest(target, plan.patience);
  (await first.session()).destroy();
  return runAll(plan, (each) => runCase(each, bench(target, plan.patience), plan));
}
