/**
 * Tries live peers on the cases of the conformance runner.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { startClient } from "../conformance/start-client.ts";
import type { PeerRole } from "../conformance/conformance-case.ts";
import { casesFor } from "../conformance/cases/index.ts";
import { reportResult } from "../conformance/report-result.ts";
import { runAgainstClient } from "../conformance/run-against-client.ts";
import { runAgainstServer } from "../conformance/run-against-server.ts";
import { type CaseResult, type RunPlan, selectCases } from "../conformance/run-cases.ts";
import { readTarget } from "../conformance/server-target.ts";
import type { SuiteFile } from "../vectors/read-suites.ts";
import { ManagedProcess } from "../intermediaries/paths/managed-process.ts";
import type { ReportDraft } from "../report/result.ts";
import type { MatrixEntry } from "./matrix.ts";
import type { LivePeer } from "./find-peers.ts";

/** How long a step of a case waits for a peer, and a runner for a server to listen, in ms. */
const TIMEOUT_MS = 15_000;

/** How many cases run at once: a client is a process of its own. */
const CONCURRENCY: Readonly<Record<PeerRole, number>> = { server: 8, client: 4 };

/** How long no client may come, in ms. */
const IDLE_TIMEOUT_MS = 30_000;

/** How often is looked whether a server has told its URL, in ms. */
const POLL_INTERVAL_MS = 50;

/** A peer that could not be tried. */
export class PeerUnavailable extends Error {
  override readonly name = "NotTried";
}

/** The URL that a server prints when it listens. @throws {@link NotTried} where it ends before, or prints none */
async function waitForUrl(server: ManagedProcess): Promise<string> {
  for (const begin = performance.now(); performance.now() - begin < TIMEOUT_MS; await sleep(POLL_INTERVAL_MS)) {
    const url = /^https?:\/\/\S+$/m.exec(server.logTail)?.[0];
    if (url !== undefined) return url;
    if (server.endReason !== undefined) throw new PeerUnavailable(`it ${server.endReason} and printed no URL: ${server.logTail}`);
  }
  throw new PeerUnavailable(`it printed no URL within ${TIMEOUT_MS} ms`);
}

/** Does something with a server that runs meanwhile. */
async function withServer<T>(command: string, task: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ws2-interop-"));
  const environment = process.env as Record<string, string>;
  const server = new ManagedProcess({ program: "/bin/sh", args: ["-c", `exec ${command}`], environment, folder: process.cwd(), log: join(folder, "log") });
  try {
    return await task(await waitForUrl(server));
  } finally {
    await server.end();
    rmSync(folder, { recursive: true });
  }
}

/** How the cases of each role are run, with the command line of the peer. */
const runCases: Readonly<Record<PeerRole, (command: string, plan: RunPlan) => Promise<readonly CaseResult[]>>> = {
  server: (command, plan) =>
    withServer(command, (url) => {
      const target = readTarget(url, false);
      if (typeof target === "string") throw new PeerUnavailable(target);
      return runAgainstServer(target, plan);
    }),
  client: (command, plan) => runAgainstClient({ listenOptions: {}, idleTimeoutMs: IDLE_TIMEOUT_MS, startClient: (url) => startClient(command, url) }, plan),
};

/** What a trial needs in both roles. */
export interface LiveTestOptions {
  readonly files: readonly SuiteFile[];
  readonly draft: ReportDraft;
}

/**
 * Runs all cases of a role against a peer, those that wait long too.
 *
 * @returns `undefined` where it has not this role
 * @throws {@link NotTried} where a server does not start
 * @throws Unreachable where nobody listens
 */
export async function testLivePeer({ language, runtime, name, version, ...commands }: LivePeer, role: PeerRole, { files, draft }: LiveTestOptions): Promise<MatrixEntry | undefined> {
  const command = commands[role];
  if (command === undefined) return undefined;
  const cases = selectCases(casesFor(role, files), { slow: true });
  const results = await runCases[role](command, { cases, timeoutMs: TIMEOUT_MS, concurrency: CONCURRENCY[role] });
  const report = { title: `Conformance of a ${role}`, peer: { name, version }, results: results.map((each) => reportResult(each, role)), notes: [], draft };
  return { language, runtime, by: role, report };
}
