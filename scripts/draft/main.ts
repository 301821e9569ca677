/**
 * Builds a draft: `node build/scripts/draft/main.js path/to/x.md [-o DIRECTORY] [--render] [--pdf]`.
 *
 * The directory is `build/x` unless given. `--render` also runs xml2rfc for text and HTML, with `--pdf` for PDF too.
 * Writes `<docName>.xml`, `<docName>.lines.json`, `requirements.json` and `examples.json`; with mistakes in the draft
 * it writes nothing, prints them and ends with 1.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Model } from "../../reference/layout/model.ts";
import { renderExample } from "../generate/example.ts";
import { views } from "../generate/views.ts";
import { buildXml, type Draft, type DraftInput } from "./build.ts";
import { writeFileWhole } from "../files.ts";
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

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  const [path, ...others] = positionals;
  if (values.help || path === undefined || others.length > 0) {
    (values.help ? console.log : console.error)(usage);
    return values.help ? 0 : 2;
  }
  const messages: Message[] = [];
  const input = readInput(path, messages);
  const draft = input && buildXml(input);
  messages.push(...(draft?.messages ?? []));
  if (draft !== undefined && messages.length === 0) {
    const xml = writeDraft(path, values.output ?? join("build", basename(path, ".md")), draft);
    if (values.render || values.pdf) messages.push(...(await renderFile(xml, values.pdf)));
  }
  if (messages.length > 0) console.error((await import("./print.ts")).format(messages));
  return messages.length === 0 ? 0 : 1;
}

const options = {
  output: { type: "string", short: "o" },
  render: { type: "boolean", default: false },
  pdf: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

const usage = `usage: main.js DRAFT.md [-o DIRECTORY] [--render] [--pdf]

Builds a draft to RFCXML; with --render also to text and HTML, with --pdf to PDF too.
Without -o it writes to build/<name of the file>/. scripts/draft/README.md tells what a draft can hold.`;

/** The command line; what cannot be read counts as no draft at all. */
function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    console.error((error as Error).message);
    return parseArgs({ args: [], allowPositionals: true, options });
  }
}

/** Runs xml2rfc and says what was made. */
async function renderFile(xml: string, pdf: boolean): Promise<readonly Message[]> {
  const { formsOf, render } = await import("./render.ts");
  const { messages, files } = await render(xml, { forms: formsOf(pdf) });
  if (messages.length === 0) console.log([xml, ...files].join("\n"));
  return messages;
}

process.exitCode = await main(process.argv.slice(2));
