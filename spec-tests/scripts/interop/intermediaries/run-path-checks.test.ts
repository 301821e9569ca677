import { join } from "node:path";

import test from "ava";

import { type CheckResults, runPathChecks } from "../../../../scripts/interop/intermediaries/matrix/run-path-checks.ts";
import { withTestbed } from "../../../../scripts/interop/intermediaries/testbed/testbed.ts";
import { pathChecks } from "../../../../scripts/interop/intermediaries/checks/index.ts";
import { intermediaries } from "../../../../scripts/interop/intermediaries/catalogue/index.ts";
import { readPath } from "../../../../scripts/interop/intermediaries/paths/path.ts";
import { findProgram } from "../../../../scripts/interop/intermediaries/paths/programs.ts";

/** Tries some questions on a path. */
async function answersOf(id: string, ids: readonly string[]): Promise<Record<string, string>> {
  const asked = pathChecks.filter((question) => ids.includes(question.id));
  return withTestbed(async (bench) => {
    const answers: CheckResults = {};
    await runPathChecks(readPath(id, intermediaries), "usual", asked, { ...bench, folder: join(bench.folder, "path") }, answers);
    return Object.fromEntries(Object.entries(answers).map(([name, { outcome, seen }]) => [name, outcome === "yes" ? "yes" : seen.replace(/^.*\((.*?)\).*$/, "$1")]));
  });
}

const works = { opens: "yes", confirmed: "yes", upload: "yes", "client-closes": "yes", "server-closes": "yes", "client-faults": "yes", "server-faults": "yes", refused: "yes" };

/** What each path does, as far as no time counts. */
const expected: readonly (readonly [id: string, answers: Readonly<Record<string, string>>])[] = [
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

test.serial("the direct way works", async (t) => {
  t.deepEqual(await answersOf("direct", Object.keys(works)), works);
});

for (const [id, answers] of expected) {
  // Without the proxy there is nothing to test: make intermediaries-deps installs it.
  const run = installed(id) ? test.serial : test.serial.skip;
  run(`${id} ${answers === works ? "carries a connection" : "is told apart by the check that fails"}`, async (t) => {
    t.timeout(60_000);
    t.deepEqual(await answersOf(id, Object.keys(works)), answers);
  });
}
