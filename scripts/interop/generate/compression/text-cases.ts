/**
 * Vectors of compressed texts: UTF-8 is judged over the whole message, after decompression.
 *
 * @module
 */
import type { Model } from "../../../../reference/layout/model.ts";
import { concatOctets } from "../../../common/octets.ts";
import type { SuiteBuilder } from "../suite-builder.ts";
import { badUtf8 } from "../mutations.ts";
import { DeflateBits } from "./deflate-bits.ts";
import { lz4Block } from "./lz4-block.ts";
import { ascii, CompressionCases } from "./compression-cases.ts";

/** How each method holds a message as it is; the size stands before an lz4 block. */
const literalEncoders: Readonly<Record<string, (message: Uint8Array) => Uint8Array>> = {
  lz4: (message) => concatOctets([Uint8Array.of(message.length), lz4Block({ literals: message })]),
  deflate: (message) => new DeflateBits().fixed([message]).payload(),
};

const methodParameters: Readonly<Record<string, number>> = { lz4: 1, deflate: 12 };

/** Good and bad texts under each method. */
export function addTextCases(draft: SuiteBuilder, model: Model): void {
  const flag = draft.note("TextUtf8", "a compressed text is UTF-8 as a whole, or the fault is UTF8 and not DECO");
  for (const [method, hold] of Object.entries(literalEncoders)) {
    const work = new CompressionCases(draft, model, method);
    const key = work.group(methodParameters[method] as number);
    const good = new Uint8Array(Buffer.from("\u00e9\u4e16\u{1f310}\ufeff\u0000", "utf8"));
    work.valid(key, flag, "text/good", work.compressed(hold(good), good, "text"));
    for (const [name, octets] of Object.entries(badUtf8)) {
      const message = concatOctets([ascii("a"), Uint8Array.from(octets)]);
      work.invalid(key, flag, `text/${name}`, work.compressed(hold(message), undefined, "text"), { result: "invalid", errors: ["UTF8"] });
    }
    const message = Uint8Array.of(0xff, 0xfe);
    work.valid(key, flag, "binary/no-utf8", work.compressed(hold(message), message));
  }
}
