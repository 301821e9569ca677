import { readFileSync } from "node:fs";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { loaderArgs } from "./programs.ts";
import { importSources, withoutTypes } from "./sources.ts";

const page = readFileSync("README.md", "utf8");

/** Returns a block of the README by the name that follows its language. */
function block(name: string): string {
  const found = new RegExp(`^\`\`\`ts ${name}\\n(.*?)^\`\`\``, "ms").exec(page)?.[1];
  if (found === undefined) throw new Error(`README.md has no block ${name}`);
  return found;
}

/** Runs code of the README and returns its output. */
async function run(folder: string, name: string, code: string): Promise<string> {
  const path = join(folder, `${name}.mjs`);
  await writeFile(path, withoutTypes(importSources(code)));
  const child = spawn(process.execPath, [...loaderArgs, path], { stdio: ["ignore", "pipe", "inherit"] });
  const pieces: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => pieces.push(piece));
  await once(child, "close");
  return Buffer.concat(pieces).toString();
}

test("the client of the README talks to its server, in some ten lines each", async (t) => {
  const folder = await mkdtemp(join(process.cwd(), "build/readme-"));
  t.teardown(() => rm(folder, { recursive: true }));
  const [server, client] = [block("server"), block("client")];
  for (const code of [server, client]) t.true(code.trim().split("\n").length <= 12);
  const name = join(folder, "server.mjs");
  const listening = importSources(server).replace("8080", "0");
  const printPort = `http.on("listening", () => console.log((http.address() as { port: number }).port));\n`;
  await writeFile(name, withoutTypes(listening + printPort));
  const child = spawn(process.execPath, [...loaderArgs, name], { stdio: ["ignore", "pipe", "inherit"] });
  t.teardown(() => child.kill());
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  t.is(await run(folder, "client", client.replace("8080", port.toString().trim())), "Hi\n");
});

test("the codec of the README does what its comments say", async (t) => {
  const folder = await mkdtemp(join(process.cwd(), "build/readme-"));
  t.teardown(() => rm(folder, { recursive: true }));
  t.is(await run(folder, "codec", block("codec")), "{ type: 'text', text: 'Hi' }\n");
});

/** Pages with commands that readers copy. */
const folders = ["reference", "scripts/draft", "scripts/exports", "spec-tests/vectors"];
const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...folders.map((folder) => `${folder}/README.md`)];

for (const path of pages) {
  test(`each command ws2 of ${path} runs the package at hand, or none`, (t) => {
    const commands = readFileSync(path, "utf8").match(/(?:npx|npm exec)[^`"\n]* ws2\b/g) ?? [];
    t.deepEqual(commands.filter((command) => command !== "npx --no -- ws2"), []);
    t.notRegex(readFileSync(path, "utf8"), /^\$ ws2\b/m);
  });
}

test("the command ws2 of the README fetches nothing before the build", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "readme-"));
  t.teardown(() => rm(folder, { recursive: true }));
  await copyFile("package.json", join(folder, "package.json"));
  const unreachable = { npm_config_registry: "http://127.0.0.1:9/", npm_config_fetch_retries: "0" };
  const env = { ...process.env, ...unreachable, npm_config_cache: join(folder, "cache") };
  const { status, stdout, stderr } = spawnSync("npx", ["--no", "--", "ws2", "--version"], { cwd: folder, env, encoding: "utf8" });
  t.is(status, 127, stderr);
  t.is(stdout, "");
  t.regex(stderr, /ws2: not found/);
});
