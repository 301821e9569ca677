import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";

import test from "ava";

import { compileExample, type ExampleProgram, readExamples } from "../../../scripts/interop/examples/example.ts";
import { freePort, isOpen } from "../../../scripts/common/ports.ts";
import { modulePath } from "../../programs.ts";
import { sourceOf } from "../../sources.ts";

const examples = readExamples();
const folder = mkdtempSync(join(process.cwd(), "build/reference-examples-"));
test.after.always(() => rm(folder, { recursive: true }));

/** What each example has printed, by its name. The examples run at the same time, each with a console of its own. */
const printed: Record<string, string[]> = {};
(globalThis as { examplesPrinted?: unknown }).examplesPrinted = printed;

const consoleOf = (name: string): string =>
  `const console = { error: globalThis.console.error, log: (...values) => globalThis.examplesPrinted[${JSON.stringify(name)}].push(values) };`;

const oneLine = (values: unknown): string => format(...(values as unknown[])).replaceAll(/\s+/g, " ");

/** Runs an example in this process. Returns what it has printed when its last statement is done. */
async function run(example: ExampleProgram, port: number): Promise<string[]> {
  printed[example.name] = [];
  const code = compileExample(example, {
    port,
    preamble: consoleOf(example.name),
    modulePath: (specifier) => {
      const source = sourceOf.get(specifier);
      return source === undefined ? undefined : modulePath(source);
    },
  });
  const file = join(folder, `${example.name.replaceAll("/", "-")}.mjs`);
  writeFileSync(file, code);
  await import(pathToFileURL(file).href);
  return (printed[example.name] ?? []).map(oneLine);
}

for (const example of examples.filter(({ name }) => !name.startsWith("echo/"))) {
  test(`${example.path} prints what its comments say`, async (t) => {
    t.true(example.prints.length > 0);
    // In any order: a loop that prints several lines has one comment for each of them.
    t.deepEqual((await run(example, await freePort())).toSorted(), example.prints.toSorted());
  });
}

test("the client of reference/examples/echo talks to the server, which ends by SIGINT", async (t) => {
  const [client, server] = ["echo/client", "echo/server"].map((name) => examples.find((example) => example.name === name));
  const port = await freePort();
  await run(server as ExampleProgram, port);
  t.deepEqual(await run(client as ExampleProgram, port), client?.prints);
  process.emit("SIGINT");
  while (await isOpen(port)) await new Promise(setImmediate);
  t.pass();
});

const page = readFileSync("reference/examples/README.md", "utf8");

test("each example has a row in the README of its folder, a header that says how to run it, and at most 80 lines", (t) => {
  for (const { name, path, code } of examples) {
    t.true(page.includes(`](${name}.ts)`), path);
    t.regex(code, new RegExp(`^/\\*\\*\n \\* [A-Za-z][^]*?\n \\* Run: npx tsx ${path}\n`), path);
    t.true(code.split("\n").length <= 80, path);
  }
});
