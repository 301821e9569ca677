/**
 * Lets only so many through at once.
 *
 * @module
 */

/** A gate; what does not fit waits in line. */
export class Gate {
  #room: number;
  readonly #line: (() => void)[] = [];

  /** @param room - how many at once */
  constructor(room: number) {
    this.#room = room;
  }

  /** Does some work when there is room for it. @throws what the work throws */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#room > 0) this.#room -= 1;
    else await new Promise<void>((resolve) => this.#line.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next === undefined) this.#room += 1;
      else next();
    }
  }
}
