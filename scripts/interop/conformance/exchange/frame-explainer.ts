/**
 * Explains the content of one direction of a stream: its WebSocket2 frames, field by field, as their last octets come.
 *
 * @module
 */
import { issueText, NEEDS, type TracedField } from "../../../../reference/layout/index.ts";
import { type CompressionName, frameCodec } from "../../../../reference/wire/index.ts";

/** More octets than these are no message limit of anybody: nothing is refused here for its size. */
const NO_LIMIT = 2 ** 32;

const SHOWN_CHARACTERS = 40;

const clipped = (text: string): string => (text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text);

function fieldText({ path, value }: TracedField): string {
  const text = typeof value === "string" ? clipped(value) : String(value);
  return `${path.split(".").at(-1)} ${text === "" ? "empty" : text}`;
}

/** Reads content in any cut. */
export class FrameExplainer {
  #pending: Uint8Array = new Uint8Array(0);
  #stopped = false;
  /** The method that was agreed on. */
  compression: CompressionName = "none";

  /** What the octets complete, a line each, and what they leave in hand. */
  push(octets: Uint8Array): string[] {
    if (this.#stopped) return [`${octets.length} octets behind the fault`];
    const lines: string[] = [];
    const waited = this.#pending.length;
    this.#pending = Buffer.concat([this.#pending, octets]);
    for (let line = this.#next(); line !== undefined; line = this.#next()) lines.push(line);
    if (this.#pending.length === 0 || this.#stopped) return lines;
    return [...lines, `${this.#pending.length} octets of a frame that goes on${lines.length === 0 && waited > 0 ? `, ${octets.length} of them new` : ""}`];
  }

  #next(): string | undefined {
    if (this.#pending.length === 0 || this.#stopped) return undefined;
    const bounds = { message: NO_LIMIT, compression: this.compression };
    const { read, reading } = frameCodec.reader(bounds);
    const end = read(this.#pending, 0, this.#pending.length);
    if (end === NEEDS) return undefined;
    if (end < 0) {
      this.#stopped = true;
      return `malformed: ${reading.issue === undefined ? "" : issueText(reading.issue)}`;
    }
    const { fields } = frameCodec.trace(this.#pending.subarray(0, end), bounds);
    this.#pending = this.#pending.subarray(end);
    return `frame of ${end} octets: ${fields.map(fieldText).join(", ")}`;
  }
}
