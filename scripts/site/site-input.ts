/**
 * The committed and built data from which the site is made.
 *
 * @module
 */
import { z } from "zod";

import { websocket2 } from "../../reference/schema/index.ts";
import type { Model } from "../../reference/layout/model.ts";
import { readCitableWorks } from "../cite/citable.ts";
import { citationTexts, type WorkCitation } from "../cite/citation-texts.ts";
import { FileError, readTextFile, validateFile } from "../common/validate-file.ts";
import { type ProjectData, type ProjectFact, projectFacts, readProjectData } from "../facts/index.ts";
import { type LibraryReport, libraryReport } from "../interop/libraries/library-report.ts";
import { type SiteDraft, readSiteDrafts } from "./drafts/read-drafts.ts";
import { type Manifest, readManifest, readSentences } from "../interop/vectors/manifest.ts";
import { parseJson } from "../interop/vectors/read-suites.ts";
import { type DownloadGroup, readDownloads } from "./downloads.ts";

/** All data of the site. */
export interface SiteInput extends ProjectData {
  readonly model: Model;
  /** The version of the package. */
  readonly version: string;
  /** The oldest version of Node.js that it runs on. */
  readonly oldestNode: string;
  readonly manifest: Manifest;
  /** The sentences of the requirements of the core draft by their ids. */
  readonly sentences: Readonly<Record<string, string>>;
  readonly libraries: LibraryReport;
  /** How to cite the works of the project. */
  readonly citations: readonly WorkCitation[];
  /** The built drafts, the core draft first. */
  readonly drafts: readonly SiteDraft[];
  /** The project in numbers. */
  readonly facts: readonly ProjectFact[];
  /** Files to take away. */
  readonly downloads: readonly DownloadGroup[];
}

const VECTORS = "spec-tests/vectors";
const LIBRARIES = "draft/data/libraries.json";

const readJson = (file: string): unknown => parseJson(file, readTextFile(file));

const packageSchema = z.object({ version: z.string(), engines: z.object({ node: z.string().startsWith(">=") }) });

function readPackage(): Pick<SiteInput, "version" | "oldestNode"> {
  const { version, engines } = validateFile("package.json", packageSchema, readJson("package.json"));
  return { version, oldestNode: engines.node.slice(2) };
}

/** Data that need no build. */
export type CommittedInput = Omit<SiteInput, "downloads">;

/** Reads the committed data. Paths are relative to the repository, which is the working directory. @throws {@link FileError} */
export async function readCommittedInput(): Promise<CommittedInput> {
  const manifest = readManifest(VECTORS);
  if (manifest === undefined) throw new FileError(`${VECTORS}/manifest.json: expected the manifest of the vectors, found no file`);
  const data = await readProjectData();
  return {
    ...data,
    model: websocket2,
    ...readPackage(),
    manifest,
    drafts: readSiteDrafts(manifest.draft),
    sentences: readSentences(VECTORS),
    facts: projectFacts(data),
    citations: citationTexts(readCitableWorks()),
    libraries: validateFile(LIBRARIES, libraryReport, readJson(LIBRARIES)),
  };
}

/** Reads all data. @throws {@link FileError} for committed data that do not fit, and for files that were not built */
export async function readSiteInput(): Promise<SiteInput> {
  return { ...(await readCommittedInput()), downloads: readDownloads(websocket2) };
}
