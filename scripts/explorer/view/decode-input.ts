/**
 * Decodes the octets of the explorer with the generated codecs, which need no code generation at run time.
 *
 * @module
 */
import { DeflateDecompressor } from "../../../reference/compression/deflate/deflate.ts";
import type { Decompressor } from "../../../reference/compression/compressor.ts";
import { Lz4Decompressor } from "../../../reference/compression/lz4/lz4.ts";
import type { EncodedElementModel } from "../../../reference/layout/model.ts";
import type { CompressionMethod } from "../../../reference/schema/index.ts";
import { codecOf, tracerOf } from "../../../reference/layout/runtime/codec.ts";
import { frameParts } from "../../../reference/wire/generated/frame.ts";
import { traceFrame } from "../../../reference/wire/generated/frame-trace.ts";
import { varsizeParts } from "../../../reference/wire/generated/varsize.ts";
import { traceVarsize } from "../../../reference/wire/generated/varsize-trace.ts";
import { type DecodedItem, decodeItems, type TracingCodec } from "../../frames/decode-items.ts";
import { MessageDecompressor } from "../../frames/message-decompressor.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import type { ExplorerSettings } from "./settings.ts";

type NewDecompressor = (parameter: number, message: number) => Decompressor;

/** Creates a decompressor by the name of its method. A new method needs one without modules of Node.js. */
const decompressors: Readonly<Record<CompressionMethod, NewDecompressor>> = {
  lz4: (_level, message) => new Lz4Decompressor({ message }),
  deflate: (windowBits, message) => new DeflateDecompressor(windowBits, { message }),
};

function codecFor({ elements, integer }: ExplorerData, type: string): TracingCodec {
  const model = elements[type] as EncodedElementModel;
  const frame = { reader: codecOf(frameParts).reader, trace: tracerOf(frameParts, traceFrame) };
  const bare = { reader: codecOf(varsizeParts).reader, trace: tracerOf(varsizeParts, traceVarsize) };
  return { model, ...(type === integer ? bare : frame) };
}

/** Returns one struct after the other, until the end or the first fault. */
export function decodeInput(data: ExplorerData, octets: Uint8Array, { type, method, parameter, limit }: ExplorerSettings): DecodedItem[] {
  const create = (decompressors as Readonly<Record<string, NewDecompressor | undefined>>)[method];
  const decompressor = new MessageDecompressor(create?.(parameter, limit));
  return octets.length === 0 ? [] : decodeItems(codecFor(data, type), octets, { limit, method, decompressor });
}
