import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { once } from "node:events";
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
