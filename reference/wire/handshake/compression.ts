/**
 * The choice of a compression method.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { SfMemberModel } from "../../layout/model.ts";
import { type CompressionChoice, type CompressionMethod, type CompressionOffer, websocket2Compression } from "../../schema/headers/index.ts";

/** What a server is ready to use. */
export interface CompressionPolicy {
  /** The inclusive range of the parameter by method; a method that is absent is not used. */
  readonly methods: CompressionOffer;
  /** Refuse a client with which no method can be agreed; no unless given. */
  readonly required?: boolean;
}

/** The methods that can be negotiated. */
export const compressionMethods = Object.keys(choosableParameters()) as readonly CompressionMethod[];

function choosableParameters(): Readonly<Record<string, SfMemberModel>> {
  const { response } = websocket2Compression.model;
  return response?.type === "dictionary" ? response.of : {};
}

/** The inclusive range of the parameter that a server may choose. */
function choosableRange(method: CompressionMethod): readonly [least: number, most: number] {
  const model = choosableParameters()[method];
  return model?.type === "integer" ? [model.least ?? 0, model.most ?? Infinity] : [0, Infinity];
}

function greatestParameter(method: CompressionMethod, offer: CompressionOffer, policy: CompressionOffer): number | undefined {
  const ranges = [offer[method], policy[method], choosableRange(method)];
  const least = Math.max(...ranges.map((range) => range?.[0] ?? Infinity));
  const most = Math.min(...ranges.map((range) => range?.[1] ?? -Infinity));
  return least <= most ? most : undefined;
}

/**
 * The server's choice: the first offered method whose range meets the server's own, with the greatest parameter of both.
 * A method that cannot be satisfied is skipped, such as deflate offered with 8 bits only.
 *
 * @param offer - a valid offer, in the client's order of preference
 * @param policy - what the server is ready to use; nothing unless given
 * @returns `null` where nothing can be agreed
 */
export function selectCompression(offer: CompressionOffer, policy?: CompressionPolicy): CompressionChoice | null {
  if (policy === undefined) return null;
  for (const method of Object.keys(offer) as CompressionMethod[]) {
    const parameter = greatestParameter(method, offer, policy.methods);
    if (parameter !== undefined) return { [method]: parameter };
  }
  return null;
}

/** The first method of an offer whose range is empty. */
export function reversedRange(offer: CompressionOffer): CompressionMethod | undefined {
  const methods = Object.keys(offer) as CompressionMethod[];
  return methods.find((method) => {
    const range = offer[method];
    return range !== undefined && range[0] > range[1];
  });
}

/**
 * An offer whose ranges all have their least parameter first.
 *
 * @throws {@link LocalError} where one has not
 */
export function checkOffer(offer: CompressionOffer): CompressionOffer {
  const method = reversedRange(offer);
  if (method === undefined) return offer;
  throw new LocalError(`${websocket2Compression.model.id}.${method}`, "expected the least parameter before the greatest");
}

/** The method of a choice; `none` where no message is compressed. */
export function compressionNameOf(choice: CompressionChoice | null): CompressionMethod | "none" {
  return compressionMethods.find((method) => choice?.[method] !== undefined) ?? "none";
}
