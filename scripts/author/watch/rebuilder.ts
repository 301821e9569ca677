/**
 * What has to be done anew when files change, one step after the other, and again when more changes meanwhile.
 *
 * @module
 */

/** The steps, in the order in which they run. */
export const buildSteps = ["compile", "describe", "draft", "render"] as const;

/** A step of the build. */
export type BuildStep = (typeof buildSteps)[number];

/** Names of files that editors and programs write for a moment. */
const temporaryFile = /(?:^|\/)(?:\.[^/]*|#[^/]*#|[^/]*~|[^/]*\.part|[^/]*\.sw[a-z]|4913)$/;

/**
 * The steps that changed files ask for.
 *
 * @param paths relative to the repository, with slashes.
 */
export function stepsFor(paths: Iterable<string>): BuildStep[] {
  const real = [...paths].filter((path) => !temporaryFile.test(path));
  const code = real.some((path) => path.endsWith(".ts") && !path.startsWith("spec-tests/"));
  const schema = real.some((path) => path.startsWith("reference/") && path.endsWith(".ts"));
  const wanted: Readonly<Record<BuildStep, boolean>> = { compile: code, describe: schema, draft: real.length > 0, render: real.length > 0 };
  return buildSteps.filter((step) => wanted[step]);
}

/** What a step came to. */
export interface StepResult {
  readonly ok: boolean;
  /** What it printed. */
  readonly output: string;
}

/** What a rebuilder is given. */
export interface RebuilderOptions {
  /** Runs a step, until it ends or is told to; never rejects. */
  readonly run: (step: BuildStep, signal: AbortSignal) => Promise<StepResult>;
  readonly print: (text: string) => void;
  /** The time in milliseconds. */
  readonly now: () => number;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** Rebuilds on changes, one build at a time. A change ends the rendering of what is old by then. */
export class Rebuilder {
  readonly #options: RebuilderOptions;
  readonly #changed = new Set<string>();
  /** Steps of a build that failed: the next one has to do them again. */
  #unfinished: readonly BuildStep[] = [];
  #running: Promise<void> | undefined;
  /** What {@link Rebuilder.abortRendering} ends. */
  #rendering: AbortController | undefined;

  constructor(means: RebuilderOptions) {
    this.#options = means;
  }

  /** Notes a changed file; {@link Rebuilder.rebuild} builds it. */
  fileChanged(path: string): void {
    this.#changed.add(path);
    if (stepsFor([path]).length > 0) this.#rendering?.abort();
  }

  /** Builds what has changed, until nothing is left; resolves then. */
  rebuild(): Promise<void> {
    this.#running ??= Promise.resolve().then(() => this.#rebuildAll()).finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Ends the rendering that goes on. */
  abortRendering(): void {
    this.#rendering?.abort();
  }

  async #rebuildAll(): Promise<void> {
    while (this.#changed.size > 0) {
      const paths = [...this.#changed];
      this.#changed.clear();
      const wanted = new Set([...this.#unfinished, ...stepsFor(paths)]);
      const changed = stepsFor(paths).length > 0;
      if (changed) await this.#build(buildSteps.filter((step) => wanted.has(step)), paths);
    }
  }

  async #runStep(step: BuildStep): Promise<StepResult & { readonly ended: boolean }> {
    const controller = new AbortController();
    if (step === "render") this.#rendering = controller;
    const outcome = await this.#options.run(step, controller.signal);
    this.#rendering = undefined;
    return { ...outcome, ended: controller.signal.aborted };
  }

  async #build(wanted: readonly BuildStep[], paths: readonly string[]): Promise<void> {
    const { print, now } = this.#options;
    const begin = now();
    for (const [index, step] of wanted.entries()) {
      const { ok, output, ended } = await this.#runStep(step);
      if (ended) {
        this.#unfinished = wanted.slice(index);
        return;
      }
      if (output.trim() !== "") print(output.trimEnd());
      if (!ok) {
        this.#unfinished = wanted.slice(index);
        print(`${step} failed; waiting for the next change`);
        return;
      }
      if (step === "draft") print(`no mistake found in ${seconds(now() - begin)}; rendering`);
    }
    this.#unfinished = [];
    print(`built after a change of ${paths.slice(0, 3).join(", ")}${paths.length > 3 ? ", ..." : ""} in ${seconds(now() - begin)}`);
  }
}
