/**
 * JavaScript text under construction.
 *
 * @module
 */

/** Lines of code and fresh names. */
export class Lines {
  readonly #lines: string[] = [];
  #names = 0;

  /** Adds lines. */
  add(...lines: readonly string[]): void {
    this.#lines.push(...lines);
  }

  /** A variable name that nothing else has. */
  fresh(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  /** All lines. */
  text(): string {
    return this.#lines.join("\n");
  }
}

/** A string as JavaScript text: the only way in which strings enter code. */
export const quote = (text: string): string => JSON.stringify(text);
