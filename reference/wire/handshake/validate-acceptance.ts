/**
 * Validates the choices of an application against the request that they answer.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { CompressionMethod } from "../../schema/headers/index.ts";
import type { Acceptance } from "./build-reply.ts";
import type { HandshakeRequest } from "./check-request.ts";

function offeredText(offered: readonly string[]): string {
  return offered.length === 0 ? "null, because the client offered none" : `one that the client offered, ${offered.join(" or ")}`;
}

/**
 * Validates that an acceptance chooses only what the client has offered.
 *
 * @throws {@link LocalError} if it chooses a subprotocol or a compression method that was not offered, or a parameter outside of the
 *   offered range
 */
export function validateAcceptance({ compression, protocol }: Acceptance, { protocols, offer }: HandshakeRequest): void {
  if (typeof protocol === "string" && !protocols.includes(protocol)) {
    throw new LocalError("protocol", `expected ${offeredText(protocols)}, found ${JSON.stringify(protocol)}`);
  }
  for (const [method, parameter] of Object.entries(compression ?? {})) {
    const range = offer[method as CompressionMethod];
    if (range === undefined) throw new LocalError("compression", `expected ${offeredText(Object.keys(offer))}, found ${method}`);
    const [least, most] = range;
    if (parameter >= least && parameter <= most) continue;
    throw new LocalError(`compression.${method}`, `expected ${least} to ${most}, the range that the client offered, found ${parameter}`);
  }
}
