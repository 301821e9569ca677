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
import type { Role } from "../conformance/case.ts";
import { casesFor } from "../conformance/cases/index.ts";
import { resultOf } from "../conformance/result.ts";
import { runAgainstClient } from "../conformance/run-client.ts";
import { runAgainstServer } from "../conformance/run-server.ts";
import { type CaseResult, type Plan, select } from "../conformance/run.ts";
import { targetOf } from "../conformance/target.ts";
import type { SuiteFile } from "../files/read.ts";
import { OwnProcess } from "../proxies/processes.ts";
import type { Draft } from "../report/result.ts";
import type { Entry } from "./matrix.ts";
import type { LivePeer } from "./peers.ts";

/** How long a step of a case waits for a peer, and a runner for a server to listen, in ms. */
const PATIENCE = 15_000;

/** How many cases run at once: a client is a process of its own. */
const CONCURRENCY: Readonly<Record<Role, number>> = { server: 8, client: 4 };

/** How long no client may come, in ms. */
const IDLE = 30_000;

/** How often is looked whether a server has told its URL, in ms. */
const GLANCE = 50;

/** A peer that could not be tried. */
export class NotTried extends Error {
  override readonly name = "NotTried";
}

/** The URL that a server prints when it listens. @throws {@link NotTried} where it ends before, or prints none */
async function urlOf(server: OwnProcess): Promise<string> {
  for (const begin = performance.now(); performance.now() - begin < PATIENCE; await sleep(GLANCE)) {
    const url = /^https?:\/\/\S+$/m.exec(server.said)?.[0];
    if (url !== undefined) return url;
    if (server.ended !== undefined) throw new NotTried(`it ${server.ended} and printed no URL: ${server.said}`);
  }
  throw new NotTried(`it printed no URL within ${PATIENCE} ms`);
}

/** Does something with a server that runs meanwhile. */
async function withServer<T>(command: string, task: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ws2-interop-"));
  const environment = process.env as Record<string, string>;
  const server = new OwnProcess({ program: "/bin/sh", args: ["-c", `exec ${command}`], environment, folder: process.cwd(), log: join(folder, "log") });
  try {
    return await task(await urlOf(server));
  } finally {
    await server.end();
    rmSync(folder, { recursive: true });
  }
}

/** How the cases of each role are run, with the command line of the peer. */
const run: Readonly<Record<Role, (command: string, plan: Plan) => Promise<readonly CaseResult[]>>> = {
  server: (command, plan) =>
    withServer(command, (url) => {
      const target = targetOf(url, false);
      if (typeof target === "string") throw new NotTried(target);
      return runAgainstServer(target, plan);
    }),
  client: (command, plan) => runAgainstClient({ listening: {}, idle: IDLE, invite: (url) => startClient(command, url) }, plan),
};

/** What a trial needs in both roles. */
export interface Trial {
  readonly files: readonly SuiteFile[];
  readonly draft: Draft;
}

/**
 * Runs all cases of a role against a peer, those that wait long too.
 *
 * @returns `undefined` where it has not this role
 * @throws {@link NotTried} where a server does not start
 * @throws Unreachable where nobody listens
 */
export async function tryLive({ language, runtime, name, version, ...commands }: LivePeer, role: Role, { files, draft }: Trial): Promise<Entry | undefined> {
  const command = commands[role];
  if (command === undefined) return undefined;
  const cases = select(casesFor(role, files), { slow: true });
  const results = await run[role](command, { cases, patience: PATIENCE, concurrency: CONCURRENCY[role] });
  const report = { title: `Conformance of a ${role}`, peer: { name, version }, results: results.map((each) => resultOf(each, role)), notes: [], draft };
  return { language, runtime, by: role, report };
}
