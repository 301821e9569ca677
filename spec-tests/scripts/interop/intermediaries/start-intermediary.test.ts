import test from "ava";

import { NotInstalledError, StartError, startIntermediary } from "../../../../scripts/interop/intermediaries/paths/start-intermediary.ts";
import { isOpen } from "../../../../scripts/common/ports.ts";
import { findProgram, versionOf } from "../../../../scripts/interop/intermediaries/paths/programs.ts";
import { gone, listens, newFolder, noFiles, scripted } from "./fixtures.ts";

test("starts a hop, waits until it listens, and ends it so that its port is free", async (t) => {
  const hop = await startIntermediary(scripted(listens), { folder: newFolder(), next: 1, files: noFiles });
  t.true(await isOpen(hop.port));
  await hop.process.end();
  t.false(await isOpen(hop.port));
});

test("ends the processes that a hop has started", async (t) => {
  const hop = await startIntermediary(scripted(listens), { folder: newFolder(), next: 1, files: noFiles });
  const child = Number(/child (\d+)/.exec(hop.process.logTail)?.[1]);
  t.true(child > 0);
  await hop.process.end();
  t.true(await gone(hop.process.pid ?? 0));
});

test("the error of a hop that ends by itself has its exit code and its output", async (t) => {
  const hop = scripted('console.error("no such directive: NEXT"); process.exit(3);');
  const error = await t.throwsAsync(startIntermediary(hop, { folder: newFolder(), next: 7777, files: noFiles }), {
    instanceOf: StartError,
  });
  t.is(error?.message, "Scripted (own) ended with exit code 3; it said: no such directive: 7777");
});

test("the error of a missing program names its package", async (t) => {
  const hop = scripted("", "no-such-program-here");
  await t.throwsAsync(startIntermediary(hop, { folder: newFolder(), next: 1, files: noFiles }), {
    instanceOf: NotInstalledError,
    message: "Scripted is not installed (package scripted-package)",
  });
});

test("returns the version that a program prints", (t) => {
  const { proxy } = scripted("");
  const program = findProgram("node", process.env["PATH"] ?? "");
  t.is(program === undefined ? undefined : versionOf(proxy, program), process.versions.node);
});

test("finds no program that is not on the PATH", (t) => {
  t.is(findProgram("no-such-program-here", process.env["PATH"] ?? ""), undefined);
});
