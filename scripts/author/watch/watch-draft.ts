/**
 * Watches a draft and builds it after each change.
 *
 * @module
 */
import { dirname, join } from "node:path";

import { readTextFile } from "../../common/validate-file.ts";
import { isModule } from "../../draft/model/load-model-module.ts";
import { readFrontMatter } from "../../draft/source/front-matter.ts";
import { readText } from "../../draft/source/text-files.ts";
import { findXml2rfc } from "../../draft/xml2rfc/find-xml2rfc.ts";
import { DraftBuilder } from "./drafts.ts";
import { InputWatcher, type BuildInputs, type InputFolder } from "./input-watcher.ts";
import { Rebuilder, type BuildStep, type StepResult } from "./rebuilder.ts";
import { renderFormats } from "./render-formats.ts";
import { WarmXml2rfc } from "./warm-xml2rfc.ts";

/** The tools themselves as inputs: their sources, which are compiled before the draft. */
export interface ToolSources {
  readonly inputs: BuildInputs;
  /** Returns the steps that changed files require, in any order. */
  readonly stepsFor: (paths: readonly string[]) => readonly BuildStep[];
  readonly run: (step: "compile" | "describe", signal: AbortSignal) => Promise<StepResult>;
  /** The files that these steps write and the draft reads. */
  readonly written: readonly string[];
}

/** What an author sees of a build beside the terminal. */
export interface BuildObserver {
  /** Called with the path of a new HTML. */
  readonly onHtml: (path: string) => void;
  /** Called with the mistakes of a step as lines of text, and with an empty text after a build without mistakes. */
  readonly onMistakes: (text: string, step: BuildStep) => void;
}

/** The options of a watch. */
export interface WatchDraftOptions {
  /** The draft. */
  readonly path: string;
  /** The folder for the results. */
  readonly output: string;
  /** Prints a line. */
  readonly print: (text: string) => void;
  readonly environment: NodeJS.ProcessEnv;
  readonly sources?: ToolSources;
  readonly observer?: BuildObserver;
}

/** A running watch. */
export interface DraftWatch {
  /** Ends the watch, and all its threads and processes. */
  readonly stop: () => Promise<void>;
}

/** The names of files that belong to the schemas. */
const schemaFile = /\.(?:[cm]?[jt]s|json)$/;

/** Returns the folders of a draft: its own, with the other drafts of the set, and that of the schemas. */
function foldersOf(path: string): InputFolder[] {
  const { model } = readFrontMatter(readText(path) ?? "", () => undefined) ?? {};
  const drafts: InputFolder = { folder: dirname(path), names: /^draft-[a-z0-9-]+\.md$/ };
  if (model === undefined || !isModule(model)) return [drafts];
  return [drafts, { folder: dirname(join(dirname(path), model)), names: schemaFile, deep: true }];
}

class WatchSession {
  readonly #options: WatchDraftOptions;
  readonly #drafts = new DraftBuilder();
  readonly #xml2rfc: WarmXml2rfc;
  readonly #rebuilder: Rebuilder;
  readonly #watcher: InputWatcher;
  #inputs: readonly string[];
  #xmlPath = "";
  #ended = false;

  constructor(options: WatchDraftOptions) {
    const { path, output, sources, environment } = options;
    this.#options = options;
    this.#inputs = [path];
    this.#xml2rfc = new WarmXml2rfc(findXml2rfc(environment));
    this.#rebuilder = new Rebuilder({
      run: (step, signal) => this.#run(step, signal),
      stepsFor: (paths) => [...(sources?.stepsFor(paths) ?? []), "draft", "render"],
      print: (text) => this.#print(text),
      now: () => performance.now(),
    });
    this.#watcher = new InputWatcher({ onChange: (paths) => this.#changed(paths), except: [output] });
  }

  start(): void {
    this.#follow(Date.now());
    this.#changed([this.#options.path]);
  }

  async stop(): Promise<void> {
    this.#ended = true;
    this.#watcher.close();
    await Promise.all([this.#rebuilder.stop(), this.#drafts.reload(), this.#xml2rfc.close()]);
  }

  #print(text: string): void {
    if (!this.#ended) this.#options.print(text);
  }

  #changed(paths: readonly string[]): void {
    for (const path of paths) this.#rebuilder.fileChanged(path);
    void this.#rebuilder.rebuild();
  }

  #follow(since: number): void {
    const { path, sources } = this.#options;
    const { files = [], folders = [] } = sources?.inputs ?? {};
    this.#watcher.follow({ files: [...this.#inputs, ...files], folders: [...foldersOf(path), ...folders] }, since);
  }

  async #run(step: BuildStep, signal: AbortSignal): Promise<StepResult> {
    const result = await this.#runStep(step, signal);
    const isNew = !signal.aborted && !this.#ended && (!result.ok || step === "render");
    if (isNew) this.#options.observer?.onMistakes(result.ok ? "" : result.output, step);
    return result;
  }

  #runStep(step: BuildStep, signal: AbortSignal): Promise<StepResult> {
    if (step === "draft") return this.#draft();
    if (step === "render") return this.#render(signal);
    return this.#runSource(step, signal);
  }

  async #runSource(step: "compile" | "describe", signal: AbortSignal): Promise<StepResult> {
    const { sources } = this.#options;
    if (sources === undefined) return { ok: true, output: "" };
    if (step === "compile") await this.#drafts.reload();
    const result = await sources.run(step, signal);
    for (const path of sources.written) this.#watcher.accept(path);
    return result;
  }

  async #draft(): Promise<StepResult> {
    const begin = Date.now();
    const { inputs, xmlPath, ...result } = await this.#drafts.build(this.#options.path, this.#options.output);
    if (inputs.length > 0) this.#inputs = inputs;
    this.#xmlPath = xmlPath ?? "";
    this.#follow(begin);
    return result;
  }

  #render(signal: AbortSignal): Promise<StepResult> {
    return renderFormats(this.#xmlPath, {
      signal,
      runProgram: this.#xml2rfc.run,
      onWritten: (file) => this.#print(`written: ${file}`),
      onHtml: (file) => this.#options.observer?.onHtml(file),
    });
  }
}

/**
 * Starts a watch.
 *
 * @throws `FileError` if the draft cannot be read
 */
export function watchDraft(options: WatchDraftOptions): DraftWatch {
  readTextFile(options.path);
  const session = new WatchSession(options);
  session.start();
  return { stop: () => session.stop() };
}
