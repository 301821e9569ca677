/**
 * The works of the project that others cite, from committed files.
 *
 * @module
 */
import { join } from "node:path";

import { z } from "zod";

import { FileError, readTextFile, validateFile } from "../common/validate-file.ts";
import { readFrontMatter } from "../draft/source/front-matter.ts";
import { readManifest } from "../interop/vectors/manifest.ts";

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  keywords: z.array(z.string()),
});

/** The works of the project that others cite. */
export interface CitableWorks {
  /** The author of all of them. */
  readonly author: string;
  readonly draft: {
    readonly title: string;
    /** With the revision, such as `draft-example-01`. */
    readonly name: string;
    /** As `2026-11-30`. */
    readonly date: string;
  };
  readonly package: z.infer<typeof packageSchema>;
  /** The hash over the files of the vectors, in lower-case hexadecimal. */
  readonly vectorsHash: string;
}

/** The files, relative to the repository. */
const FILES = { draft: "draft/draft-websocket2-over-http2.md", package: "package.json", vectors: "spec-tests/vectors" };

/** Reads what the files of a repository say of its works. @throws {@link FileError} if a file lacks what a citation needs */
export function readCitableWorks(root = "."): CitableWorks {
  const draft = join(root, FILES.draft);
  const meta = readFrontMatter(readTextFile(draft), () => undefined);
  const [author] = meta?.author ?? [];
  const name = author?.organization ?? author?.fullname;
  if (meta === undefined || name === undefined) throw new FileError(`${draft}: expected a valid front matter with an author`);
  const manifest = readManifest(join(root, FILES.vectors));
  if (manifest === undefined) throw new FileError(`${FILES.vectors}: has no manifest.json, run make vectors`);
  const packageFile = join(root, FILES.package);
  return {
    author: name,
    draft: { title: meta.title, name: meta.docName, date: meta.date },
    package: validateFile(packageFile, packageSchema, JSON.parse(readTextFile(packageFile))),
    vectorsHash: manifest.root,
  };
}
