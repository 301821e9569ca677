/**
 * Vectors of compressed messages: each method at each parameter, shared contexts, every way to be malformed, limits.
 *
 * Compressed octets come from small encoders that never change, and not from a library.
 *
 * @module
 */
import type { Model } from "../../../../reference/layout/model.ts";
import { SuiteDraft } from "../draft.ts";
import { addDeflate } from "./deflate.ts";
import { addLz4 } from "./lz4.ts";
import { addTexts } from "./texts.ts";
import { Work } from "./work.ts";

/** The suite of compressed messages. */
export function compressionSuite(model: Model): Record<string, unknown> {
  const draft = new SuiteDraft("compression");
  addLz4(new Work(draft, model, "lz4"));
  addDeflate(new Work(draft, model, "deflate"));
  addTexts(draft, model);
  return draft.finish();
}
