/**
 * Turns the configuration of a server in the vectors into a policy.
 *
 * @module
 */
import type { CompressionOffer } from "../../../reference/schema/index.ts";
import type { RequestPolicy } from "../../../reference/wire/index.ts";

/** Configuration of a server. Its compression methods and whether one of them is required stand in one object. */
export interface VectorServerConfig extends Omit<RequestPolicy, "compression" | "requireCompression"> {
  /** The methods with their ranges, and whether the server refuses a handshake without a common one. */
  readonly compression?: { readonly methods: CompressionOffer; readonly required?: boolean };
}

/** Returns the policy of a configuration. */
export function policyOfConfig({ compression, ...others }: VectorServerConfig): RequestPolicy {
  if (compression === undefined) return others;
  return { ...others, compression: compression.methods, requireCompression: compression.required ?? false };
}
