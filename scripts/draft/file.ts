/**
 * Builds a draft from its file: reads all that it names, and writes the XML with what goes beside it.
 *
 * @module
 */
import { dirname, join } from "node:path";
import type { Model } from "../../reference/layout/model.ts";
import { writeFileWhole } from "../files.ts";
import { renderExample } from "../generate/example.ts";
import { views } from "../generate/views.ts";
import { buildXml, type Draft, type DraftInput } from "./build.ts";
import { readText, toJson } from "./files.ts";
import { placeOfKey, readFrontMatter } from "./front-matter.ts";
import { reporter, type Message, type Report } from "./messages.ts";

/** A file that the front matter names. */
interface Named {
  readonly path: string;
  readonly text: string;
}

/** Reads what the front matter names, relative to the draft; notes what cannot be read at the place of its key. */
class NamedFiles {
  readonly #draft: string;
  readonly #markdown: string;
  readonly #report: Report;

  constructor(draft: string, markdown: string, report: Report) {
    this.#draft = draft;
    this.#markdown = markdown;
    this.#report = report;
  }

  read(key: string, path: string | undefined): Named | undefined {
    if (path === undefined) return undefined;
    const full = join(dirname(this.#draft), path);
    const text = readText(full);
    if (text === undefined) this.#fail(key, `cannot read ${full}`);
    return text === undefined ? undefined : { path: full, text };
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
    const file = this.json("model", path);
    if (file === undefined) return undefined;
    const model = file.value as Partial<Model> | null;
    if (model?.format === 1 && typeof model.elements === "object") return model as Model;
    this.#fail("model", `${file.path} is no model; expected {"format": 1, "name": ..., "elements": {...}}`);
    return undefined;
  }

  data(paths: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, this.json("data", path)?.value]));
  }

  #fail(key: string, reason: string): void {
    this.#report(placeOfKey(this.#markdown, key), "front-matter", `${key}: ${reason}`);
  }
}

/** Collects what a draft is made of; what cannot be read is a message. */
function readInput(path: string, messages: Message[]): DraftInput | undefined {
  const report = reporter(messages, path);
  const markdown = readText(path);
  if (markdown === undefined) {
    report(undefined, "file", "cannot read the draft");
    return undefined;
  }
  const meta = readFrontMatter(markdown, () => undefined);
  const files = new NamedFiles(path, markdown, report);
  const model = files.model(meta?.model);
  const references = files.read("references", meta?.references);
  const data = files.data(meta?.data ?? {});
  return messages.length > 0 ? undefined : { markdown, path, model, references, data, views, renderExample, read: readText };
}

/** Writes what was built, and returns the path of the XML. */
function writeDraft(source: string, directory: string, draft: Draft): string {
  const base = join(directory, draft.docName);
  const parts = draft.parts.length > 1 ? { parts: draft.parts } : {};
  writeFileWhole(`${base}.lines.json`, `${JSON.stringify({ source, lines: draft.lines, ...parts })}\n`);
  writeFileWhole(join(directory, "requirements.json"), toJson(draft.requirements));
  writeFileWhole(join(directory, "examples.json"), toJson(draft.examples));
  writeFileWhole(`${base}.xml`, draft.xml);
  return `${base}.xml`;
}

/** What came of a file: mistakes, or the path of the XML. */
export interface Built {
  readonly messages: readonly Message[];
  readonly xml?: string;
}

/**
 * Builds a draft; with mistakes in it nothing is written.
 *
 * @param path the draft.
 * @param directory where what is made of it goes.
 */
export function buildFile(path: string, directory: string): Built {
  const messages: Message[] = [];
  const input = readInput(path, messages);
  const draft = input && buildXml(input);
  messages.push(...(draft?.messages ?? []));
  return draft === undefined || messages.length > 0 ? { messages } : { messages, xml: writeDraft(path, directory, draft) };
}
