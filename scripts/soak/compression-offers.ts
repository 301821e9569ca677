/**
 * Compression of the schema, as soaks use it: a new method takes part without a change here.
 *
 * @module
 */
import type { CompressionOffer } from "../../reference/schema/index.ts";
import { compressionMethods, widestOffer } from "../../reference/wire/index.ts";

/** The offers of clients: none, and each method alone with all of its parameters. */
export const compressionOffers: readonly (CompressionOffer | undefined)[] = [
  undefined,
  ...compressionMethods.map((method) => widestOffer([method])),
];

/** The methods of a server that accepts each of the offers. */
export const anyCompression: CompressionOffer = widestOffer();
