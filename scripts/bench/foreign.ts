/**
 * Parts of other packages whose types cannot be used: those of `ws` leave its codec out, those of `binary-parser` are not found.
 *
 * @module
 */
import { createRequire } from "node:module";

import * as ws from "ws";

interface ReceiverPart {
  write(chunk: Uint8Array): boolean;
  on(event: "message", take: (data: Buffer, isBinary: boolean) => void): void;
}

interface SenderPart {
  send(data: Uint8Array | string, options: { readonly binary: boolean; readonly mask: boolean; readonly fin: boolean; readonly compress: boolean }): void;
}

/** What a sender writes to. */
export interface Sink {
  cork(): void;
  uncork(): void;
  write(chunk: Uint8Array | string): void;
}

interface Parts {
  readonly Receiver: new (options: { readonly isServer: boolean; readonly maxPayload: number; readonly allowSynchronousEvents: boolean }) => ReceiverPart;
  readonly Sender: new (sink: Sink) => SenderPart;
}

/** Receiver and Sender of `ws`. */
export const { Receiver, Sender } = ws as unknown as Parts;

interface Declared {
  uint8(name: string): Declared;
  uint16(name: string): Declared;
  uint32(name: string): Declared;
  endianness(order: "little"): Declared;
  choice(name: string, options: { readonly tag: string; readonly defaultChoice: Declared; readonly choices: Readonly<Record<number, Declared>> }): Declared;
  buffer(name: string, options: { readonly length: () => number }): Declared;
  parse(octets: Uint8Array): unknown;
}

/** The parser of `binary-parser`. */
export const { Parser } = createRequire(import.meta.url)("binary-parser") as { readonly Parser: new () => Declared };
