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

/** A line of octets, without CR and LF. */
export interface OctetLine {
  readonly octets: Buffer;
  /** The offset of its first octet in the input. */
  readonly offset: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** Yields the lines of octets that arrive in pieces. The last line may lack its line end. */
export async function* splitOctetLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<OctetLine> {
  let partial: Buffer[] = [];
  let offset = 0;
  const line = (last: Buffer): OctetLine => {
    const whole = partial.length === 0 ? last : Buffer.concat([...partial, last]);
    partial = [];
    return { octets: whole.at(-1) === CR ? whole.subarray(0, -1) : whole, offset };
  };
  let next = 0;
  for await (const piece of pieces) {
    const octets = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    let from = 0;
    for (let end = octets.indexOf(LF); end !== -1; end = octets.indexOf(LF, from)) {
      yield line(octets.subarray(from, end));
      from = end + 1;
      offset = next + from;
    }
    next += octets.length;
    if (from < octets.length) partial.push(octets.subarray(from));
  }
  if (partial.length > 0) yield line(Buffer.alloc(0));
}

/** Yields the lines of a text that arrives in pieces. The last line may lack its line end. */
export async function* splitLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  const splitter = new LineSplitter();
  for await (const piece of pieces) yield* splitter.push(piece);
  const rest = splitter.rest();
  if (rest !== "") yield rest;
}
