/**
 * What has to be done anew when files change, one step after the other, and again when more changes meanwhile.
 *
 * @module
 */

/** The steps, in the order in which they run. */
export const steps = ["compile", "describe", "draft", "render"] as const;

/** A step of the build. */
export type Step = (typeof steps)[number];

/** Names of files that editors and programs write for a moment. */
const passing = /(?:^|\/)(?:\.[^/]*|#[^/]*#|[^/]*~|[^/]*\.part|[^/]*\.sw[a-z]|4913)$/;

/**
 * The steps that changed files ask for.
 *
 * @param paths relative to the repository, with slashes.
 */
export function stepsFor(paths: Iterable<string>): Step[] {
  const real = [...paths].filter((path) => !passing.test(path));
  const code = real.some((path) => path.endsWith(".ts") && !path.startsWith("spec-tests/"));
  const schema = real.some((path) => path.startsWith("reference/") && path.endsWith(".ts"));
  const wanted: Readonly<Record<Step, boolean>> = { compile: code, describe: schema, draft: real.length > 0, render: real.length > 0 };
  return steps.filter((step) => wanted[step]);
}

/** What a step came to. */
export interface Outcome {
  readonly ok: boolean;
  /** What it printed. */
  readonly output: string;
}

/** What a rebuilder is given. */
export interface Means {
  /** Runs a step, until it ends or is told to; never rejects. */
  readonly run: (step: Step, signal: AbortSignal) => Promise<Outcome>;
  readonly print: (text: string) => void;
  /** The time in milliseconds. */
  readonly now: () => number;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** Rebuilds on changes, one build at a time. A change ends the rendering of what is old by then. */
export class Rebuilder {
  readonly #means: Means;
  readonly #changed = new Set<string>();
  /** Steps of a build that failed: the next one has to do them again. */
  #owed: readonly Step[] = [];
  #running: Promise<void> | undefined;
  /** What {@link Rebuilder.end} ends. */
  #rendering: AbortController | undefined;

  constructor(means: Means) {
    this.#means = means;
  }

  /** Notes a changed file; {@link Rebuilder.settle} builds it. */
  note(path: string): void {
    this.#changed.add(path);
    if (stepsFor([path]).length > 0) this.#rendering?.abort();
  }

  /** Builds what has changed, until nothing is left; resolves then. */
  settle(): Promise<void> {
    this.#running ??= Promise.resolve().then(() => this.#all()).finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Ends the rendering that goes on. */
  end(): void {
    this.#rendering?.abort();
  }

  async #all(): Promise<void> {
    while (this.#changed.size > 0) {
      const paths = [...this.#changed];
      this.#changed.clear();
      const wanted = new Set([...this.#owed, ...stepsFor(paths)]);
      const changed = stepsFor(paths).length > 0;
      if (changed) await this.#build(steps.filter((step) => wanted.has(step)), paths);
    }
  }

  async #run(step: Step): Promise<Outcome & { readonly ended: boolean }> {
    const controller = new AbortController();
    if (step === "render") this.#rendering = controller;
    const outcome = await this.#means.run(step, controller.signal);
    this.#rendering = undefined;
    return { ...outcome, ended: controller.signal.aborted };
  }

  async #build(wanted: readonly Step[], paths: readonly string[]): Promise<void> {
    const { print, now } = this.#means;
    const begin = now();
    for (const [index, step] of wanted.entries()) {
      const { ok, output, ended } = await this.#run(step);
      if (ended) {
        this.#owed = wanted.slice(index);
        return;
      }
      if (output.trim() !== "") print(output.trimEnd());
      if (!ok) {
        this.#owed = wanted.slice(index);
        print(`${step} failed; waiting for the next change`);
        return;
      }
      if (step === "draft") print(`no mistake found in ${seconds(now() - begin)}; rendering`);
    }
    this.#owed = [];
    print(`built after a change of ${paths.slice(0, 3).join(", ")}${paths.length > 3 ? ", ..." : ""} in ${seconds(now() - begin)}`);
  }
}
