import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import test, { type ExecutionContext } from "ava";

import { programArgs, usesBuild } from "../../../programs.ts";
import { RunningCommand } from "../run-ws2.ts";

/** A fake xml2rfc: the XML is the HTML. A text with "too wide" stops the text alone, and one with "endless" never ends. */
const xml2rfc = `#!/usr/bin/env python3
import os, sys, time
args = sys.argv[1:]
if args == ["--version"]:
    print("xml2rfc 9")
else:
    form, folder, source = args[1], args[3], args[4]
    text = open(source).read()
    open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "parent"), "w").write(str(os.getppid()))
    if "endless" in text:
        print("begun", flush=True)
        time.sleep(600)
    if "too wide" in text and form == "--text":
        sys.exit(source + "(1): Error: a cell is too wide")
    name = os.path.basename(source)[:-4] + {"--html": ".html", "--text": ".txt"}[form]
    open(os.path.join(folder, name), "w").write("<body>" + text[-2000:] + "</body>")
`;

const draft = `---
title: A
docName: draft-a-00
category: info
ipr: trust200902
submissionType: IETF
date: 2026-11-23
author: [{organization: A}]
---

# Abstract

First.

# Introduction

::include{path=part.md}
`;

/** The command; from the sources with a loader that threads inherit. */
const ws2 = usesBuild ? programArgs("cli") : ["--import", pathToFileURL(resolve("scripts/register.mjs")).href, resolve("scripts/cli.ts")];

/** A process of `ws2 draft watch` in a folder of its own. */
class Watched {
  readonly folder = mkdtempSync(join(tmpdir(), "watch-"));
  readonly process: ChildProcess;
  out = "";
  #wake = (): void => undefined;

  constructor(t: ExecutionContext, ...options: readonly string[]) {
    this.write("xml2rfc", xml2rfc);
    chmodSync(join(this.folder, "xml2rfc"), 0o755);
    this.write("draft-a.md", draft);
    this.write("part.md", "Part one.\n");
    const env = { ...process.env, XML2RFC: join(this.folder, "xml2rfc") };
    this.process = spawn(process.execPath, [...ws2, "draft", "watch", ...options], { cwd: this.folder, env });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => ((this.out += text), this.#wake()));
    }
    this.process.on("exit", () => this.#wake());
    t.teardown(() => (this.process.kill("SIGKILL"), rmSync(this.folder, { recursive: true, force: true })));
  }

  /** Writes a file under another name, then renames it, as editors do. */
  write(name: string, text: string): void {
    writeFileSync(join(this.folder, ".saving"), text);
    renameSync(join(this.folder, ".saving"), join(this.folder, name));
  }

  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.out);
      if (found !== null) return found;
      if (this.process.exitCode !== null) throw new Error(this.out);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Sends a signal. @returns the exit code */
  async end(signal: NodeJS.Signals): Promise<unknown> {
    const ended = once(this.process, "exit");
    this.process.kill(signal);
    return (await ended)[0];
  }
}

test("builds after each change, shows HTML and mistakes, does not watch its output, and ends without a child", async (t) => {
  const watched = new Watched(t, "-o", ".", "--serve");
  const [, url = ""] = await watched.until(/shown at (\S+);/);
  const page = async (): Promise<string> => (await fetch(url)).text();
  await watched.until(/built after a change of draft-a\.md in/);
  watched.write("part.md", "Part two.\n");
  await watched.until(/built after a change of part\.md in/);
  t.regex(await page(), /Part two\./);
  watched.write("part.md", "Part {{nowhere}}.\n");
  await watched.until(/draft failed; waiting for the next change/);
  t.regex(await page(), /Part two\.[^]*<code>part\.md:1:6<\/code> unknown anchor &quot;nowhere&quot;/);
  watched.write("part.md", "Part three is too wide.\n");
  await watched.until(/render failed; waiting for the next change/);
  t.regex(await page(), /Part three[^]*a cell is too wide \[xml2rfc\]/);
  const builds = [...watched.out.matchAll(/^(?:built after a change of \S+|\w+ failed)/gm)].map(([text]) => text);
  t.deepEqual(builds, ["built after a change of draft-a.md", "built after a change of part.md", "draft failed", "render failed"]);
  t.true(readdirSync(watched.folder).includes("draft-a-00.txt"));
  t.is(await watched.end("SIGTERM"), 0);
  const loaded = Number(readFileSync(join(watched.folder, "parent"), "utf8"));
  t.not(loaded, watched.process.pid);
  t.throws(() => process.kill(loaded, 0), { code: "ESRCH" });
});

test("ends on SIGINT while xml2rfc runs", async (t) => {
  const watched = new Watched(t);
  watched.write("part.md", "An endless part.\n");
  await watched.until(/; rendering\n/);
  t.is(await watched.end("SIGINT"), 0);
});

for (const [title, words, error] of [
  [
    "a draft that does not exist",
    ["nowhere.md"],
    "nowhere.md: no such file; expected a draft in Markdown, or a folder with drafts draft-*.md",
  ],
  ["a port without a page", ["README.md", "--port", "1"], "--port: expected --serve beside it"],
] as const) {
  test(`refuses ${title}`, async (t) => {
    const { code, error: printed } = await new RunningCommand(["draft", "watch", ...words]).done;
    t.deepEqual([code, printed.split("\n")[0]], [2, `ws2: ${error}`]);
  });
}
