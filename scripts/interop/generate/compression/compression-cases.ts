/**
 * What the generators of compressed messages share: frames, cases, texts.
 *
 * @module
 */
import type { Model, StructModel } from "../../../../reference/layout/model.ts";
import { concatOctets, toHex } from "../../../common/octets.ts";
import { compactOctets } from "../../format/octets.ts";
import { websocket2ElementIds } from "../../format/element-ids.ts";
import type { GroupKey, SuiteBuilder } from "../suite-builder.ts";
import { encodeWireFields, wireFields } from "../wire-fields.ts";

/** A frame that is sent, with what its receiver makes of it; a broken one makes nothing. */
export interface CompressionFrame {
  readonly wire: Uint8Array;
  readonly frame?: object;
}

/** What a case expects where it is not valid. */
export interface ExpectedFault {
  readonly result: "invalid" | "acceptable";
  readonly errors: readonly string[];
}

/** The octets of an ASCII text. */
export const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

/** So many octets, each the same. */
export const repeatOctet = (octet: string, count: number): Uint8Array => new Uint8Array(count).fill(octet.charCodeAt(0));

/** Octets of which no four stand twice. */
export const nonRepeatingOctets = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, index) => (index % 2 === 0 ? index >> 1 : (index >> 9) + 128) & 255);

const DECO: ExpectedFault = { result: "invalid", errors: ["DECO"] };

/** A draft of the suite with one method. */
export class CompressionCases {
  readonly draft: SuiteBuilder;
  readonly model: Model;
  readonly #method: string;
  readonly #frame: StructModel;

  constructor(draft: SuiteBuilder, model: Model, method: string) {
    this.draft = draft;
    this.model = model;
    this.#method = method;
    this.#frame = model.elements[websocket2ElementIds.frame] as StructModel;
  }

  /** The group of a parameter of the method and a limit in octets. */
  group(parameter: number, limit = 16777216): GroupKey {
    return { op: "decompress", config: { compression: { [this.#method]: parameter }, limit, role: "server" } };
  }

  /** A compressed frame. @param message - what it decompresses to; left out where it does not */
  compressed(payload: Uint8Array, message?: Uint8Array, type: "binary" | "text" = "binary"): CompressionFrame {
    const head = encodeWireFields(wireFields(this.#frame, { type, compression: this.#method, bytes: "", text: "" }, this.model), payload.length);
    const wire = concatOctets([head, payload]);
    return { wire, ...(message === undefined ? {} : { frame: frameOf(type, message) }) };
  }

  /** A frame that is not compressed. */
  plain(message: Uint8Array): CompressionFrame {
    return { wire: encodeWireFields(wireFields(this.#frame, { type: "binary", bytes: toHex(message) }, this.model)), frame: frameOf("binary", message) };
  }

  /** A valid case. */
  valid(key: GroupKey, flag: string, id: string, ...sent: readonly CompressionFrame[]): void {
    this.draft.add(key, [flag], `${this.#method}/${id}`, { result: "valid", wire: wireOf(sent), frames: framesOf(sent) });
  }

  /** A case whose last frame is a fault, DECO unless told otherwise; the frames before it are delivered. */
  invalid(key: GroupKey, flag: string, id: string, sent: CompressionFrame | readonly CompressionFrame[], { result, errors }: ExpectedFault = DECO): void {
    const all = [sent].flat();
    const frames = framesOf(all);
    this.draft.add(key, [flag], `${this.#method}/${id}`, { result, wire: wireOf(all), ...(frames.length === 0 ? {} : { frames }), errors });
  }
}

function frameOf(type: "binary" | "text", message: Uint8Array): object {
  return type === "text" ? { type, text: Buffer.from(message).toString("utf8") } : { type, bytes: compactOctets(message) };
}

const wireOf = (sent: readonly CompressionFrame[]): string => toHex(concatOctets(sent.map(({ wire }) => wire)));

const framesOf = (sent: readonly CompressionFrame[]): object[] => sent.flatMap(({ frame }) => frame ?? []);
