/** @module */
import type { Issue } from "../layout/errors.ts";
import type { CompressionChoice, CompressionMethod } from "../schema/headers/index.ts";
export type Decompressed = { readonly ok: true; readonly octets: Uint8Array } | { readonly ok: false; readonly issue: Issue };
export interface Decompressor { decompress(payload: Uint8Array): Decompressed }
export interface CompressionUse { readonly threshold?: number }
export function decompressor(_choice: CompressionChoice, _options: { message: number }): Decompressor { return { decompress: (octets) => ({ ok: true, octets }) }; }
export class SenderCompression {
  constructor(_choice: CompressionChoice, _use?: CompressionUse) {}
  compress(_octets: Uint8Array, _options?: { compress?: boolean }): { compression: CompressionMethod; payload: Uint8Array } | undefined { return undefined; }
}
