/**
 * Builds a draft from its file: reads the files that it names, and writes the XML and its side files.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Model } from "../../reference/layout/model.ts";
import { writeFileAtomic } from "../common/files.ts";
import { renderExample } from "../generate/example/render-example.ts";
import { views } from "../generate/views.ts";
import { buildDraft, type BuiltDraft, type DraftInput, type DraftText } from "./build.ts";
import { sideFileName, siblingsOf } from "./draft-set.ts";
import { isModule, loadModelModule } from "./model/load-model-module.ts";
import { boundedReader } from "./source/bounded-files.ts";
import { tryRead, type ReadText } from "./source/expand-includes.ts";
import { nameRevision } from "./source/name-revision.ts";
import { toJson } from "./source/text-files.ts";
import { positionOfKey, readFrontMatter } from "./source/front-matter.ts";
import { diagnosticReporter, type Diagnostic } from "./diagnostics/diagnostics.ts";

/** A file that the front matter names. */
interface FrontMatterFile {
  readonly path: string;
  readonly text: string;
}

/** Returns the reason of a mistake in a draft whose model does not exist, with a remedy. */
function missingModel(draft: string, model: string): string {
  const path = join(dirname(draft), model);
  if (isModule(model)) return `cannot read ${path}`;
  const program = ["describe.ts", "describe.mjs", "describe.js"].map((name) => join(dirname(draft), name)).find((name) => existsSync(name));
  const node = program?.endsWith(".ts") === true ? "npx tsx" : "node";
  const run = program === undefined ? "" : `write it with ${node} ${program} ${path}, or `;
  return `cannot read ${path}; ${run}name the module that exports the model in its place`;
}

/** Reads a file that the front matter names, relative to the draft. Reports a file that cannot be read at the place of its key. */
class FrontMatterFiles {
  readonly #draft: string;
  readonly #markdown: string;
  readonly #read: ReadText;
  readonly #messages: Diagnostic[];

  constructor(draft: string, markdown: string, read: ReadText, messages: Diagnostic[]) {
    this.#draft = draft;
    this.#markdown = markdown;
    this.#read = read;
    this.#messages = messages;
  }

