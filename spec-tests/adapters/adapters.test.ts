import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

import test from "ava";

import { findAdapters, missingPrograms } from "../../scripts/interop/matrix/find-adapters.ts";

const run = promisify(execFile);
const place = "spec-tests/adapters";

/** The ids of the cases that a verbose report lists with that outcome. */
const listed = (report: string, outcome: string): string[] =>
  report.split("\n").flatMap((line) => new RegExp(`^${outcome} +(\\S+/\\S+)`).exec(line)?.slice(1) ?? []);

for (const adapter of findAdapters(place)) {
  const title = `the implementation in ${adapter.folder}, written from the draft alone, passes every vector that it does not say it skips`;
  const absent = missingPrograms(adapter);

  if (absent.length > 0) test.skip(`${title}: needs ${absent.join(" and ")}`, (t) => t.pass());
  else
    test(title, async (t) => {
      t.true(existsSync("build/scripts/cli.js"), "make code builds the runner");
      const [program, ...rest] = adapter.build ?? [];
      if (program !== undefined) await run(program, rest, { timeout: 400_000 });
      const options = ["vectors", "run", "--verbose", "--adapter", adapter.run];
      const { stdout } = await run(process.execPath, ["build/scripts/cli.js", ...options], { timeout: 400_000, maxBuffer: 2 ** 26 });
      const leftOut = (id: string): boolean => Object.keys(adapter.without).some((suite) => id.startsWith(`${suite}/`));
      const skipped = listed(stdout, "skipped");
      t.deepEqual(skipped.filter((id) => !leftOut(id)).sort(), Object.keys(adapter.skips).sort());
      t.is(skipped.some(leftOut), Object.keys(adapter.without).length > 0);
      t.true(listed(stdout, "pass").length > 1000);
      t.regex(stdout, /^No case failed\.$/m);
    });
}
