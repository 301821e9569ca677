import { execFile, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import test from "ava";
import { extract } from "tar";

import { commands } from "../scripts/cli/commands.ts";

const folder = mkdtempSync(join(tmpdir(), "ws2-package-"));
const ws2 = join(folder, "package", "build", "ws2", "ws2.js");

const run = (...words: string[]) => promisify(execFile)(process.execPath, [ws2, ...words], { cwd: folder });

test.before("packs and extracts the npm package, without its dependencies", async (t) => {
  t.timeout(120_000);
  t.true(existsSync("build/ws2/ws2.js"), "make bundle builds ws2");
  const { stdout } = await promisify(execFile)("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder]);
  await extract({ file: join(folder, stdout.trim()), cwd: folder });
});

test.after.always("removes the package", () => rmSync(folder, { recursive: true, force: true }));

test("the bin of the package is in it", (t) => {
  const { bin } = JSON.parse(readFileSync(join(folder, "package", "package.json"), "utf8")) as {
    readonly bin: Readonly<Record<string, string>>;
  };
  t.deepEqual(Object.keys(bin), ["ws2"]);
  t.is(join(folder, "package", bin["ws2"] ?? ""), ws2);
});

for (const { name } of commands) {
  test(`ws2 ${name} --help runs from the package`, async (t) => {
    const { stdout } = await run(...name.split(" "), "--help");
    t.true(stdout.startsWith(`Usage: ws2 ${name} [OPTIONS]`), stdout);
  });
}

test("ws2 --help from the package lists every command", async (t) => {
  const { stdout } = await run("--help");
  t.deepEqual(commands.filter(({ name }) => !stdout.includes(`\n  ${name} `)), []);
});

test("ws2 decode from the package shows a plain and a compressed message", async (t) => {
  t.regex((await run("decode", "0502434c4f53")).stdout, /code {9}CLOS\n$/);
  t.regex((await run("decode", "-c", "lz4", "0f041d3f686f2003000250686f20686f")).stdout, /\ndecompressed, 29 octets: "ho ho/);
});

test("ws2 vectors list from the package finds the vectors", async (t) => {
  t.true((await run("vectors", "list")).stdout.includes("varsize/"));
});

test("ws2 vectors show from the package has the sentence of each requirement", async (t) => {
  const { stdout } = await run("vectors", "show", "frame/reserved/1");
  t.regex(stdout, /\nR-056 {2}MUST, .*\n {2}A receiver MUST check each frame in the following order/);
});

const packed = (): string[] =>
  readdirSync(join(folder, "package"), { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));

test("each source map that a packed file names is packed, and those of reference/ contain their sources", (t) => {
  const modules = packed().filter((path) => path.endsWith(".js"));
  const maps = modules.flatMap((path) => {
    const name = /^\/\/# sourceMappingURL=(.*)$/m.exec(readFileSync(join(folder, "package", path), "utf8"))?.[1];
    return name === undefined ? [] : [join(dirname(path), name)];
  });
  t.true(maps.length > 100);
  t.deepEqual(maps.filter((path) => !existsSync(join(folder, "package", path))), []);
  const withoutSources = maps.filter((path) => {
    const { sources, sourcesContent = [] } = JSON.parse(readFileSync(join(folder, "package", path), "utf8")) as {
      readonly sources: readonly string[];
      readonly sourcesContent?: readonly unknown[];
    };
    return path.startsWith("build/reference/") && sourcesContent.length !== sources.length;
  });
  t.deepEqual(withoutSources, []);
});

test("each relative link of the packed README leads to a packed file", (t) => {
  const text = readFileSync(join(folder, "package", "README.md"), "utf8");
  const targets = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = ""]) => target).filter((target) => !target.includes(":"));
  t.true(targets.length > 5);
  t.deepEqual(targets.filter((target) => !existsSync(join(folder, "package", target))), []);
});

test("each export of the package is in it, and nothing of the tools but ws2", (t) => {
  const { exports: exported } = JSON.parse(readFileSync(join(folder, "package", "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  };
  t.is(exported["./package.json"], "./package.json");
  const targets = Object.values(exported).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  t.deepEqual(targets.filter((target) => !existsSync(join(folder, "package", target.replace(/\*.*$/, "")))), []);
  const built = new Set(packed().flatMap((path) => /^build\/([^/]+)/.exec(path)?.[1] ?? []));
  const exports = ["registries", "transitions", "websocket2.ksy", "websocket2.lua"];
  t.deepEqual([...built].sort(), ["model.json", "reference", ...exports, "ws2"].sort());
  t.false(built.has("scripts") || packed().some((path) => path.startsWith("build/reference/examples/")));
});

test("the package has the sentences of the requirements, and serves them under websocket2/vectors", (t) => {
  const require = createRequire(join(folder, "package", "index.js"));
  const sentences = require("websocket2/vectors/requirements.json") as Readonly<Record<string, string>>;
  const { requirements } = require("websocket2/vectors/manifest.json") as { readonly requirements: Readonly<Record<string, unknown>> };
  t.true(Object.keys(sentences).length > 100);
  t.deepEqual(Object.keys(sentences), Object.keys(requirements));
  t.regex(readFileSync(join(folder, "package", "spec-tests", "vectors", "README.md"), "utf8"), /^\| `requirements\.json` \|/m);
});

test("the stack of a crash names the sources", (t) => {
  const broken = join(folder, "broken", "build", "ws2");
  cpSync(join(folder, "package"), join(folder, "broken"), { recursive: true });
  const file = readdirSync(broken).find((name) => name.startsWith("process-") && name.endsWith(".js")) ?? "";
  const text = readFileSync(join(broken, file), "utf8");
  const calls = /^(async function dispatch\(.*\{)$/m;
  t.regex(text, calls);
  writeFileSync(join(broken, file), text.replace(calls, "$1 null.fault;"));
  const { stderr, status } = spawnSync(process.execPath, [join(broken, "ws2.js"), "--help"], { encoding: "utf8" });
  t.is(status, 1);
  t.regex(stderr, /^ {4}at dispatch \(\/.*\/scripts\/cli\/main\.ts:\d+:\d+\)$/m);
});
