/**
 * Vectors of compressed messages: each method at each parameter, shared contexts, every way to be malformed, limits.
 *
 * Compressed octets come from small encoders that never change, and not from a library.
 *
 * @module
 */
import type { Model } from "../../../../reference/layout/model.ts";
import { SuiteBuilder } from "../suite-builder.ts";
import { addDeflateCases } from "./deflate-cases.ts";
import { addLz4Cases } from "./lz4-cases.ts";
import { addTextCases } from "./text-cases.ts";
import { CompressionCases } from "./compression-cases.ts";

/** The suite of compressed messages. */
export function compressionSuite(model: Model): Record<string, unknown> {
  const draft = new SuiteBuilder("compression");
  addLz4Cases(new CompressionCases(draft, model, "lz4"));
  addDeflateCases(new CompressionCases(draft, model, "deflate"));
  addTextCases(draft, model);
  return draft.build();
}
