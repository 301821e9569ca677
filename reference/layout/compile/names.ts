/**
 * Names of a generated module that do not clash.
 *
 * @module
 */

/** Words that JavaScript or TypeScript keeps, and globals that generated code uses. */
const KEPT =
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for " +
  "function if implements import in instanceof interface let new null package private protected public return static super switch " +
  "this throw true try typeof undefined var void while with yield async of NaN Infinity BigInt Map Number Math Uint8Array";

/** Gives each name once: a name that is taken gets a number. */
export class UniqueNames {
  readonly #taken: Set<string>;
  readonly #module: UniqueNames | undefined;
  /** Names inside functions, which a later name of the module would clash with. */
  readonly #inside = new Set<string>();

  /**
   * @param taken - names that are taken from the start
   * @param module - for the names inside a function, those of its module
   */
  constructor(taken: readonly string[], module?: UniqueNames) {
    this.#taken = new Set([...KEPT.split(" "), ...taken]);
    this.#module = module;
  }

  /** Returns the name, or where it is taken one with a number. */
  take(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#has(name); count++) name = `${wanted}${count}`;
    this.#taken.add(name);
    if (this.#module !== undefined) this.#module.#inside.add(name);
    return name;
  }

  #has(name: string): boolean {
    return this.#taken.has(name) || this.#inside.has(name) || (this.#module !== undefined && this.#module.#taken.has(name));
  }
}
