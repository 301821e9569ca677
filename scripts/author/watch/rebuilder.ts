/**
 * Runs the steps of a build after changes of files, and again after changes during the build.
 *
 * @module
 */

/** The steps, in the order in which they run. */
export const buildSteps = ["compile", "describe", "draft", "render"] as const;

/** A step of the build. */
export type BuildStep = (typeof buildSteps)[number];

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
  /** Returns the steps that changed files require. */
  readonly stepsFor: (paths: readonly string[]) => readonly BuildStep[];
  readonly print: (text: string) => void;
  /** Returns the time in milliseconds. */
  readonly now: () => number;
}

/** The result of a step that is not worth its time. */
const SKIPPED = { ok: false, output: "", ended: true } as const;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** Rebuilds after changes, one build at a time. A change aborts the rendering of an outdated draft. */
export class Rebuilder {
  readonly #options: RebuilderOptions;
  readonly #changed = new Set<string>();
  /** The steps of a failed build, which the next build repeats. */
  #unfinished: readonly BuildStep[] = [];
  #running: Promise<void> | undefined;
  #stopped = false;
  #current: { readonly step: BuildStep; readonly controller: AbortController } | undefined;

  constructor(options: RebuilderOptions) {
    this.#options = options;
  }

  /** Records a changed file for {@link Rebuilder.rebuild}. */
  fileChanged(path: string): void {
    this.#changed.add(path);
    if (this.#current?.step === "render") this.#current.controller.abort();
  }

  /** Builds until no change is left, then resolves. */
  rebuild(): Promise<void> {
    this.#running ??= Promise.resolve().then(() => this.#rebuildAll()).finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Aborts the current step, and waits for its end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#changed.clear();
    this.#current?.controller.abort();
    await this.#running;
  }

  async #rebuildAll(): Promise<void> {
    while (this.#changed.size > 0 && !this.#stopped) {
      const paths = [...this.#changed];
      this.#changed.clear();
      const wanted = new Set([...this.#unfinished, ...this.#options.stepsFor(paths)]);
      await this.#build(buildSteps.filter((step) => wanted.has(step)), paths);
    }
  }

  async #runStep(step: BuildStep): Promise<StepResult & { readonly ended: boolean }> {
    const controller = new AbortController();
    this.#current = { step, controller };
    const outcome = await this.#options.run(step, controller.signal);
    this.#current = undefined;
    return { ...outcome, ended: controller.signal.aborted };
  }

  async #build(wanted: readonly BuildStep[], paths: readonly string[]): Promise<void> {
    const { print, now } = this.#options;
    const begin = now();
    for (const [index, step] of wanted.entries()) {
      const outdated = step === "render" && this.#changed.size > 0;
      const { ok, output, ended } = outdated || this.#stopped ? SKIPPED : await this.#runStep(step);
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
