/** The workflows of GitHub. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import test from "ava";
import { parse } from "yaml";

interface WorkflowStep {
  readonly uses?: string;
  readonly run?: string;
}

interface WorkflowJob {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly WorkflowStep[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

const FOLDER = ".github/workflows";
const targets = new Set([...readFileSync("Makefile", "utf8").matchAll(/^\.PHONY: ([a-z-]+)$/gm)].map(([, target]) => target));

for (const name of readdirSync(FOLDER)) {
  const { permissions, jobs } = parse(readFileSync(join(FOLDER, name), "utf8")) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test(`${name} runs targets of the Makefile and files of the repository`, (t) => {
    const commands = steps.flatMap(({ run = "" }) => run.split(/\n|&&/).map((command) => command.trim()));
    const used = commands.flatMap((command) => /^make(?: ([a-z-]+))?$/.exec(command)?.[1] ?? []);
    t.true(used.length > 0);
    t.deepEqual(used.filter((target) => !targets.has(target)), []);
    t.deepEqual(commands.filter((command) => command.startsWith(".") && !existsSync(command)), []);
    t.true(commands.includes(".ci/run"));
  });

  test(`${name} may only read, names a version of each action, and ends each job in time`, (t) => {
    t.deepEqual(permissions, { contents: "read" });
    t.deepEqual(steps.flatMap(({ uses = "a/b@v1" }) => (/^[\w-]+\/[\w-]+@(?:v\d+|[0-9a-f]{40})$/.test(uses) ? [] : [uses])), []);
    t.deepEqual(Object.values(jobs).filter((job) => job["timeout-minutes"] === undefined), []);
    for (const { needs = [] } of Object.values(jobs)) for (const job of [needs].flat()) t.true(Object.hasOwn(jobs, job), job);
  });

  test(`a job of ${name} that may write runs no code of the repository`, (t) => {
    const writing = Object.values(jobs).filter((job) => Object.values(job.permissions ?? {}).includes("write"));
    t.true(writing.length > 0);
    t.deepEqual(writing.flatMap((job) => job.steps).filter(({ uses = "" }) => uses.startsWith("actions/checkout@")), []);
  });
}
