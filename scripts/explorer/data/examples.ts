/**
 * The octets that a reader of the explorer can begin with.
 *
 * @module
 */
import { compressor } from "../../../reference/compression/index.ts";
import type { CompressionChoice, CompressionMethod } from "../../../reference/schema/index.ts";
import { encodeFrame, type Frame } from "../../../reference/wire/index.ts";
import { concatOctets, toHex } from "../../common/octets.ts";
import type { ExplorerExample } from "./explorer-data.ts";

const data = Uint8Array.of(0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8);
const utf8 = new TextEncoder();

const hexOf = (...frames: readonly Frame[]): string => toHex(concatOctets(frames.map(encodeFrame)));

/** Returns the frames of texts in one context of a method. */
function compressedFrames(choice: CompressionChoice, ...texts: readonly string[]): Frame[] {
  const [compression] = Object.keys(choice) as [CompressionMethod];
  const context = compressor(choice);
  return texts.map((text) => {
    const payload = context.compress(utf8.encode(text));
    return payload === undefined ? { type: "text", text } : { type: "text", compression, payload };
  });
}

const ping = { type: "ping", kind: "ping", data } as const;
const hi = { type: "text", text: "Hi" } as const;
const words = "the same words, ".repeat(6);

/** The octet in the text "Hi" that no UTF-8 has at this place. */
const notUtf8 = hexOf(hi).replace(/4869$/, "c328");

/** Returns the examples; the page shows the first one when it opens. */
export function explorerExamples(): ExplorerExample[] {
  const close = { type: "error", code: "CLOS", status: 1000, reason: "done" } as const;
  const binary = { type: "binary", bytes: data.subarray(0, 4) } as const;
  const long = { type: "binary", bytes: new Uint8Array(300) } as const;
  return [
    { title: "A connection in four frames", fragment: `hex=${hexOf(ping, hi, binary, close)}&role=server` },
    { title: "Text that is not UTF-8", fragment: `hex=${hexOf(ping)}${notUtf8}` },
    { title: "Reserved bits that are not zero", fragment: "hex=0110" },
    { title: "A frame that is cut", fragment: `hex=${hexOf(ping).slice(0, 12)}` },
    { title: "A length in three octets", fragment: `hex=${hexOf(long)}` },
    { title: "A message in lz4", fragment: `hex=${hexOf(...compressedFrames({ lz4: 1 }, words))}&compression=lz4=1` },
    {
      title: "Two messages in deflate, in one context",
      fragment: `hex=${hexOf(...compressedFrames({ deflate: 12 }, `${words}once`, `${words}twice`))}&compression=deflate=12`,
    },
    { title: "A frame over the limit of its receiver", fragment: `hex=${hexOf(long).slice(0, 8)}&limit=256` },
    { title: "An integer of 16 bits", fragment: "hex=fe2c01&type=varsize" },
  ];
}
