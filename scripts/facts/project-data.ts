/**
 * Reads the committed data of the project: vectors, the results of peers and paths, benchmarks, and the checks of requirements.
 *
 * @module
 */
import { join } from "node:path";
import { z } from "zod";

import { websocket2 } from "../../reference/schema/index.ts";
import { collectCoverage, type RequirementChecks } from "../author/requirements/collect.ts";
import { readTests } from "../author/requirements/read.ts";
import { readKnownGaps } from "../author/requirements/read-known-gaps.ts";
import { type BenchReport, benchReportSchema } from "../bench/report-schema.ts";
import { readTextFile, validateFile } from "../common/validate-file.ts";
import { keywords } from "../draft/inline/keywords.ts";
import { writtenCases } from "../interop/conformance/cases/index.ts";
import { suiteSchema } from "../interop/format/suite-schema.ts";
import { type IntermediariesReport, intermediariesReport } from "../interop/intermediaries/matrix/report.ts";
import { INTEROP_DATA_FILE, type InteropData, readInteropData } from "../interop/matrix/interop-data.ts";
import { parseJson, readSuites, type SuiteFile } from "../interop/vectors/read-suites.ts";

/** The files and folders of the data, relative to the repository. */
export const dataPaths = {
  vectors: "spec-tests/vectors/manifest.json",
  interop: INTEROP_DATA_FILE,
  intermediaries: "draft/data/intermediaries.json",
  benchmarks: "draft/data/benchmarks.json",
  tests: "spec-tests",
} as const;

const manifestSchema = z.object({
  requirements: z.record(z.string(), z.object({ level: z.enum(keywords), section: z.string(), title: z.string() })),
});

/** The committed data of the project. */
export interface ProjectData {
  readonly suites: readonly SuiteFile[];
  readonly interop: InteropData;
  readonly intermediaries: IntermediariesReport;
  readonly benchmarks: BenchReport;
  /** The checks of each requirement of the core draft. */
  readonly requirements: readonly RequirementChecks[];
}

/**
 * Reads the committed data.
 *
 * @param root - the folder of the repository
 * @throws {@link FileError} if a file is missing or malformed
 */
export async function readProjectData(root = "."): Promise<ProjectData> {
  const read = <S extends z.ZodType>(path: string, schema: S): z.output<S> => {
    const file = join(root, path);
    return validateFile(file, schema, parseJson(file, readTextFile(file)));
  };
  const tests = join(root, dataPaths.tests);
  const suites = readSuites(join(tests, "vectors"), suiteSchema(websocket2));
  const { requirements } = read(dataPaths.vectors, manifestSchema);
  const known = Object.entries(requirements).map(([id, { level, section, title }]) => ({
    ...{ id, level, text: "", line: 0 },
    section: { anchor: section.slice(1), number: "", title },
  }));
  const gaps = await readKnownGaps(join(tests, "known-gaps.ts"));
  return {
    suites,
    interop: readInteropData(join(root, dataPaths.interop)),
    intermediaries: read(dataPaths.intermediaries, intermediariesReport),
    benchmarks: read(dataPaths.benchmarks, benchReportSchema),
    requirements: collectCoverage(known, suites, readTests(tests), gaps, writtenCases).rows,
  };
}
