/**
 * The operation `decompress` of the adapter.
 *
 * @module
 */
import { decompressor, type Decompressor } from "../../../reference/compression/index.ts";
import { compile } from "../../../reference/layout/compile/codec.ts";
import { toPlain } from "../../../reference/layout/index.ts";
import { binaryPayload, type CompressionChoice, type Frame, limit, textPayload } from "../../../reference/schema/index.ts";
import { parseOctets } from "../format/octets.ts";
import { INCOMPLETE } from "../protocol/messages.ts";
import { decodeRequest, decoderFor } from "./frames.ts";
import type { OperationReply, Operation } from "./operation.ts";

const payloadCodecs = { text: compile(textPayload), binary: compile(binaryPayload) };

/** A frame after decompression, or the code of its fault. */
type DecodedMessage = { readonly frame: unknown } | { readonly error: string };

/** Decompresses the messages of one direction; they share a context. */
class MessageDecoder {
  readonly #decompressor: Decompressor | undefined;

  constructor(config: { readonly compression: "none" | CompressionChoice; readonly limit?: number | undefined }) {
    const message = config.limit ?? limit.value("message");
    this.#decompressor = config.compression === "none" ? undefined : decompressor(config.compression, { message });
  }

  decode(frame: Frame): DecodedMessage {
    if (frame.type === "error" || frame.type === "ping" || !("payload" in frame)) return { frame: toPlain(frame) };
    const decompressed = (this.#decompressor as Decompressor).decompress(frame.payload);
    if (!decompressed.ok) return { error: decompressed.issue.code };
    const message = payloadCodecs[frame.type].decode(decompressed.octets);
    if (!message.ok) return { error: message.issue?.code ?? INCOMPLETE };
    return { frame: toPlain({ type: frame.type, ...message.value }) };
  }
}

/** Decodes octets to frames, and decompresses messages. */
export const decompress: Operation = (request): OperationReply => {
  const { config = { compression: "none" as const }, wire, steps } = decodeRequest.parse(request);
  const decoder = decoderFor(config);
  const messageDecoder = new MessageDecoder(config);
  const frames: unknown[] = [];
  let error: string | undefined;
  const emitted = (steps ?? [{ feed: wire ?? "" }]).map(({ feed }) => {
    const before = frames.length;
    for (const each of error === undefined ? decoder.push(parseOctets(feed)) : []) {
      const decoded = messageDecoder.decode(each);
      if ("error" in decoded) {
        error = decoded.error;
        break;
      }
      frames.push(decoded.frame);
    }
    return frames.length - before;
  });
  error ??= decoder.fault?.code ?? (decoder.pending > 0 ? INCOMPLETE : undefined);
  return { frames, ...(steps === undefined ? {} : { emitted }), ...(error === undefined ? {} : { error }) };
};
