/**
 * The messages that the codecs are measured with.
 *
 * @module
 */
import type { Message } from "../../reference/connection/index.ts";

/** A message to measure with. */
export interface BenchMessage {
  readonly name: string;
  /** In octets. */
  readonly size: number;
  readonly data: Uint8Array | string;
  readonly frame: Message;
  /** How many times faster than `ws` it is to be. */
  readonly asked?: number;
}

function binary(size: number, asked?: number): BenchMessage {
  const data = new Uint8Array(size).fill(0x61);
  return { name: `binary ${size}`, size, data, frame: { type: "binary", bytes: data }, ...(asked !== undefined && { asked }) };
}

function text(size: number, asked?: number): BenchMessage {
  const data = "a".repeat(size);
  return { name: `text ${size}`, size, data, frame: { type: "text", text: data }, ...(asked !== undefined && { asked }) };
}

/** From 16 octets to 1 MiB. */
export const MESSAGES: readonly BenchMessage[] = [
  binary(16, 3),
  binary(125, 3),
  binary(1024, 3),
  binary(16384, 1),
  binary(65536, 1),
  binary(1 << 20),
  text(16, 1),
  text(125, 2),
  text(1024, 1),
  text(16384, 1),
  text(65536, 1),
  text(1 << 20),
];
