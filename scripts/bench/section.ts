/**
 * Sections of the benchmark.
 *
 * @module
 */
import type { BenchFigure, BenchRow, BenchSectionReport } from "./report-schema.ts";

/** The size of a run: `full` for figures, `small` to see in seconds that everything works. */
export type BenchSize = "full" | "small";

/** A section: it measures and returns tables. A row that fails says so, and the others go on. */
export interface BenchSection {
  readonly title: string;
  run(size: BenchSize): Promise<Pick<BenchSectionReport, "notes" | "tables">>;
}

/** Progress of the run, on the standard error output. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
}

/** Measures one row. @param work - returns the figures of the columns */
export async function measureRow(label: string, work: () => Promise<Readonly<Record<string, BenchFigure>>>): Promise<BenchRow> {
  progress(label);
  try {
    const figures = await work();
    const bad = Object.entries(figures).find(([, { value }]) => !Number.isFinite(value));
    if (bad !== undefined) throw new Error(`${bad[0]}: expected a number, found ${bad[1].value}`);
    return { label, figures: { ...figures } };
  } catch (error) {
    return { label, figures: {}, failed: error instanceof Error ? error.message : String(error) };
  }
}

/** Measures rows one after the other. */
export async function measureRows<T>(
  cases: readonly T[],
  label: (each: T) => string,
  work: (each: T) => Promise<Readonly<Record<string, BenchFigure>>>,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const each of cases) rows.push(await measureRow(label(each), () => work(each)));
  return rows;
}

/** Returns a number of connections in words. */
export function connectionsText(count: number): string {
  return count === 1 ? "1 connection" : `${count.toLocaleString("en")} connections`;
}
