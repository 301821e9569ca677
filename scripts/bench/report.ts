/**
 * The report of a run.
 *
 * @module
 */
import { createRequire } from "node:module";
import { availableParallelism, loadavg, totalmem } from "node:os";

import { type BenchReport, type BenchSectionReport } from "./report-schema.ts";
import { judgeTargets } from "./targets.ts";

const GIB = 2 ** 30;

/** Returns the load of the machine: processes that ran or waited in the last minute, on average. */
export const machineLoad = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

/** Returns the report of a run. @param loadAtStart - the load of the machine before it */
export function benchReport(sections: readonly BenchSectionReport[], loadAtStart: number, now = new Date()): BenchReport {
  const { version } = createRequire(import.meta.url)("ws/package.json") as { readonly version: string };
  return {
    format: 1,
    date: now.toISOString().slice(0, 10),
    versions: { node: process.versions.node, ws: version },
    machine: { cores: availableParallelism(), memoryGiB: Math.max(1, Math.round(totalmem() / GIB)), loadAtStart },
    targets: judgeTargets(sections),
    sections: [...sections],
  };
}
