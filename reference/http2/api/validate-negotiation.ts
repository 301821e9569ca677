/**
 * Validates compression, subprotocol and origin options when they are set: a value that no handshake can agree on is a mistake of the
 * caller.
 *
 * @module
 */
import { runnableMethods } from "../../compression/methods.ts";
import { LocalError } from "../../layout/errors.ts";
import { type CompressionOffer, websocket2Compression, websocket2Protocol } from "../../schema/headers/index.ts";
import { checkOffer } from "../../wire/handshake/compression.ts";
import { writeRequestField } from "../../wire/index.ts";

/** Runs a check of a handshake field and names the option, in place of the field, in its error. */
function reportAsOption(option: string, id: string, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    throw new LocalError(error.path.replace(id, option), error.message.slice(error.path.length + 2));
  }
}

/**
 * Validates a list of subprotocols.
 *
 * @param option - name of the option, for the error
 * @throws LocalError if a subprotocol cannot be sent, is empty, or is listed twice
 */
export function validateProtocols(option: string, protocols: readonly string[]): void {
  reportAsOption(option, websocket2Protocol.model.id, () => writeRequestField(websocket2Protocol, protocols));
  const wrong = protocols.find((each, index) => each === "" || protocols.indexOf(each) !== index);
  if (wrong === "") throw new LocalError(option, "expected names of subprotocols, found an empty one");
  if (wrong !== undefined) throw new LocalError(option, `expected each subprotocol once, found ${JSON.stringify(wrong)} again`);
}

/**
 * Validates compression methods with their ranges.
 *
 * @param option - name of the option, for the error
 * @throws LocalError if a method is unknown, a range exceeds that of the schema, or the runtime can run none of the methods
 */
export function validateCompressionOffer(option: string, methods: CompressionOffer): void {
  const { id } = websocket2Compression.model;
  reportAsOption(option, id, () => writeRequestField(websocket2Compression, checkOffer(methods)));
  runnableMethods(option, methods);
}

/** A scheme and an authority without user information. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@\\]+$/;

/** Returns the serialization of an origin (RFC 6454, Section 6.2); `undefined` if it is unknown. */
function serializedOrigin(text: string): string | undefined {
  const origin = URL.canParse(text) ? new URL(text).origin : "null";
  // The URL Standard returns "null" for every scheme that is not one of the Web.
  return origin === "null" ? undefined : origin;
}

/**
 * Validates a list of origins, which servers compare octet by octet.
 *
 * @param option - name of the option, for the error
 * @throws LocalError if no Origin field can have one of the values
 */
export function validateOrigins(option: string, origins: readonly string[]): void {
  for (const origin of origins) {
    const serialized = serializedOrigin(origin);
    if (origin === "null" || (ORIGIN.test(origin) && (serialized ?? origin) === origin)) continue;
    const hint = serialized === undefined ? "" : `, which is sent as ${JSON.stringify(serialized)}`;
    throw new LocalError(option, `expected origins as they are sent, scheme://host[:port] or null, found ${JSON.stringify(origin)}${hint}`);
  }
}
