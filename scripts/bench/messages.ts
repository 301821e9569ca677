/**
 * The messages of the codec benchmarks.
 *
 * @module
 */
import type { Message } from "../../reference/connection/index.ts";
import type { BenchSize } from "./section.ts";

/** A message of the codec benchmarks. */
export interface BenchMessage {
  readonly name: string;
  /** In octets. */
  readonly size: number;
  readonly data: Uint8Array | string;
  readonly frame: Message;
}

function binary(size: number): BenchMessage {
  const data = new Uint8Array(size).fill(0x61);
  return { name: `binary ${size}`, size, data, frame: { type: "binary", bytes: data } };
}

function text(size: number): BenchMessage {
  const data = "a".repeat(size);
  return { name: `text ${size}`, size, data, frame: { type: "text", text: data } };
}

const SIZES = [16, 125, 1024, 16384, 65536, 1 << 20];

/** Binary and text messages of 16 octets to 1 MiB. */
export const MESSAGES: readonly BenchMessage[] = [...SIZES.map(binary), ...SIZES.map(text)];

/** Returns the messages of a run: those of all sizes, or one. */
export function messagesOfSize(run: BenchSize): readonly BenchMessage[] {
  return run === "full" ? MESSAGES : MESSAGES.filter(({ name }) => name === "binary 125");
}
