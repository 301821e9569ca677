import { type ChildProcess, spawn } from "node:child_process";

import test from "ava";

import { websocket2 } from "../../../reference/schema/index.ts";
import { compressionMethods } from "../../../reference/wire/index.ts";
import type { ConformanceCase } from "../../../scripts/interop/conformance/conformance-case.ts";
import { casesFor } from "../../../scripts/interop/conformance/cases/index.ts";
import { type CaseResult, selectCases } from "../../../scripts/interop/conformance/run-cases.ts";
import { runAgainstClient } from "../../../scripts/interop/conformance/run-against-client.ts";
import { runAgainstServer } from "../../../scripts/interop/conformance/run-against-server.ts";
import { type ServerTarget, readTarget } from "../../../scripts/interop/conformance/server-target.ts";
import { readSuites } from "../../../scripts/interop/vectors/read-suites.ts";
import { suiteSchema } from "../../../scripts/interop/format/suite-schema.ts";
import { findPeers } from "../../../scripts/interop/matrix/find-peers.ts";

const files = readSuites("spec-tests/vectors", suiteSchema(websocket2));

const {
  peers: [peer],
  absent,
} = findPeers("spec-tests/peers");

const plan = { timeoutMs: 10_000, concurrency: 6 };

/** Returns the cases of a role; of those made of vectors one in `every`, since each starts a process or a thread. `make interop` runs all. */
function casesOf(role: "client" | "server", every: number): ConformanceCase[] {
  const cases = selectCases(casesFor(role, files), {});
  return cases.filter(({ id }, index) => id !== EXCLUDED_CASE && (!id.startsWith("vectors/") || index % every === 0));
}

/** h2 sends nothing after a GOAWAY; the verdict depends on timing. */
const EXCLUDED_CASE = "flow/goaway";

/** The expected verdicts other than a pass: these peers compress no messages, and have fewer limits. */
const expectedVerdicts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(compressionMethods.map((method) => [`compression/${method}-own`, "unimplemented"])),
  "compression/deflate-window": "unimplemented",
  "limits/pings": "unimplemented",
  "limits/openings-reset": "unimplemented",
};

/** Returns the results with another verdict than expected. */
function unexpected(results: readonly CaseResult[]): string[] {
  return results.flatMap(({ case: { id }, verdict, detail }) =>
    verdict === (expectedVerdicts[id] ?? "pass") ? [] : [`${id}: ${verdict}: ${detail}`],
  );
}

/** Starts a command line of the peer; its words contain no spaces. */
function start(command: string): ChildProcess {
  const [program = "", ...args] = command.split(" ");
  return spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
}

if (peer === undefined) test.skip(absent.join(" "), (t) => t.pass());
else {
  const { server = "", client = "" } = peer;
  test("the independent Python server passes every case that it implements, and one in six made of vectors", async (t) => {
    const child = start(server);
    t.teardown(() => child.kill());
    const url = await new Promise<string>((resolve) => child.stdout?.once("data", (line: Buffer) => resolve(line.toString().trim())));
    const cases = casesOf("server", 6);
    const results = await runAgainstServer(readTarget(url, false) as ServerTarget, { ...plan, cases });
    t.deepEqual(unexpected(results), []);
    t.is(results.length, cases.length);
  });

  test("the independent Python client passes every case that it implements, and one in twenty made of vectors", async (t) => {
    const startClient = (url: string): (() => void) => {
      const child = start(client.replace("{url}", url));
      return () => child.kill();
    };
    const cases = casesOf("client", 20);
    const results = await runAgainstClient({ listenOptions: {}, idleTimeoutMs: 20_000, startClient }, { ...plan, cases });
    t.deepEqual(unexpected(results), []);
    t.is(results.length, cases.length);
  });
}
