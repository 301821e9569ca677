/**
 * Explains the WebSocket2 frames in one direction of a stream, field by field.
 *
 * @module
 */
import { issueText, NEEDS, type TracedField } from "../../../../reference/layout/index.ts";
import { type CompressionName, frameCodec } from "../../../../reference/wire/index.ts";

/** A message limit in octets that no frame exceeds: the explainer shows frames of any size. */
const NO_LIMIT = 2 ** 32;

const VALUE_CHARACTERS = 40;

const shortened = (text: string): string => (text.length > VALUE_CHARACTERS ? `${text.slice(0, VALUE_CHARACTERS)}...` : text);

function fieldText({ path, value }: TracedField): string {
  const text = typeof value === "string" ? shortened(value) : String(value);
  return `${path.split(".").at(-1)} ${text === "" ? "empty" : text}`;
}

/** Explains content that arrives in pieces of any size. */
export class FrameExplainer {
  #pending: Uint8Array = new Uint8Array(0);
  #stopped = false;
  /** The negotiated method. */
  compression: CompressionName = "none";

  /** Returns one line for each frame that the octets complete, and one for an incomplete frame. */
  push(octets: Uint8Array): string[] {
    if (this.#stopped) return [`${octets.length} octets after the fault`];
    const wasPending = this.#pending.length > 0;
    this.#pending = Buffer.concat([this.#pending, octets]);
    const lines: string[] = [];
    for (let line = this.#next(); line !== undefined; line = this.#next()) lines.push(line);
    if (this.#pending.length === 0 || this.#stopped) return lines;
    const added = lines.length === 0 && wasPending ? `, ${octets.length} of them new` : "";
    return [...lines, `${this.#pending.length} octets of an incomplete frame${added}`];
  }

  #next(): string | undefined {
    if (this.#pending.length === 0 || this.#stopped) return undefined;
    const bounds = { message: NO_LIMIT, compression: this.compression };
    const { read, state } = frameCodec.reader(bounds);
    const end = read(this.#pending, 0, this.#pending.length);
    if (end === NEEDS) return undefined;
    if (end < 0) {
      this.#stopped = true;
      return `malformed: ${state.issue === undefined ? "" : issueText(state.issue)}`;
    }
    const { fields } = frameCodec.trace(this.#pending.subarray(0, end), bounds);
    this.#pending = this.#pending.subarray(end);
    return `frame of ${end} octets: ${fields.map(fieldText).join(", ")}`;
  }
}
