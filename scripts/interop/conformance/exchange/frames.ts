/**
 * Explains the content of one direction of a stream: its WebSocket2 frames, field by field, as their last octets come.
 *
 * @module
 */
import { issueText, NEEDS, type TracedField } from "../../../../reference/layout/index.ts";
import { type CompressionName, frameCodec } from "../../../../reference/wire/index.ts";

/** More octets than these are no message limit of anybody: nothing is refused here for its size. */
const NO_LIMIT = 2 ** 32;

const SHOWN = 40;

const clipped = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text);

function fieldText({ path, value }: TracedField): string {
  const text = typeof value === "string" ? clipped(value) : String(value);
  return `${path.split(".").at(-1)} ${text === "" ? "empty" : text}`;
}

/** Reads content in any cut. */
export class FrameExplainer {
  #waiting: Uint8Array = new Uint8Array(0);
  #broken = false;
  /** The method that was agreed on. */
  method: CompressionName = "none";

  /** What the octets complete, a line each, and what they leave in hand. */
  push(octets: Uint8Array): string[] {
    if (this.#broken) return [`${octets.length} octets behind the fault`];
    const lines: string[] = [];
    const waited = this.#waiting.length;
    this.#waiting = Buffer.concat([this.#waiting, octets]);
    for (let line = this.#next(); line !== undefined; line = this.#next()) lines.push(line);
    if (this.#waiting.length === 0 || this.#broken) return lines;
    return [...lines, `${this.#waiting.length} octets of a frame that goes on${lines.length === 0 && waited > 0 ? `, ${octets.length} of them new` : ""}`];
  }

  #next(): string | undefined {
    if (this.#waiting.length === 0 || this.#broken) return undefined;
    const bounds = { message: NO_LIMIT, compression: this.method };
    const { read, reading } = frameCodec.reader(bounds);
    const end = read(this.#waiting, 0, this.#waiting.length);
    if (end === NEEDS) return undefined;
    if (end < 0) {
      this.#broken = true;
      return `malformed: ${reading.issue === undefined ? "" : issueText(reading.issue)}`;
    }
    const { fields } = frameCodec.trace(this.#waiting.subarray(0, end), bounds);
    this.#waiting = this.#waiting.subarray(end);
    return `frame of ${end} octets: ${fields.map(fieldText).join(", ")}`;
  }
}
