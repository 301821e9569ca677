/**
 * The vectors that a script of the site has put in place: browsers read no other file from the file system.
 *
 * @module
 */
import type { FieldLine } from "../../../reference/wire/index.ts";

interface VectorBase {
  readonly id: string;
  /** Empty without one. */
  readonly comment: string;
}

/** Octets, which the panel of frames opens. */
export interface OctetsVector extends VectorBase {
  readonly kind: "octets";
  /** The fragment of the address. */
  readonly fragment: string;
}

/** A header section. */
export interface HandshakeVector extends VectorBase {
  readonly kind: "handshake";
  readonly role: "client" | "server";
  readonly fields: readonly FieldLine[];
  readonly endStream: boolean;
  /** The options of the endpoint, as JSON. */
  readonly config: string;
}

/** The steps of a session. */
export interface SessionVector extends VectorBase {
  readonly kind: "session";
  readonly config: Readonly<Record<string, unknown>>;
  readonly random: readonly string[];
  readonly steps: readonly object[];
}

/** A vector of the site. */
export type SiteVector = OctetsVector | HandshakeVector | SessionVector;

/** Returns all vectors. */
export function allVectors(): readonly SiteVector[] {
  return (globalThis as { readonly explorerVectors?: readonly SiteVector[] }).explorerVectors ?? [];
}

/** Returns the sessions. */
export function sessionVectors(): readonly SessionVector[] {
  return allVectors().filter((vector) => vector.kind === "session");
}

/** Returns a vector by its id. */
export function findVector(id: string): SiteVector | undefined {
  return allVectors().find((vector) => vector.id === id);
}
