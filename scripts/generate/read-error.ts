/** A drawing or an example that cannot be parsed. */
export class ReadError extends Error {
  override readonly name = "ReadError";
  /** The number of the line, from 1 within the parsed text. */
  readonly line: number;

  /**
   * @param line - the number of the line, from 1 within the parsed text
   * @param message - the problem and the expectation
   */
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.line = line;
  }
}
