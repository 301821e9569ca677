/**
 * All sections of the benchmark.
 *
 * @module
 */
import { broadcast } from "./broadcast.ts";
import { builds } from "./builds.ts";
import { compression } from "./compression.ts";
import { decoding } from "./decoding.ts";
import { echo } from "./echo.ts";
import { encoding } from "./encoding.ts";
import { growth } from "./growth.ts";
import { idle } from "./idle.ts";
import { opening } from "./opening.ts";
import { path } from "./path.ts";
import type { BenchRow, BenchSectionReport } from "./report-schema.ts";
import type { BenchSection, BenchSize } from "./section.ts";

/** All sections by id, in the order of the report. */
export const benchSections: Readonly<Record<string, BenchSection>> = {
  echo,
  broadcast,
  opening,
  idle,
  decoding,
  encoding,
  path,
  growth,
  builds,
  compression,
};

/** Measures a section. A failure becomes a note of the section. */
export async function runSection(id: string, section: BenchSection, size: BenchSize): Promise<BenchSectionReport> {
  const start = performance.now();
  const seconds = (): number => Math.round((performance.now() - start) / 100) / 10;
  const { title } = section;
  try {
    const report = await section.run(size);
    return { id, title, ...report, seconds: seconds() };
  } catch (error) {
    return { id, title, notes: [`Failed: ${error instanceof Error ? error.message : String(error)}`], tables: [], seconds: seconds() };
  }
}

/** Returns the rows of a section that were not measured. */
export function failedRows({ tables }: BenchSectionReport): BenchRow[] {
  return tables.flatMap(({ rows }) => rows.filter(({ failed }) => failed !== undefined));
}
