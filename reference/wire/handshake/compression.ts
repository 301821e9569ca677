/**
 * The negotiation of a compression method.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { SfMemberModel } from "../../layout/model.ts";
import {
  type CompressionChoice,
  type CompressionMethod,
  type CompressionOffer,
  websocket2Compression,
} from "../../schema/headers/index.ts";

/** The inclusive range of a method's parameter. */
export type ParameterRange = readonly [least: number, most: number];

/** Returns the members of the field in one direction, by method. */
function membersOf(direction: "request" | "response"): Readonly<Record<string, SfMemberModel>> {
  const model = websocket2Compression.model[direction];
  return model?.type === "dictionary" ? model.of : {};
}

/** The methods that can be negotiated, in the order of the schema. */
export const compressionMethods = Object.keys(membersOf("response")) as readonly CompressionMethod[];

/**
 * Returns the inclusive range of the parameter that a server may choose.
 *
 * @example
 * ```ts
 * import { choosableRange } from "websocket2";
 *
 * console.log(choosableRange("deflate")); // [ 9, 15 ]
 * ```
 */
export function choosableRange(method: CompressionMethod): ParameterRange {
  const member = membersOf("response")[method];
  return member?.type === "integer" ? [member.least ?? 0, member.most ?? Infinity] : [0, Infinity];
}

/**
 * Returns the inclusive range of the parameter that a client may offer.
 *
 * @example
 * ```ts
 * import { offerableRange } from "websocket2";
 *
 * console.log(offerableRange("deflate")); // [ 8, 15 ]
 * ```
 */
export function offerableRange(method: CompressionMethod): ParameterRange {
  const member = membersOf("request")[method];
  const [least, most] = member?.type === "inner-list" ? member.items : [];
  return [least?.type === "integer" ? (least.least ?? 0) : 0, most?.type === "integer" ? (most.most ?? Infinity) : Infinity];
}

/**
 * Returns the offer of some methods, each with every parameter that a server may choose; all methods by default.
 *
 * @example
 * ```ts
 * import { widestOffer } from "websocket2";
 *
 * console.log(widestOffer(["lz4"])); // { lz4: [ 1, 9 ] }
 * ```
 */
export function widestOffer(methods: readonly CompressionMethod[] = compressionMethods): CompressionOffer {
  return Object.fromEntries(methods.map((method) => [method, choosableRange(method)]));
}

/** The methods whose least common parameter a server chooses: a higher level costs its sender more work and gains little. */
const LEAST_CHOSEN: readonly CompressionMethod[] = ["lz4"];

function commonParameter(method: CompressionMethod, offer: CompressionOffer, supported: CompressionOffer): number | undefined {
  const ranges = [offer[method], supported[method], choosableRange(method)];
  const least = Math.max(...ranges.map((range) => range?.[0] ?? Infinity));
  const most = Math.min(...ranges.map((range) => range?.[1] ?? -Infinity));
  if (least > most) return undefined;
  return LEAST_CHOSEN.includes(method) ? least : most;
}

/**
 * Returns the choice of the server: the first offered method whose range overlaps with that of the server, with the least common parameter
 * of lz4 and the greatest of deflate. The server skips a method without a common parameter, such as deflate offered with 8 bits only.
 *
 * @param offer - a valid offer, in the client's order of preference
 * @param supported - the methods of the server, each with its inclusive range; none by default
 * @returns the method with its parameter, or `null` without a common method
 *
 * @example
 * ```ts
 * import { selectCompression } from "websocket2";
 *
 * console.log(selectCompression({ deflate: [8, 8], lz4: [1, 9] }, { deflate: [9, 15], lz4: [3, 12] })); // { lz4: 3 }
 * ```
 */
export function selectCompression(offer: CompressionOffer, supported: CompressionOffer = {}): CompressionChoice | null {
  for (const method of Object.keys(offer) as CompressionMethod[]) {
    const parameter = commonParameter(method, offer, supported);
    if (parameter !== undefined) return { [method]: parameter };
  }
  return null;
}

/** Returns the first method of an offer whose range has the greatest parameter first, or `undefined`. */
export function reversedRange(offer: CompressionOffer): CompressionMethod | undefined {
  const methods = Object.keys(offer) as CompressionMethod[];
  return methods.find((method) => {
    const range = offer[method];
    return range !== undefined && range[0] > range[1];
  });
}

/**
 * Returns the offer after a check that each range has its least parameter first.
 *
 * @throws {@link LocalError} if one has not
 */
export function checkOffer(offer: CompressionOffer): CompressionOffer {
  const method = reversedRange(offer);
  if (method === undefined) return offer;
  throw new LocalError(`${websocket2Compression.model.id}.${method}`, "expected the least parameter before the greatest");
}

/**
 * Returns the method of a choice, or `none`.
 *
 * @example
 * ```ts
 * import { compressionNameOf } from "websocket2";
 *
 * console.log(compressionNameOf({ lz4: 9 }), compressionNameOf(null)); // lz4 none
 * ```
 */
export function compressionNameOf(choice: CompressionChoice | null): CompressionMethod | "none" {
  return compressionMethods.find((method) => choice?.[method] !== undefined) ?? "none";
}
