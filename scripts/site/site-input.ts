/**
 * The committed and built data from which the site is made.
 *
 * @module
 */
import { websocket2 } from "../../reference/schema/index.ts";
import type { Model } from "../../reference/layout/model.ts";
import { type BenchReport, benchReportSchema } from "../bench/report-schema.ts";
import { FileError, readTextFile, validateFile } from "../common/validate-file.ts";
import { suiteSchema } from "../interop/format/suite-schema.ts";
import { intermediariesReport, type IntermediariesReport } from "../interop/intermediaries/matrix/report.ts";
import type { MatrixData } from "../interop/matrix/matrix.ts";
import { type Manifest, readManifest, readSentences } from "../interop/vectors/manifest.ts";
import { parseJson, readSuites, type SuiteFile } from "../interop/vectors/read-suites.ts";

/** All data of the site. */
export interface SiteInput {
  readonly model: Model;
  /** The version of the package. */
  readonly version: string;
  readonly manifest: Manifest;
  /** The sentences of the requirements of the core draft by their ids. */
  readonly sentences: Readonly<Record<string, string>>;
  readonly suites: readonly SuiteFile[];
  readonly interop: MatrixData;
  readonly intermediaries: IntermediariesReport;
  readonly benchmarks: BenchReport;
}

const VECTORS = "spec-tests/vectors";
const DATA = "draft/data";

const readJson = (file: string): unknown => parseJson(file, readTextFile(file));

/** Reads all data. Paths are relative to the repository, which is the working directory. @throws {@link FileError} */
export function readSiteInput(): SiteInput {
  const manifest = readManifest(VECTORS);
  if (manifest === undefined) throw new FileError(`${VECTORS}/manifest.json: expected the manifest of the vectors, found no file`);
  return {
    model: websocket2,
    version: (readJson("package.json") as { readonly version: string }).version,
    manifest,
    sentences: readSentences(VECTORS),
    suites: readSuites(VECTORS, suiteSchema(websocket2)),
    interop: readJson(`${DATA}/interop.json`) as MatrixData,
    intermediaries: validateFile(`${DATA}/intermediaries.json`, intermediariesReport, readJson(`${DATA}/intermediaries.json`)),
    benchmarks: validateFile(`${DATA}/benchmarks.json`, benchReportSchema, readJson(`${DATA}/benchmarks.json`)),
  };
}
