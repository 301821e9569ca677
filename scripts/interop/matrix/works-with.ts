/**
 * The runtimes and packages with which the reference implementation works: the data, and its table for the README.
 *
 * @module
 */
import { z } from "zod";

import { resultCounts, type ResultCounts } from "./result-counts.ts";

const runtimeResults = z.strictObject({
  /** The short name in `runtimes.ts`, such as `node-22`. */
  id: z.string(),
  title: z.string(),
  version: z.string(),
  /** All vectors. */
  vectors: resultCounts,
  /** The live cases that wait for no time and are no vectors. A role is absent where the runtime did not start. */
  server: resultCounts.optional(),
  client: resultCounts.optional(),
});

const packageResults = z.strictObject({
  title: z.string(),
  package: z.string(),
  version: z.string(),
  /** Whether its example does what its comments say, by the id of the runtime. */
  works: z.record(z.string(), z.boolean()),
});

/** The member `worksWith` of `draft/data/interop.json`. */
export const worksWithSchema = z.strictObject({
  /** The day of the run. */
  date: z.iso.date(),
  runtimes: z.array(runtimeResults).min(1),
  packages: z.array(packageResults),
});

/** Runtimes and packages with their results. */
export type WorksWith = z.output<typeof worksWithSchema>;

/** The results of one runtime. */
export type RuntimeResults = WorksWith["runtimes"][number];

/** The results of one package. */
export type PackageResults = WorksWith["packages"][number];

/** Returns the number of passed cases, with those that failed or were left out. */
function countsText(counted: ResultCounts | undefined): string {
  if (counted === undefined) return "";
  const { cases, pass, mild, left } = counted;
  const tried = cases - left;
  const passed = pass + mild === tried ? String(pass + mild) : `${pass + mild} of ${tried}`;
  return left === 0 ? passed : `${passed}, ${left} left out`;
}

/** Returns a version without the last of its numbers. */
const shortVersion = (version: string): string => version.split(".").slice(0, 2).join(".");

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Returns the table of the README, in Markdown. */
export function worksWithTable({ runtimes, packages }: WorksWith): string {
  const countRow = (title: string, of: (runtime: RuntimeResults) => ResultCounts | undefined): string =>
    row([title, ...runtimes.map((runtime) => countsText(of(runtime)))]);
  const packageRow = ({ title, version, works }: PackageResults): string =>
    row([`${title} ${shortVersion(version)}`, ...runtimes.map(({ id }) => (works[id] === undefined ? "" : works[id] ? "yes" : "no"))]);
  return [
    row(["", ...runtimes.map(({ title, version }) => `${title} ${shortVersion(version)}`)]),
    row(["---", ...runtimes.map(() => "---")]),
    countRow("Vectors", ({ vectors }) => vectors),
    countRow("Live cases, as server", ({ server }) => server),
    countRow("Live cases, as client", ({ client }) => client),
    ...packages.map(packageRow),
  ]
    .map((line) => `${line}\n`)
    .join("");
}
