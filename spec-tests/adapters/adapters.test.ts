import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

import test from "ava";

import { findAdapters, missingPrograms } from "../../scripts/interop/matrix/find-adapters.ts";

const run = promisify(execFile);
const folder = "spec-tests/adapters";

/** Returns the ids of the cases that a verbose report lists with a verdict. */
function listedIds(report: string, verdict: string): string[] {
  return report.split("\n").flatMap((line) => new RegExp(`^${verdict} +(\\S+/\\S+)`).exec(line)?.slice(1) ?? []);
}

for (const adapter of findAdapters(folder)) {
  const title = `the adapter in ${adapter.folder}, written from the draft alone, passes every vector that it does not declare as skipped`;
  const missing = missingPrograms(adapter);

  if (missing.length > 0) test.skip(`${title}: needs ${missing.join(" and ")}`, (t) => t.pass());
  else {
    test(title, async (t) => {
      t.true(existsSync("build/scripts/cli.js"), "make code builds the runner");
      const [program, ...rest] = adapter.build ?? [];
      if (program !== undefined) await run(program, rest, { timeout: 400_000 });
      const options = ["vectors", "run", "--verbose", "--adapter", adapter.run];
      const { stdout } = await run(process.execPath, ["build/scripts/cli.js", ...options], { timeout: 400_000, maxBuffer: 2 ** 26 });
      const isOmitted = (id: string): boolean => Object.keys(adapter.without).some((suite) => id.startsWith(`${suite}/`));
      const skipped = listedIds(stdout, "skipped");
      t.deepEqual(skipped.filter((id) => !isOmitted(id)).sort(), Object.keys(adapter.skips).sort());
      t.is(skipped.some(isOmitted), Object.keys(adapter.without).length > 0);
      t.true(listedIds(stdout, "pass").length > 1000);
      t.regex(stdout, /^No case failed\.$/m);
    });
  }
}
