/**
 * The operation of an adapter on compressed messages, by this package's decompressors.
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

/** A frame as its receiver understands it, or the code of its fault. */
type DecodedMessage = { readonly frame: unknown } | { readonly error: string };

/** One direction of a connection: its compressed messages share a context. */
class MessageDecoder {
  readonly #decompressor: Decompressor | undefined;

  constructor(given: { readonly compression: "none" | CompressionChoice; readonly limit?: number | undefined }) {
    const message = given.limit ?? limit.value("message");
    this.#decompressor = given.compression === "none" ? undefined : decompressor(given.compression, { message });
  }

  receive(frame: Frame): DecodedMessage {
    if (frame.type === "error" || frame.type === "ping" || !("payload" in frame)) return { frame: toPlain(frame) };
    const opened = (this.#decompressor as Decompressor).decompress(frame.payload);
    if (!opened.ok) return { error: opened.issue.code };
    const message = payloadCodecs[frame.type].decode(opened.octets);
    if (!message.ok) return { error: message.issue?.code ?? INCOMPLETE };
    return { frame: toPlain({ type: frame.type, ...message.value }) };
  }
}

/** Octets in one or several feeds to messages. */
export const decompress: Operation = (request): OperationReply => {
  const { config: given = { compression: "none" as const }, wire, steps } = decodeRequest.parse(request);
  const decoder = decoderFor(given);
  const receiver = new MessageDecoder(given);
  const frames: unknown[] = [];
  let error: string | undefined;
  const emitted = (steps ?? [{ feed: wire ?? "" }]).map(({ feed }) => {
    const before = frames.length;
    for (const each of error === undefined ? decoder.push(parseOctets(feed)) : []) {
      const received = receiver.receive(each);
      if ("error" in received) {
        error = received.error;
        break;
      }
      frames.push(received.frame);
    }
    return frames.length - before;
  });
  error ??= decoder.fault?.code ?? (decoder.pending > 0 ? INCOMPLETE : undefined);
  return { frames, ...(steps === undefined ? {} : { emitted }), ...(error === undefined ? {} : { error }) };
};
