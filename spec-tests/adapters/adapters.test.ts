import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

import test from "ava";
import { z } from "zod";

const run = promisify(execFile);
const place = "spec-tests/adapters";

/** The `adapter.json` of an adapter in another language; commands run in the root of the repository. */
const Adapter = z.strictObject({
  /** The programs without which it cannot be tried here. */
  needs: z.array(z.string()),
  /** What builds it, a program and its arguments; nothing where absent. */
  build: z.tuple([z.string()], z.string()).optional(),
  /** The command line that starts it. */
  run: z.string(),
  /** The cases that it leaves out, each with the reason. */
  skips: z.record(z.string(), z.string()).default({}),
});

const missing = (program: string): boolean => spawnSync(program, ["--version"]).error !== undefined;

/** The ids of the cases that a verbose report lists with that outcome. */
const listed = (report: string, outcome: string): string[] =>
  report.split("\n").flatMap((line) => new RegExp(`^${outcome} +(\\S+/\\S+)`).exec(line)?.slice(1) ?? []);

const folders = readdirSync(place, { withFileTypes: true }).filter((each) => each.isDirectory());

for (const { name } of folders) {
  const adapter = Adapter.parse(JSON.parse(readFileSync(`${place}/${name}/adapter.json`, "utf8")));
  const title = `the implementation in ${name}, written from the draft alone, passes every vector that it does not say it skips`;
  const absent = adapter.needs.filter(missing);

  if (absent.length > 0) test.skip(`${title}: not tried, for want of ${absent.join(" and ")}`, (t) => t.pass());
  else
    test(title, async (t) => {
      t.true(existsSync("build/scripts/cli.js"), "make code builds the runner");
      const [program, ...rest] = adapter.build ?? [];
      if (program !== undefined) await run(program, rest, { timeout: 100_000 });
      const options = ["vectors", "run", "--verbose", "--adapter", adapter.run];
      const { stdout } = await run(process.execPath, ["build/scripts/cli.js", ...options], { timeout: 100_000, maxBuffer: 2 ** 26 });
      t.deepEqual(listed(stdout, "skipped").sort(), Object.keys(adapter.skips).sort());
      t.true(listed(stdout, "pass").length > 1000);
      t.regex(stdout, /^No case failed\.$/m);
    });
}
