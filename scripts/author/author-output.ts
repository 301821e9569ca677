/**
 * Where the tools for authors print.
 *
 * @module
 */

/** The output of a tool. The texts end with a line feed. */
export interface AuthorOutput {
  /** Prints results. */
  readonly out: (text: string) => void;
  /** Prints findings. */
  readonly error: (text: string) => void;
}
