/**
 * Reads the parts of a repository that the completeness checks compare: the model, the vectors, the draft, the sources.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { tsImport } from "tsx/esm/api";
import ts from "typescript";

import type { ElementModel, Model } from "../../reference/layout/model.ts";

/** A repository, or a copy of its sources. */
export interface Repository {
  /** The folder of the repository. */
  readonly root: string;
  readonly model: Model;
}

/** A group of a suite of vectors, as far as the checks need it. */
export interface VectorGroup {
  readonly op: string;
  readonly config?: { readonly compression?: unknown; readonly limits?: Readonly<Record<string, number>> };
  readonly cases: readonly { readonly errors?: readonly string[]; readonly steps?: unknown }[];
}

/** Returns a copy of the repository with the model of its own schema. */
export async function openRepository(root: string): Promise<Repository> {
  const schema = pathToFileURL(join(root, "reference/schema/index.ts")).href;
  const { websocket2 } = (await tsImport(schema, import.meta.url)) as { websocket2: Model };
  return { root, model: websocket2 };
}

/** Returns the elements of one kind. */
export function elementsOf<K extends ElementModel["kind"]>({ model }: Repository, kind: K): Extract<ElementModel, { kind: K }>[] {
  return Object.values(model.elements).filter((element): element is Extract<ElementModel, { kind: K }> => element.kind === kind);
}

/** Returns the groups of all suites of vectors. */
export function vectorGroups({ root }: Repository): VectorGroup[] {
  const folders = ["hand", "generated"].map((name) => join(root, "spec-tests/vectors", name));
  const files = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => join(folder, name)));
  return files.flatMap((file) => (JSON.parse(readFileSync(file, "utf8")) as { groups: VectorGroup[] }).groups);
}

/** The path of the draft's source below a repository. */
export const DRAFT = "draft/draft-websocket2-over-http2.md";

/** Returns the source of the draft. */
export function draftSource({ root }: Repository): string {
  return readFileSync(join(root, DRAFT), "utf8");
}

/** Returns a program of the sources in some folders of a repository, with the compiler options of the repository. */
export function programOf({ root }: Repository, folders: readonly string[]): ts.Program {
  const config = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path));
  const { tsBuildInfoFile: _, ...options } = ts.parseJsonConfigFileContent(
    config.config,
    { ...ts.sys, readDirectory: () => [] },
    root,
  ).options;
  const files = folders.flatMap((folder) => ts.sys.readDirectory(join(root, folder), [".ts"]));
  return ts.createProgram(files, { ...options, noEmit: true, incremental: false });
}
