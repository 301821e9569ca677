/**
 * Typed access to parts of other packages: the types of `ws` lack its codec, and those of `binary-parser` do not resolve.
 *
 * @module
 */
import { createRequire } from "node:module";

import * as ws from "ws";

interface WsReceiver {
  write(chunk: Uint8Array): boolean;
  on(event: "message", take: (data: Buffer, isBinary: boolean) => void): void;
}

interface WsSender {
  send(
    data: Uint8Array | string,
    options: { readonly binary: boolean; readonly mask: boolean; readonly fin: boolean; readonly compress: boolean },
  ): void;
}

/** The destination of a sender. */
export interface WsSink {
  cork(): void;
  uncork(): void;
  write(chunk: Uint8Array | string): void;
}

interface WsCodec {
  readonly Receiver: new (options: {
    readonly isServer: boolean;
    readonly maxPayload: number;
    readonly allowSynchronousEvents: boolean;
  }) => WsReceiver;
  readonly Sender: new (sink: WsSink) => WsSender;
}

/** Receiver and Sender of `ws`. */
export const { Receiver, Sender } = ws as unknown as WsCodec;

interface BinaryParser {
  uint8(name: string): BinaryParser;
  uint16(name: string): BinaryParser;
  uint32(name: string): BinaryParser;
  endianness(order: "little"): BinaryParser;
  choice(
    name: string,
    options: { readonly tag: string; readonly defaultChoice: BinaryParser; readonly choices: Readonly<Record<number, BinaryParser>> },
  ): BinaryParser;
  buffer(name: string, options: { readonly length: () => number }): BinaryParser;
  parse(octets: Uint8Array): unknown;
}

/** The parser of `binary-parser`. */
export const { Parser } = createRequire(import.meta.url)("binary-parser") as { readonly Parser: new () => BinaryParser };
