import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { promisify } from "node:util";

import test from "ava";

const run = promisify(execFile);

/** Adapters in other languages: how each folder here is started. */
const commands: Readonly<Record<string, string>> = { python: "python3 spec-tests/adapters/python/adapter.py" };

test("every folder of an adapter is run", (t) => {
  const folders = readdirSync("spec-tests/adapters", { withFileTypes: true }).filter((each) => each.isDirectory());
  t.deepEqual(folders.map(({ name }) => name).sort(), Object.keys(commands).sort());
});

for (const [name, command] of Object.entries(commands)) {
  test(`the implementation in ${name}, written from the draft alone, passes every vector`, async (t) => {
    t.true(existsSync("build/scripts/cli.js"), "make code builds the runner");
    const { stdout } = await run(process.execPath, ["build/scripts/cli.js", "vectors", "run", "--adapter", command], { timeout: 100_000 });
    t.regex(stdout, /^ {2}all +(\d+) +\1 +0$/m);
  });
}
