/**
 * The messages of the codec benchmarks.
 *
 * @module
 */
import type { Message } from "../../reference/connection/index.ts";

/** A message of the codec benchmarks. */
export interface BenchMessage {
  readonly name: string;
  /** In octets. */
  readonly size: number;
  readonly data: Uint8Array | string;
  readonly frame: Message;
  /** The target: the speed divided by that of `ws`. */
  readonly target?: number;
}

function binary(size: number, target?: number): BenchMessage {
  const data = new Uint8Array(size).fill(0x61);
  return { name: `binary ${size}`, size, data, frame: { type: "binary", bytes: data }, ...(target !== undefined && { target }) };
}

function text(size: number, target?: number): BenchMessage {
  const data = "a".repeat(size);
  return { name: `text ${size}`, size, data, frame: { type: "text", text: data }, ...(target !== undefined && { target }) };
}

/** Messages of 16 octets to 1 MiB. */
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