  read(key: string, path: string | undefined): FrontMatterFile | undefined {
    if (path === undefined) return undefined;
    const full = join(dirname(this.#draft), path);
    const found = tryRead(this.#read, full);
    if ("problem" in found) this.#fail(key, found.problem);
    return "problem" in found ? undefined : { path: full, text: found.text };
  }

  json(key: string, path: string | undefined): { readonly path: string; readonly value: unknown } | undefined {
    const file = this.read(key, path);
    if (file === undefined) return undefined;
    try {
      return { path: file.path, value: JSON.parse(file.text) as unknown };
    } catch (error) {
      this.#fail(key, `${file.path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  model(path: string | undefined): Model | undefined {
    if (path !== undefined && this.#read(join(dirname(this.#draft), path)) === undefined) {
      this.#fail("model", missingModel(this.#draft, path));
      return undefined;
    }
    const file = path !== undefined && isModule(path) ? this.#module(path) : this.json("model", path);
    if (file === undefined) return undefined;
    const model = file.value as Partial<Model> | null;
    if (model?.format === 1 && typeof model.elements === "object") return model as Model;
    const expected = isModule(file.path)
      ? "has no model; expected export default describe(NAME, [...])"
      : 'is not a model; expected {"format": 1, "name": ..., "elements": {...}}';
    this.#fail("model", `${file.path} ${expected}`);
    return undefined;
  }

  #module(path: string): { readonly path: string; readonly value: unknown } | undefined {
    const file = this.read("model", path);
    if (file === undefined) return undefined;
    const loaded = loadModelModule(file.path);
    if ("value" in loaded) return { path: file.path, value: loaded.value };
    const { reason, file: source, at } = loaded.failure;
    if (source === undefined) this.#fail("model", reason);
    else diagnosticReporter(this.#messages, source)(at, "model", reason);
    return undefined;
  }

  data(paths: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, this.json("data", path)?.value]));
  }

  #fail(key: string, reason: string): void {
    diagnosticReporter(this.#messages, this.#draft)(positionOfKey(this.#markdown, key), "front-matter", `${key}: ${reason}`);
  }
}

/** What a build puts in place of names that move. */
interface BuildNames {
  readonly today: string;
  readonly docName: string | undefined;
}

/** Reads the inputs of a draft. Reports a file that cannot be read. */
function readDraftInput(path: string, { today, docName }: BuildNames, read: ReadText, messages: Diagnostic[]): DraftInput | undefined {
  const report = diagnosticReporter(messages, path);
  const text = read(path);
  if (typeof text !== "string") {
    report(undefined, "file", text?.problem ?? "cannot read the draft");
    return undefined;
  }
  const markdown = docName === undefined ? text : nameRevision(text, docName, report);
  if (markdown === undefined) return undefined;
  const meta = readFrontMatter(markdown, () => undefined);
  const files = new FrontMatterFiles(path, markdown, read, messages);
  const model = files.model(meta?.model);
  const references = files.read("references", meta?.references);
  const data = files.data(meta?.data ?? {});
  if (messages.length > 0) return undefined;
  return { markdown, path, today, model, references, data, views, renderExample, read, siblings: readSiblings(path, read) };
}

function readSiblings(path: string, read: ReadText): DraftText[] {
  return siblingsOf(path).flatMap((other) => {
    const markdown = read(other);
    return typeof markdown !== "string" ? [] : [{ path: other, markdown }];
  });
}

/** Writes the results and returns the path of the XML. */
function writeDraft(source: string, directory: string, draft: BuiltDraft): string {
  const base = join(directory, draft.docName);
  const parts = draft.segments.length > 1 ? { parts: draft.segments } : {};
  writeFileAtomic(`${base}.lines.json`, `${JSON.stringify({ source, lines: draft.lines, ...parts })}\n`);
  writeFileAtomic(join(directory, sideFileName(draft.docName, "requirements")), toJson(draft.requirements));
  writeFileAtomic(join(directory, sideFileName(draft.docName, "examples")), toJson(draft.examples));
  writeFileAtomic(`${base}.xml`, draft.xml);
  return `${base}.xml`;
}

/** What a caller may choose. */
interface FileOptions {
  /** The name of a revision, `draft-name-NN`, for a draft `draft-name-latest`. */
  readonly docName?: string | undefined;
  /** Whether the draft may name files outside of its repository. */
  readonly allowOutside?: boolean | undefined;
}

/** The result of a build: mistakes, or the path of the XML. */
export interface BuildResult {
  readonly messages: readonly Diagnostic[];
  readonly xmlPath?: string;
  /** The missing fields of the front matter that only the owner of the draft can fill in. */
  readonly open?: readonly string[];
  /** The files that the build read, or tried to read. */
  readonly inputs: readonly string[];
}

/** Returns the mistakes of a draft, without writing anything. The parameters are those of {@link buildFile}. */
export function checkFile(path: string, today: string, { docName, allowOutside }: FileOptions = {}): readonly Diagnostic[] {
  const messages: Diagnostic[] = [];
  const input = readDraftInput(path, { today, docName }, boundedReader(path, allowOutside), messages);
  return [...messages, ...(input === undefined ? [] : buildDraft(input).messages)];
}

/**
 * Builds a draft. Writes nothing if the draft has mistakes.
 *
 * @param path - the draft
 * @param directory - the folder for the results
 * @param today - the day for `date: today`, YYYY-MM-DD; {@link dayOfBuild} returns it
 */
export function buildFile(path: string, directory: string, today: string, options: FileOptions = {}): BuildResult {
  const messages: Diagnostic[] = [];
  const paths = new Set<string>();
  const bounded = boundedReader(path, options.allowOutside);
  const read: ReadText = (file) => (paths.add(file), bounded(file));
  const input = readDraftInput(path, { today, docName: options.docName }, read, messages);
  const draft = input && buildDraft(input);
  messages.push(...(draft?.messages ?? []));
  const inputs = [...paths];
  if (draft === undefined || messages.length > 0) return { messages, inputs };
  return { messages, xmlPath: writeDraft(path, directory, draft), open: draft.open, inputs };
}
