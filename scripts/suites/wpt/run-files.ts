/**
 * Runs the WebSocket tests of web-platform-tests, each file in a process of its own.
 *
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { reasonFor, type SubtestResult, type SuiteRun } from "../suite.ts";
import { filesNotRun } from "./inapplicable.ts";
import type { PageReport, PageTask } from "./page.ts";

/** The longest time of a file in ms, and that of one which asks for more. */
const TIMEOUTS_MS = { usual: 60_000, long: 120_000 } as const;

/** What to run. */
export interface WptPlan extends Pick<PageTask, "folder" | "variant" | "ports"> {
  /** File with the certificate of the server. */
  readonly certificateFile: string;
  /** The number of processes at a time. */
  readonly jobs: number;
  /** Runs files alone whose paths contain the text. */
  readonly only: string;
  readonly nodeMajor: number;
}

/** Returns the test files in `websockets/`, without those that other files load. */
export function testFiles(folder: string): string[] {
  const usesHarness = (path: string): boolean => readFileSync(join(folder, path), "utf8").includes("testharness.js");
  const isTest = (path: string): boolean => /\.(any|window|worker)\.js$/.test(path) || (path.endsWith(".html") && usesHarness(path));
  return readdirSync(join(folder, "websockets"), { recursive: true, encoding: "utf8" })
    .map((path) => `websockets/${path}`)
    .filter((path) => !/\/(support|resources|handlers)\//.test(path) && isTest(path))
    .sort();
}

async function runFile(file: string, { folder, variant, ports, certificateFile }: WptPlan): Promise<SubtestResult[]> {
  const results: SubtestResult[] = [];
  const add = (name: string, passed: boolean, message: string): void => void results.push({ file, name, passed, message });
  const isLong = /timeout["']?[ =:]*(content=)?["']?long/.test(readFileSync(join(folder, file), "utf8"));
  const task: PageTask = { folder, file, variant, ports };
  const child = fork(join(import.meta.dirname, "page.js"), [JSON.stringify(task)], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificateFile },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let ended = false;
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors += text));
  child.on("message", (message: PageReport) => {
    if (message.is === "subtest") add(message.name, message.passed, message.message);
    else if (message.is === "error") add("", false, message.message);
    else if (message.ok) ended = true;
    else add("", false, `the harness failed: ${message.message}`);
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), isLong ? TIMEOUTS_MS.long : TIMEOUTS_MS.usual);
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  clearTimeout(timer);
  const how = [code === null ? `signal ${signal}` : `exit code ${code}`, errors.trim().split("\n").at(-1)].filter(Boolean).join(", ");
  if (!ended && results.every(({ passed }) => passed)) add("", false, `the file did not end: ${how}`);
  return results;
}

/** Runs all files over one scheme. */
export async function runWpt(plan: WptPlan): Promise<SuiteRun> {
  const skipped = new Map<string, string>();
  const files = testFiles(plan.folder).filter((file) => {
    const reason = reasonFor({ file, name: "" }, filesNotRun, plan.nodeMajor);
    if (reason !== undefined) skipped.set(file, reason);
    return reason === undefined && file.includes(plan.only);
  });
  const results: SubtestResult[] = [];
  const queue = files.values();
  const work = async (): Promise<void> => {
    for (const file of queue) results.push(...(await runFile(file, plan)));
  };
  await Promise.all(Array.from({ length: plan.jobs }, work));
  results.sort((one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : 0));
  const scheme = plan.variant === "wss" ? "TLS" : "cleartext";
  return { title: `web-platform-tests, websockets/, over ${scheme}: ${files.length} files`, results, skipped };
}
