import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import test from "ava";

import { gone } from "./fixtures.ts";

const script = fileURLToPath(new URL("interrupted.ts", import.meta.url));
const register = fileURLToPath(new URL("../../../../scripts/register.mjs", import.meta.url));

function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--import", register, script, ...args], { stdio: ["ignore", "pipe", "ignore"] });
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const piece of child.stdout ?? []) {
    text += String(piece);
    if (text.includes("\n")) break;
  }
  return text;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`${signal} ends the proxies too`, async (t) => {
    const child = start();
    const group = Number(/group (\d+)/.exec(await firstLine(child))?.[1]);
    t.true(group > 0);
    const ended = once(child, "exit");
    child.kill(signal);
    t.deepEqual(await ended, [signal === "SIGINT" ? 130 : 143, null]);
    t.true(await gone(group));
  });
}

test("a failure ends the proxies too", async (t) => {
  const child = start("throw");
  const ended = once(child, "exit");
  const group = Number(/group (\d+)/.exec(await firstLine(child))?.[1]);
  t.true(group > 0);
  t.deepEqual(await ended, [1, null]);
  t.true(await gone(group));
});
