/**
 * The error of an input that cannot be used. It needs no module of Node.js.
 *
 * @module
 */

/** A command line or an input that a program cannot use. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** Lines that show the place of the mistake; empty if there is no place to show. */
  readonly excerpt: string;

  /** @param message - the expected and the found text */
  constructor(message: string, excerpt = "") {
    super(message);
    this.excerpt = excerpt;
  }
}
