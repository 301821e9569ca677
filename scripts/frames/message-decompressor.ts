/**
 * Decompresses the frames of one direction of a connection.
 *
 * @module
 */
import type { Decompressor } from "../../reference/compression/compressor.ts";
import type { Issue } from "../../reference/layout/errors.ts";
import type { TracedField } from "../../reference/layout/index.ts";
import type { Frame } from "../../reference/wire/frame-types.ts";

/** A decoded frame with its fields. */
export interface LocatedFrame {
  /** The offset of its first octet in the input. */
  readonly octet: number;
  readonly fields: readonly TracedField[];
  readonly frame: Partial<Frame>;
}

/** The message of a compressed frame, or the issue that prevents decompression. */
export type DecompressedMessage =
  | { readonly ok: true; readonly octets: Uint8Array; readonly content: string | Uint8Array }
  | { readonly ok: false; readonly issue: Issue };

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Decompresses the frames of one direction of a connection, in order. */
export class MessageDecompressor {
  readonly #decompressor: Decompressor | undefined;

  /** @param decompressor - of the negotiated method; `undefined` without compression */
  constructor(decompressor: Decompressor | undefined) {
    this.#decompressor = decompressor;
  }

  /** Returns the message of a frame, or `undefined` if the frame is not compressed. */
  decompress({ frame, fields, octet }: LocatedFrame): DecompressedMessage | undefined {
    if (frame.compression === undefined || !("payload" in frame) || this.#decompressor === undefined) return undefined;
    const result = this.#decompressor.decompress(frame.payload);
    const base = octet + (fields.find(({ path }) => path === "payload")?.bit ?? 0) / 8;
    if (!result.ok) return { ok: false, issue: { ...result.issue, octet: result.issue.octet + base, bit: result.issue.bit + base * 8 } };
    return frame.type === "text" ? decodeText(result.octets, base) : { ok: true, octets: result.octets, content: result.octets };
  }
}

function decodeText(octets: Uint8Array, base: number): DecompressedMessage {
  try {
    return { ok: true, octets, content: utf8.decode(octets) };
  } catch {
    const place = { path: "payload", octet: base, bit: base * 8 };
    return {
      ok: false,
      issue: { code: "UTF8", rule: "utf8", ...place, expected: "UTF-8 after decompression", found: "octets that are not UTF-8" },
    };
  }
}
