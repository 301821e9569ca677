/**
 * The sources of this repository as inputs of a draft: schemas are compiled and described before it is built.
 *
 * @module
 */
import { spawn } from "node:child_process";

import type { StepResult } from "./rebuilder.ts";
import type { ToolSources } from "./watch-draft.ts";

const MODEL = "build/model.json";

const programs = {
  compile: ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
  describe: ["build/scripts/describe.js", MODEL],
} as const;

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

/** The sources, relative to the folder of the repository. */
export const sourcesOfRepository: ToolSources = {
  inputs: {
    files: [MODEL, "spec-tests/vectors/manifest.json"],
    folders: ["reference", "scripts"].map((folder) => ({ folder, names: /\.ts$/, deep: true })),
  },
  stepsFor: (paths) => {
    const sources = paths.filter((path) => path.endsWith(".ts"));
    const isSchema = sources.some((path) => path.startsWith("reference/"));
    return [...(sources.length > 0 ? (["compile"] as const) : []), ...(isSchema ? (["describe"] as const) : [])];
  },
  run: (step, signal) => runNode(programs[step], signal),
  written: [MODEL],
};
