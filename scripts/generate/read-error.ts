/** A drawing or an example that cannot be read back; `line` counts from 1 within the text that was read. */
export class ReadError extends Error {
  override readonly name = "ReadError";
  readonly line: number;

  /** @param line where; @param message what was found and what was expected. */
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.line = line;
  }
}
