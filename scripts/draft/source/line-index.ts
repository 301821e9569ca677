/**
 * Lines and columns of offsets.
 *
 * @module
 */
import type { SourcePosition } from "../diagnostics/diagnostics.ts";

/** Finds the line and column of an offset of a text by a binary search. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** Returns the place of an offset; line and column count from 1. */
  positionOf(offset: number): SourcePosition {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
