/**
 * Observation of the octets of one connection, for diagnostics.
 *
 * @module
 */
import type { Connection } from "../api/connection.ts";

/** Sees the content of a stream as it passes. A binding without an observer does no work for it. */
export interface OctetObserver {
  /** The connection, once it is open. */
  connection: Connection | undefined;
  /** Sees octets that arrive, before the core handles them. They are valid during the call. */
  received(octets: Uint8Array): void;
  /** Sees octets that the core hands to HTTP. They are valid during the call. */
  sent(octets: Uint8Array): void;
}
