/**
 * Runs the steps of a build after changes of files, and again after changes during the build.
 *
 * @module
 */

/** The steps, in the order in which they run. */
export const buildSteps = ["compile", "describe", "draft", "render"] as const;

/** A step of the build. */
export type BuildStep = (typeof buildSteps)[number];

/** The names of temporary files of editors and programs. */
const temporaryFile = /(?:^|\/)(?:\.[^/]*|#[^/]*#|[^/]*~|[^/]*\.part|[^/]*\.sw[a-z]|4913)$/;

/**
 * Returns the steps that changed files require.
 *
 * @param paths - relative to the repository, with slashes
 */
export function stepsFor(paths: Iterable<string>): BuildStep[] {
  const real = [...paths].filter((path) => !temporaryFile.test(path));
  const code = real.some((path) => path.endsWith(".ts") && !path.startsWith("spec-tests/"));
  const schema = real.some((path) => path.startsWith("reference/") && path.endsWith(".ts"));
  const wanted: Readonly<Record<BuildStep, boolean>> = { compile: code, describe: schema, draft: real.length > 0, render: real.length > 0 };
  return buildSteps.filter((step) => wanted[step]);
}

/** The result of a step. */
export interface StepResult {
  readonly ok: boolean;
  /** The output of the step. */
  readonly output: string;
}

/** The environment of a rebuilder. */
export interface RebuilderOptions {
  /** Runs a step until its end or the signal; never rejects. */
  readonly run: (step: BuildStep, signal: AbortSignal) => Promise<StepResult>;
  readonly print: (text: string) => void;
  /** Returns the time in milliseconds. */
  readonly now: () => number;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** Rebuilds after changes, one build at a time. A change aborts the rendering of an outdated draft. */
export class Rebuilder {
  readonly #options: RebuilderOptions;
  readonly #changed = new Set<string>();
  /** The steps of a failed build, which the next build repeats. */
  #unfinished: readonly BuildStep[] = [];
  #running: Promise<void> | undefined;
  /** The controller of {@link Rebuilder.abortRendering}. */
  #rendering: AbortController | undefined;

  constructor(means: RebuilderOptions) {
    this.#options = means;
  }

  /** Records a changed file for {@link Rebuilder.rebuild}. */
  fileChanged(path: string): void {
    this.#changed.add(path);
    if (stepsFor([path]).length > 0) this.#rendering?.abort();
  }

  /** Builds until no change is left, then resolves. */
  rebuild(): Promise<void> {
    this.#running ??= Promise.resolve().then(() => this.#rebuildAll()).finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Aborts the current rendering. */
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
