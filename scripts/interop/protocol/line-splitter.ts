/**
 * Cuts a stream of text into lines.
 *
 * @module
 */

/** Takes pieces of text and hands over whole lines, without their ends; a last line without an end is kept back. */
export class LineSplitter {
  #partialLine: string[] = [];

  /** @returns the lines that the piece completes */
  push(piece: string): string[] {
    const parts = piece.split("\n");
    const last = parts.pop() ?? "";
    if (parts.length === 0) {
      this.#partialLine.push(last);
      return [];
    }
    parts[0] = this.#partialLine.join("") + (parts[0] ?? "");
    this.#partialLine = [last];
    return parts.map((line) => line.replace(/\r$/, ""));
  }
}
