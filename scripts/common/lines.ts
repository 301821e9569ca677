/**
 * Lines of a text that arrives in pieces.
 *
 * @module
 */

/** Collects pieces of text and returns whole lines, without CR and LF. */
export class LineSplitter {
  #partialLine: string[] = [];
  #pending = 0;

  /** The characters of the last line, which has no line end yet. */
  get pending(): number {
    return this.#pending;
  }

  /** Takes a piece and returns the lines that it completes. */
  push(piece: string): string[] {
    const parts = piece.split("\n");
    const last = parts.pop() ?? "";
    if (parts.length === 0) {
      this.#partialLine.push(last);
      this.#pending += last.length;
      return [];
    }
    parts[0] = this.#partialLine.join("") + (parts[0] ?? "");
    this.#partialLine = [last];
    this.#pending = last.length;
    return parts.map((line) => line.replace(/\r$/, ""));
  }

  /** Returns the last line if it has no line end; empty otherwise. */
  rest(): string {
    return this.#partialLine.join("");
  }
}

/** Yields the lines of a text that arrives in pieces. The last line may lack its line end. */
export async function* splitLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  const splitter = new LineSplitter();
  for await (const piece of pieces) yield* splitter.push(piece);
  const rest = splitter.rest();
  if (rest !== "") yield rest;
}
