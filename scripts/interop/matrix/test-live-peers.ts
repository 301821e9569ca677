/**
 * Runs the conformance cases on live peers.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ManagedProcess } from "../../common/managed-process.ts";
import { delay } from "../../common/waiting.ts";
import { casesFor } from "../conformance/cases/index.ts";
import type { ConformanceCase, PeerRole } from "../conformance/conformance-case.ts";
import { reportResult } from "../conformance/report-result.ts";
import { runAgainstClient } from "../conformance/run-against-client.ts";
import { runAgainstServer } from "../conformance/run-against-server.ts";
import { type CaseResult, type RunPlan, selectCases } from "../conformance/run-cases.ts";
import { readTarget } from "../conformance/server-target.ts";
import { startClient } from "../conformance/start-client.ts";
import { UnreachableError } from "../h2/index.ts";
import type { ReportDraft, TestReport } from "../report/result.ts";
import type { SuiteFile } from "../vectors/read-suites.ts";
import type { LivePeer } from "./find-peers.ts";
import type { MatrixEntry } from "./matrix.ts";

/** The time limit of a step of a case, and of a server until it listens, in ms. */
const TIMEOUT_MS = 15_000;

/** Cases that run at once. Each client is a process of its own. */
const CONCURRENCY: Readonly<Record<PeerRole, number>> = { server: 8, client: 4 };

/** The time without a client after which a run ends, in ms. */
const IDLE_TIMEOUT_MS = 30_000;

const POLL_INTERVAL_MS = 50;

/** A live peer does not start. */
export class PeerUnavailableError extends Error {
  override readonly name = "PeerUnavailableError";
}

/** Returns the URL that a server prints. @throws {@link PeerUnavailableError} if it ends first, or prints none in time */
async function waitForUrl(server: ManagedProcess): Promise<string> {
  for (const begin = performance.now(); performance.now() - begin < TIMEOUT_MS; await delay(POLL_INTERVAL_MS)) {
    const url = /^https?:\/\/\S+$/m.exec(server.logTail)?.[0];
    if (url !== undefined) return url;
    if (server.endReason !== undefined) throw new PeerUnavailableError(`it ${server.endReason} and printed no URL: ${server.logTail}`);
  }
  throw new PeerUnavailableError(`it printed no URL within ${TIMEOUT_MS} ms`);
}

/** Runs a task while a server runs. */
async function withServer<T>(command: string, task: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ws2-interop-"));
  const environment = process.env as Record<string, string>;
  const server = new ManagedProcess({
    program: "/bin/sh",
    args: ["-c", `exec ${command}`],
    environment,
    folder: process.cwd(),
    log: join(folder, "log"),
  });
  try {
    return await task(await waitForUrl(server));
  } finally {
    await server.end();
    rmSync(folder, { recursive: true });
  }
}

/** Runs a plan on a peer that a command line starts, by its role. */
const runPlan: Readonly<Record<PeerRole, (command: string, plan: RunPlan) => Promise<readonly CaseResult[]>>> = {
  server: (command, plan) =>
    withServer(command, (url) => {
      const target = readTarget(url, false);
      if (typeof target === "string") throw new PeerUnavailableError(target);
      return runAgainstServer(target, plan);
    }),
  client: (command, plan) =>
    runAgainstClient(
      { listenOptions: {}, idleTimeoutMs: IDLE_TIMEOUT_MS, startClient: (url, onFailure) => startClient(command, url, onFailure) },
      plan,
    ),
};

/** The vectors and the draft of a run. */
export interface MatrixSources {
  readonly files: readonly SuiteFile[];
  readonly draft: ReportDraft;
}

/** Options of a test of live peers. */
export interface LiveTestOptions {
  /** Only the cases that wait for no time and are no vectors; all by default. */
  readonly quick?: boolean;
}

const isQuick = ({ waitsMs }: ConformanceCase): boolean => waitsMs === undefined;

/**
 * Runs all cases of a role on a peer, including slow ones, or quick cases.
 *
 * @returns `undefined` if the peer does not have the role
 * @throws {@link PeerUnavailableError} if a server does not start
 * @throws {@link UnreachableError} if no server listens at the printed URL
 */
export async function testLivePeer(
  { language, runtime, name, version, ...commands }: LivePeer,
  role: PeerRole,
  { files, draft }: MatrixSources,
  { quick = false }: LiveTestOptions = {},
): Promise<MatrixEntry | undefined> {
  const command = commands[role];
  if (command === undefined) return undefined;
  const cases = quick ? casesFor(role, []).filter(isQuick) : selectCases(casesFor(role, files), { slow: true });
  const results = await runPlan[role](command, { cases, timeoutMs: TIMEOUT_MS, concurrency: CONCURRENCY[role] });
  const report: TestReport = {
    mode: role,
    title: `Conformance of a ${role}`,
    peer: { name, version },
    results: results.map(reportResult),
    notes: [],
    draft,
  };
  return { language, runtime, report };
}

const roles: readonly PeerRole[] = ["server", "client"];

/**
 * Runs cases on live peers in both roles.
 *
 * @param onEntry - called with the results of each peer and role
 * @returns a sentence for each peer that did not start
 */
export async function testLivePeers<P extends LivePeer>(
  peers: readonly P[],
  sources: MatrixSources,
  onEntry: (entry: MatrixEntry, peer: P, role: PeerRole) => void,
  options: LiveTestOptions = {},
): Promise<string[]> {
  const absent: string[] = [];
  for (const [role, peer] of roles.flatMap((role) => peers.map((peer) => [role, peer] as const))) {
    try {
      const entry = await testLivePeer(peer, role, sources, options);
      if (entry !== undefined) onEntry(entry, peer, role);
    } catch (error) {
      if (!(error instanceof PeerUnavailableError || error instanceof UnreachableError)) throw error;
      absent.push(`The ${role} ${peer.name} was not tested: ${error.message}`);
    }
  }
  return absent;
}
