import { type ChildProcess, spawn } from "node:child_process";

import test from "ava";

import { websocket2 } from "../../../reference/schema/index.ts";
import { casesFor } from "../../../scripts/interop/conformance/cases/index.ts";
import { type CaseResult, selectCases } from "../../../scripts/interop/conformance/run-cases.ts";
import { runAgainstClient } from "../../../scripts/interop/conformance/run-against-client.ts";
import { runAgainstServer } from "../../../scripts/interop/conformance/run-against-server.ts";
import { type ServerTarget, readTarget } from "../../../scripts/interop/conformance/server-target.ts";
import { readSuites } from "../../../scripts/interop/vectors/read-suites.ts";
import { suiteSchema } from "../../../scripts/interop/format/suite-schema.ts";
import { findPeers } from "../../../scripts/interop/matrix/find-peers.ts";

const files = readSuites("spec-tests/vectors", suiteSchema(websocket2));

const { peers: [peer], absent } = findPeers("spec-tests/peers");

const plan = { timeoutMs: 10_000, concurrency: 6 };

/** The cases of a role, of those made of vectors one in so many, since each takes a process or a thread. */
const casesOf = (role: "client" | "server", every: number) => selectCases(casesFor(role, files), {}).filter(({ id }, index) => id !== UNTRIED && (!id.startsWith("vectors/") || index % every === 0));

/** Not tried: h2 sends nothing more behind a GOAWAY, and when that shows is a matter of time. */
const UNTRIED = "flow/goaway";

/** What these peers do not do: they compress nothing, and bound fewer things. */
const left: Readonly<Record<string, string>> = {
  "compression/lz4-own": "unimplemented",
  "compression/deflate-own": "unimplemented",
  "limits/pings": "unimplemented",
  "limits/empty-messages": "unimplemented",
  "limits/openings-reset": "unimplemented",
};

const others = (results: readonly CaseResult[]): string[] =>
  results.filter(({ case: { id }, verdict }) => verdict !== (left[id] ?? "pass")).map(({ case: { id }, verdict, detail: why }) => `${id}: ${verdict}: ${why}`);

/** Starts a command line of the peer, whose words have no spaces. */
function start(command: string): ChildProcess {
  const [program = "", ...args] = command.split(" ");
  return spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
}

if (peer === undefined) test.skip(absent.join(" "), (t) => t.pass());
else {
  const { server = "", client = "" } = peer;
  test("the server in Python, which shares no code, passes every case that it does not leave out, of those made of vectors one in three", async (t) => {
    const child = start(server);
    t.teardown(() => child.kill());
    const url = await new Promise<string>((resolve) => child.stdout?.once("data", (line: Buffer) => resolve(line.toString().trim())));
    const cases = casesOf("server", 3);
    const results = await runAgainstServer(readTarget(url, false) as ServerTarget, { ...plan, cases });
    t.deepEqual(others(results), []);
    t.is(results.length, cases.length);
  });

  test("the client in Python, which shares no code, passes every case that it does not leave out, of those made of vectors one in ten", async (t) => {
    const invite = (url: string): (() => void) => {
      const child = start(client.replace("{url}", url));
      return () => child.kill();
    };
    const cases = casesOf("client", 10);
    const results = await runAgainstClient({ listenOptions: {}, idleTimeoutMs: 20_000, startClient: invite }, { ...plan, cases });
    t.deepEqual(others(results), []);
    t.is(results.length, cases.length);
  });
}
