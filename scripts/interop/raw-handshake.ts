/**
 * Handshake requests of a raw HTTP/2 client, in which the caller chooses every field.
 *
 * @module
 */
import { randomBytes } from "node:crypto";

import { encodeFrame } from "../../reference/wire/index.ts";
import { data, headers, type HeadersFrameOptions, type Http2Field, type Http2Peer } from "./h2/index.ts";

/** A ping that opens a connection. */
export interface OpeningPing {
  /** The Data: 8 octets. */
  readonly data: Uint8Array;
  /** The whole frame. */
  readonly octets: Uint8Array;
}

/** Returns a ping with random Data. */
export function newOpeningPing(): OpeningPing {
  const bytes = new Uint8Array(randomBytes(8));
  return { data: bytes, octets: encodeFrame({ type: "ping", kind: "ping", data: bytes }) };
}

/** Options of {@link sendHandshakeRequest}. */
export interface HandshakeRequestOptions extends HeadersFrameOptions {
  /** Whether DATA with the opening ping follows HEADERS; defaults to `true`, and to `false` with `endStream`. */
  readonly ping?: boolean;
}

/**
 * Sends the header section of a request and the opening ping in one write.
 *
 * @returns the ping, even if it was not sent
 */
export function sendHandshakeRequest(
  peer: Http2Peer,
  stream: number,
  fields: readonly Http2Field[],
  options: HandshakeRequestOptions = {},
): OpeningPing {
  const { ping = options.endStream !== true, ...frame } = options;
  const opening = newOpeningPing();
  peer.send(headers(stream, fields, frame), ping ? data(stream, opening.octets) : []);
  return opening;
}
