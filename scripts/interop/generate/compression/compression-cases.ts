/**
 * Builds the frames and the cases of compressed messages, for the generators of all methods.
 *
 * @module
 */
import type { Model, StructModel } from "../../../../reference/layout/model.ts";
import type { CompressionMethod } from "../../../../reference/schema/index.ts";
import { choosableRange } from "../../../../reference/wire/index.ts";
import { concatOctets, toHex } from "../../../common/octets.ts";
import { websocket2ElementIds } from "../../format/element-ids.ts";
import { compactOctets } from "../../format/octets.ts";
import { findLimit } from "../mutations.ts";
import type { GroupKey, SuiteBuilder } from "../suite-builder.ts";
import { encodeWireFields, wireFields } from "../wire-fields.ts";

/** A frame on the wire, and the frame that its receiver delivers; `frame` is absent for a malformed one. */
export interface CompressionFrame {
  readonly wire: Uint8Array;
  readonly frame?: object;
}

/** The result that a case other than a valid one expects. */
export interface ExpectedFault {
  readonly result: "invalid" | "acceptable";
  readonly errors: readonly string[];
}

/** The reasons of flags that cases of several files have. */
const sharedNotes = {
  Interleaved: "only compressed messages enter the context, which lasts as long as the connection",
  Limit: "the message limit applies to the message after decompression",
  Longer: "a sender should not compress a message that compression makes no shorter, but a receiver accepts it",
} as const;

/** Returns the octets of an ASCII text. */
export const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

/** Returns `count` equal octets. */
export const repeatOctet = (octet: string, count: number): Uint8Array => new Uint8Array(count).fill(octet.charCodeAt(0));

/** Returns octets in which no run of four octets occurs twice. */
export const nonRepeatingOctets = (count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, index) => (index % 2 === 0 ? index >> 1 : (index >> 9) + 128) & 255);

const DECO: ExpectedFault = { result: "invalid", errors: ["DECO"] };

/** Adds the cases of one method to the suite. */
export class CompressionCases {
  readonly builder: SuiteBuilder;
  readonly model: Model;
  /** The parameters that a server may choose, in order. */
  readonly parameters: readonly number[];
  /** The default of the message limit, in octets. */
  readonly defaultLimit: number;
  /** The least setting of the message limit, in octets. */
  readonly leastLimit: number;
  readonly #method: CompressionMethod;
  readonly #frame: StructModel;

  constructor(builder: SuiteBuilder, model: Model, method: CompressionMethod) {
    const [least, most] = choosableRange(method);
    const { value, least: leastLimit = value } = findLimit(model, "message");
    this.builder = builder;
    this.model = model;
    this.parameters = Array.from({ length: most - least + 1 }, (_, index) => least + index);
    this.defaultLimit = value;
    this.leastLimit = leastLimit;
    this.#method = method;
    this.#frame = model.elements[websocket2ElementIds.frame] as StructModel;
  }

  /** Returns the group of a parameter of the method and a message limit in octets. */
  group(parameter: number, limit = this.defaultLimit): GroupKey {
    return { op: "decompress", config: { compression: { [this.#method]: parameter }, limit, role: "server" } };
  }

  /** Adds the note of a flag that cases of several files have, and returns the flag. */
  note(flag: keyof typeof sharedNotes): string {
    return this.builder.note(flag, sharedNotes[flag]);
  }

  /** Returns a compressed frame. @param message - the message that it decompresses to; absent if it is malformed */
  compressed(payload: Uint8Array, message?: Uint8Array, type: "binary" | "text" = "binary"): CompressionFrame {
    const head = encodeWireFields(
      wireFields(this.#frame, { type, compression: this.#method, bytes: "", text: "" }, this.model),
      payload.length,
    );
    const wire = concatOctets([head, payload]);
    return { wire, ...(message === undefined ? {} : { frame: frameOf(type, message) }) };
  }

  /** Returns a frame that is not compressed. */
  plain(message: Uint8Array): CompressionFrame {
    return {
      wire: encodeWireFields(wireFields(this.#frame, { type: "binary", bytes: toHex(message) }, this.model)),
      frame: frameOf("binary", message),
    };
  }

  /** Adds a valid case. */
  valid(key: GroupKey, flag: string, id: string, ...sent: readonly CompressionFrame[]): void {
    this.builder.add(key, [flag], `${this.#method}/${id}`, { result: "valid", wire: wireOf(sent), frames: framesOf(sent) });
  }

  /** Adds a case whose last frame is a fault, by default DECO; a receiver delivers the frames before it. */
  invalid(
    key: GroupKey,
    flag: string,
    id: string,
    sent: CompressionFrame | readonly CompressionFrame[],
    { result, errors }: ExpectedFault = DECO,
  ): void {
    const all = [sent].flat();
    const frames = framesOf(all);
    this.builder.add(
      key,
      [flag],
      `${this.#method}/${id}`,
      { result, wire: wireOf(all), ...(frames.length === 0 ? {} : { frames }), errors },
    );
  }
}

function frameOf(type: "binary" | "text", message: Uint8Array): object {
  return type === "text" ? { type, text: Buffer.from(message).toString("utf8") } : { type, bytes: compactOctets(message) };
}

const wireOf = (sent: readonly CompressionFrame[]): string => toHex(concatOctets(sent.map(({ wire }) => wire)));

const framesOf = (sent: readonly CompressionFrame[]): object[] => sent.flatMap(({ frame }) => frame ?? []);
