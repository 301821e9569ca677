/**
 * What is wrong with what an endpoint offers, speaks or admits: values that no handshake can ever agree on are mistakes of whoever
 * wrote them.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import { type CompressionOffer, websocket2Compression, websocket2Protocol } from "../../schema/headers/index.ts";
import { checkOffer } from "../../wire/handshake/compression.ts";
import { writeRequestField } from "../../wire/index.ts";

/** Runs a check of a field of the handshake, and complains of the option in its place. */
function reportAsOption(where: string, id: string, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    throw new LocalError(error.path.replace(id, where), error.message.slice(error.path.length + 2));
  }
}

/**
 * Looks at subprotocols.
 *
 * @throws LocalError where one cannot be sent, is empty, or stands twice
 */
export function validateProtocols(where: string, protocols: readonly string[]): void {
  reportAsOption(where, websocket2Protocol.model.id, () => writeRequestField(websocket2Protocol, protocols));
  const wrong = protocols.find((each, index) => each === "" || protocols.indexOf(each) !== index);
  if (wrong !== undefined) throw new LocalError(where, wrong === "" ? "expected names of subprotocols, found an empty one" : `expected each subprotocol once, found ${JSON.stringify(wrong)} again`);
}

/**
 * Looks at methods with their ranges.
 *
 * @throws LocalError where there is none of such a name, or a range is not within the schema's
 */
export function validateCompressionOffer(where: string, methods: CompressionOffer): void {
  const { id } = websocket2Compression.model;
  reportAsOption(where, id, () => writeRequestField(websocket2Compression, checkOffer(methods)));
}

/** A scheme with what can be an authority without a user. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@\\]+$/;

/** An origin as it is serialized (RFC 6454, Section 6.2); `undefined` where that cannot be told. */
function serializedOrigin(text: string): string | undefined {
  const origin = URL.canParse(text) ? new URL(text).origin : "null";
  // The URL Standard has "null" for all schemes but those of the web.
  return origin === "null" ? undefined : origin;
}

/**
 * Looks at origins, which are compared octet by octet.
 *
 * @throws LocalError where one is none that an Origin field ever has
 */
export function validateOrigins(where: string, origins: readonly string[]): void {
  for (const origin of origins) {
    const sent = serializedOrigin(origin);
    if (origin === "null" || (ORIGIN.test(origin) && (sent ?? origin) === origin)) continue;
    const hint = sent === undefined ? "" : `, which is sent as ${JSON.stringify(sent)}`;
    throw new LocalError(where, `expected origins as they are sent, scheme://host[:port] or null, found ${JSON.stringify(origin)}${hint}`);
  }
}
