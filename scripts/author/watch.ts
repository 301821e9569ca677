/**
 * Rebuilds a draft after each change: `node build/scripts/author/watch.js DRAFT.md [-o build/draft]`.
 *
 * Watches the folder of the draft, the model of its front matter, `build/model.json`, `reference/`, `scripts/` and the
 * manifest of the vectors. Compiles TypeScript only after a change of it. Reports mistakes first, then renders the HTML and
 * then the text; a change aborts the rendering. Ctrl-C ends the program. The draft compiler stays loaded until a change of
 * it, and so does xml2rfc. A change of the watcher itself requires a restart.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, watch, type FSWatcher } from "node:fs";
import { dirname, join, relative } from "node:path";

import { type OptionValues, runProgram } from "../common/program.ts";
import { docNameOf } from "../draft/draft-set.ts";
import { readFrontMatter } from "../draft/source/front-matter.ts";
import { readText } from "../draft/source/text-files.ts";
import { findXml2rfc } from "../draft/xml2rfc/render.ts";
import { DraftBuilder } from "./watch/drafts.ts";
import { renderFormats } from "./watch/render-formats.ts";
import { Rebuilder, type StepResult, type BuildStep } from "./watch/rebuilder.ts";
import { WarmXml2rfc } from "./watch/warm-xml2rfc.ts";

const usage = "usage: watch.js DRAFT.md [-o DIRECTORY]\n  -o, --output DIRECTORY  the folder for the results (build/draft)";

/** The time for editors to finish saving, in milliseconds. */
const DEBOUNCE_MS = 60;

/** Runs a program of Node.js until its end or the signal. */
function runNode(args: readonly string[], signal: AbortSignal): Promise<StepResult> {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    signal.addEventListener("abort", () => child.kill());
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

function docNameAt(path: string): string {
  return existsSync(path) ? (docNameOf(readFileSync(path, "utf8")) ?? "") : "";
}

/** Prints a line. */
type LogLine = (text: string) => void;

/** The tools that stay loaded between builds. */
interface LoadedTools {
  readonly drafts: DraftBuilder;
  readonly xml2rfc: WarmXml2rfc;
}

function stepRunner(
  path: string,
  output: string,
  { drafts, xml2rfc }: LoadedTools,
  log: LogLine,
): (step: BuildStep, signal: AbortSignal) => Promise<StepResult> {
  const runners: Readonly<Record<BuildStep, (signal: AbortSignal) => Promise<StepResult>>> = {
    compile: (signal) => (drafts.reload(), runNode(["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], signal)),
    describe: (signal) => runNode(["build/scripts/describe.js", "build/model.json"], signal),
    draft: () => drafts.build(path, output),
    render: (signal) =>
      renderFormats(join(output, `${docNameAt(path)}.xml`), {
        signal,
        runProgram: xml2rfc.run,
        onWritten: (file) => log(`written: ${file}`),
      }),
  };
  return (step, signal) => runners[step](signal);
}

/** Returns the files and folders whose changes require a build. */
function targetsOf(path: string): string[] {
  const { model } = readFrontMatter(readText(path) ?? "", () => undefined) ?? {};
  const own = model === undefined ? [] : [join(dirname(path), model)];
  const common = ["build/model.json", "reference", "scripts", "spec-tests/vectors/manifest.json"];
  return [...new Set([relative(".", dirname(path)) || ".", ...own, ...common])];
}

/** Watches the existing files and folders. */
function watchTargets(targets: readonly string[], changed: (path: string) => void): FSWatcher[] {
  return targets.filter(existsSync).map((target) => {
    const recursive = !/\.[a-z]+$/.test(target);
    const watcher = watch(recursive ? target : dirname(target), { recursive });
    watcher.on("error", (error) => console.error(`${target}: ${error.message}`));
    return watcher.on("change", (_event, name) => {
      const path = join(recursive ? target : dirname(target), String(name)).replaceAll("\\", "/");
      if (recursive || path === target) changed(path);
    });
  });
}

const options = { output: { type: "string", short: "o", default: "build/draft" } } as const;

async function main({ output }: OptionValues<typeof options>, [path = ""]: readonly string[]): Promise<number> {
  let ended = false;
  const print = (text: string): void => (ended ? undefined : console.log(text));
  const loaded = { drafts: new DraftBuilder(), xml2rfc: new WarmXml2rfc(findXml2rfc(process.env)) };
  const rebuilder = new Rebuilder({ run: stepRunner(path, output, loaded, print), print, now: () => performance.now() });
  let timer: NodeJS.Timeout | undefined;
  const changed = (file: string): void => {
    rebuilder.fileChanged(file);
    clearTimeout(timer);
    timer = setTimeout(() => void rebuilder.rebuild(), DEBOUNCE_MS);
  };
  const watchers = watchTargets(targetsOf(path), changed);
  console.log(`watching ${path}; Ctrl-C ends it`);
  changed(path);
  await new Promise<void>((resolve) => process.once("SIGINT", () => resolve()).once("SIGTERM", () => resolve()));
  ended = true;
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
  rebuilder.abortRendering();
  loaded.drafts.reload();
  loaded.xml2rfc.close();
  console.log("");
  return 0;
}

await runProgram({ usage, options, operands: [1, 1], main });
