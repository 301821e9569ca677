/**
 * The operations `decode`, `encode` and `varsize` of the adapter.
 *
 * @module
 */
import { z } from "zod";

import { fromPlain, toPlain } from "../../../reference/layout/index.ts";
import { frame, type Frame, frameStream } from "../../../reference/schema/index.ts";
import { type CompressionName, FrameDecoder, FrameEncoder, varSizeCodec } from "../../../reference/wire/index.ts";
import { toHex } from "../../common/octets.ts";
import { octets, parseOctets } from "../format/octets.ts";
import { INCOMPLETE } from "../protocol/messages.ts";
import type { OperationReply, Operation } from "./operation.ts";

/** The configuration of a decoder. */
export const decoderConfig = z.looseObject({
  compression: z.union([z.literal("none"), z.record(z.string(), z.int())]).default("none"),
  limit: z.int().min(0).optional(),
});

type DecoderConfig = z.output<typeof decoderConfig>;

/** A request with octets: as a whole, or in several feeds. */
export const decodeRequest = z.looseObject({
  config: decoderConfig.optional(),
  wire: octets.optional(),
  steps: z.array(z.looseObject({ feed: octets })).optional(),
});

const encodeRequest = z.looseObject({ config: decoderConfig.optional(), frames: z.array(z.unknown()) });

const integerRequest = z.looseObject({ wire: octets.optional(), value: z.int().min(0).optional() });

function compressionOf({ compression = "none" }: Partial<DecoderConfig> = {}): { compression: CompressionName } {
  const name = compression === "none" ? compression : Object.keys(compression)[0];
  return { compression: name as CompressionName };
}

/** Returns a decoder of frames. */
export function decoderFor(config: DecoderConfig | undefined): FrameDecoder<CompressionName> {
  return new FrameDecoder({ ...compressionOf(config), ...(config?.limit === undefined ? {} : { message: config.limit }) });
}

/** Returns the frames up to the end of the stream. Frames after it are neither checked nor reported. */
function upToEnd(frames: readonly Frame[]): readonly Frame[] {
  const index = frames.findIndex(frameStream.isEnd);
  return index < 0 ? frames : frames.slice(0, index + 1);
}

/** Decodes octets to frames. */
export const decode: Operation = (request): OperationReply => {
  const { config, wire, steps } = decodeRequest.parse(request);
  const decoder = decoderFor(config);
  const frames: Frame[] = [];
  const hasEnded = (): boolean => frames.some(frameStream.isEnd);
  const emitted = (steps ?? [{ feed: wire ?? "" }]).map(({ feed }) => {
    const complete = hasEnded() ? [] : upToEnd(decoder.push(parseOctets(feed)));
    frames.push(...complete);
    return complete.length;
  });
  const fault = decoder.fault?.code ?? (decoder.pending > 0 ? INCOMPLETE : undefined);
  const error = hasEnded() ? undefined : fault;
  return { frames: frames.map(toPlain), ...(steps === undefined ? {} : { emitted }), ...(error === undefined ? {} : { error }) };
};

/** Encodes frames to octets. */
export const encode: Operation = (request): OperationReply => {
  const { config, frames } = encodeRequest.parse(request);
  const encoder = new FrameEncoder(compressionOf(config));
  const values = frames.map((each) => fromPlain(frame.model, each) as Frame);
  return { wire: toHex(encoder.encode(...values)) };
};

/** Decodes octets to an integer, or encodes an integer. */
export const varsize: Operation = (request): OperationReply => {
  const { wire, value } = integerRequest.parse(request);
  if (value !== undefined) return { wire: toHex(varSizeCodec.encode(value)) };
  const result = varSizeCodec.decode(parseOctets(wire ?? ""));
  if (result.ok) return { value: result.value };
  return { error: result.issue?.code ?? INCOMPLETE };
};
