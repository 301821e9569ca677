import { join } from "node:path";

import test from "ava";

import type { CheckResults } from "../../../../scripts/interop/intermediaries/matrix/report.ts";
import { runPathChecks } from "../../../../scripts/interop/intermediaries/matrix/run-path-checks.ts";
import { withTestbed } from "../../../../scripts/interop/intermediaries/testbed/testbed.ts";
import { pathChecks } from "../../../../scripts/interop/intermediaries/checks/index.ts";
import { intermediaries } from "../../../../scripts/interop/intermediaries/catalogue/index.ts";
import { readPath } from "../../../../scripts/interop/intermediaries/paths/path.ts";
import { findProgram } from "../../../../scripts/interop/intermediaries/paths/programs.ts";

/** Runs some checks on a path and returns each outcome, with the check of the client for a no. */
async function outcomesOf(id: string, ids: readonly string[]): Promise<Record<string, string>> {
  const checks = pathChecks.filter((check) => ids.includes(check.id));
  return withTestbed(async (testbed) => {
    const results: CheckResults = {};
    await runPathChecks(readPath(id, intermediaries), "usual", checks, { ...testbed, folder: join(testbed.folder, "path") }, results);
    return Object.fromEntries(
      Object.entries(results).map(([name, { outcome, seen }]) => [name, outcome === "yes" ? "yes" : seen.replace(/^.*\((.*?)\).*$/, "$1")]),
    );
  });
}

const works = {
  opens: "yes",
  confirmed: "yes",
  upload: "yes",
  "client-closes": "yes",
  "server-closes": "yes",
  "client-faults": "yes",
  "server-faults": "yes",
  refused: "yes",
};

/** The outcomes of each path that depend on no time. */
const expected: readonly (readonly [id: string, outcomes: Readonly<Record<string, string>>])[] = [
  ["nghttpx/h2", works],
  ["nghttpx/h1", works],
  ["haproxy/tcp", works],
  ["haproxy/h2", works],
  ["apache/h2", works],
  ["nginx/grpc-no-cap", works],
  ["nginx/h1-unbuffered-no-cap", works],
  ["caddy/h2c", works],
  ["caddy/h1", works],
  ["nginx/h1", { opens: "timeout", refused: "timeout" }],
  ["haproxy/h2-buffer", { opens: "timeout", refused: "timeout" }],
];

const installed = (id: string): boolean =>
  readPath(id, intermediaries).hops.every(({ proxy }) => findProgram(proxy.program, process.env["PATH"] ?? "") !== undefined);

test.serial("the direct path works", async (t) => {
  t.deepEqual(await outcomesOf("direct", Object.keys(works)), works);
});

for (const [id, outcomes] of expected) {
  // make intermediaries-deps installs the proxies.
  const run = installed(id) ? test.serial : test.serial.skip;
  run(`${id} ${outcomes === works ? "carries a connection" : "fails by the check that fits"}`, async (t) => {
    t.timeout(60_000);
    t.deepEqual(await outcomesOf(id, Object.keys(works)), outcomes);
  });
}
