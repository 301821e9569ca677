/**
 * Octet strings: raw, ASCII and UTF-8.
 *
 * @module
 */
import * as z from "zod";

import { LayoutError } from "./errors.ts";
import type { IntegerRange, OctetStringModel } from "./model.ts";
import { charactersWithin } from "./runtime/text.ts";
import { type FieldSize, sizeModel } from "./size.ts";
import { type ConstraintDraft, type FaultCodes, onWire, type WireInfo } from "./wire-type.ts";

/** Options of an octet string. */
export interface OctetStringOptions {
  /** The least size in octets; 0 by default. */
  readonly least?: number;
  /** The greatest size in octets; unlimited by default. */
  readonly most?: number;
  /** Wire codes of single rules; by default that of the struct. */
  readonly faults?: FaultCodes;
}

/** Options of text. */
export interface TextOptions extends OctetStringOptions {
  /** The allowed characters, as ranges of code points; all of the encoding by default. */
  readonly characters?: readonly IntegerRange[];
}

function octetStringInfo(
  kind: OctetStringModel["kind"],
  size: FieldSize,
  options: TextOptions,
  charset: ConstraintDraft[],
): WireInfo {
  const { characters } = options;
  if (typeof size === "number" && (!Number.isInteger(size) || size < 1)) {
    throw new LayoutError(kind, `has a size of ${size} octets, expected a whole number of at least 1`);
  }
  checkLimits(kind, size, options);
  checkClosing(kind, size);
  checkCharacters(kind, characters);
  const range: IntegerRange = [options.least ?? 0, options.most ?? null];
  const limited = typeof size !== "number" && (range[0] > 0 || range[1] !== null);
  return {
    wire: { kind, size: sizeModel(size) },
    constraints: [
      ...(limited ? [{ rule: "size", octets: [range] } as const] : []),
      ...charset,
      ...(characters === undefined ? [] : [{ rule: "characters", ranges: characters } as const]),
    ],
    faults: options.faults ?? {},
    unit: "octets",
    uses: [],
  };
}

function checkLimits(kind: OctetStringModel["kind"], size: FieldSize, { least = 0, most = Infinity }: OctetStringOptions): void {
  if (typeof size === "number" && (least !== 0 || most !== Infinity)) {
    throw new LayoutError(kind, `of ${size} octets has a least or most size too`);
  }
  if (!(least >= 0 && least <= most)) throw new LayoutError(kind, `has a size of at least ${least} and at most ${most} octets`);
}

/** Checks that a closing octet is one, and that it stands in no text as a part of a character. */
function checkClosing(kind: OctetStringModel["kind"], size: FieldSize): void {
  if (typeof size === "number" || !("octet" in size)) return;
  const most = kind === "ascii" || kind === "utf8" ? 0x7f : 0xff;
  if (Number.isInteger(size.octet) && size.octet >= 0 && size.octet <= most) return;
  throw new LayoutError(kind, `is closed by the octet ${size.octet}, expected 0 to ${most}`);
}

function checkCharacters(kind: OctetStringModel["kind"], ranges: readonly IntegerRange[] | undefined): void {
  const most = kind === "utf8" ? 0x10ffff : kind === "latin1" ? 0xff : 0x7f;
  for (const [from, to] of ranges ?? []) {
    const last = to ?? most;
    if (![from, last].every(Number.isInteger) || from < 0 || from > last || last > most) {
      throw new LayoutError(kind, `allows the characters ${from} to ${last}, expected a range within 0 to ${most}`);
    }
  }
}

/** Returns whether each character of a text is allowed. */
function allows({ characters }: TextOptions): (text: string) => boolean {
  return (text) => characters === undefined || charactersWithin(text, characters);
}

const NOT_ALLOWED = "has a character that the layout does not allow";

function fits(size: FieldSize, options: OctetStringOptions): (octets: number) => boolean {
  if (typeof size === "number") return (octets) => octets === size;
  return (octets) => octets >= (options.least ?? 0) && octets <= (options.most ?? Infinity);
}

/**
 * Returns the field type of raw octets, a `Uint8Array` in JavaScript.
 *
 * @param size - a number of octets, {@link rest}, {@link counted}, or `{ octet: 0 }` for all octets before a closing one
 * @throws {@link LayoutError} if the size is not a positive integer, or does not fit the options
 *
 * @example
 * ```ts
 * import { compile, octets, struct } from "websocket2/layout";
 *
 * const nonce = struct({ id: "nonce", title: "Nonce", description: "A nonce.", cite: "#nonce", fault: "BAD" })
 *   .field("data", octets(4), { description: "Random octets.", cite: "#nonce" });
 * console.log(compile(nonce).decode(Uint8Array.of(1, 2, 3))); // { ok: false, needs: 1 }
 * ```
 */
export function octets(size: FieldSize, options: OctetStringOptions = {}): z.ZodType<Uint8Array, Uint8Array> {
  const right = fits(size, options);
  const type = z.instanceof(Uint8Array).refine((value) => right(value.length), "has a size that the layout does not allow");
  return onWire(type as z.ZodType<Uint8Array, Uint8Array>, octetStringInfo("octets", size, options, []));
}

/**
 * Returns the field type of ASCII text, octets 0x00 to 0x7F.
 *
 * @param size - a number of octets, {@link rest}, {@link counted}, or `{ octet: 0 }` for all octets before a closing one
 * @throws {@link LayoutError} if the size is not a positive integer, or does not fit the options
 *
 * @example
 * ```ts
 * import { ascii, compile, struct } from "websocket2/layout";
 *
 * const tag = struct({ id: "tag", title: "Tag", description: "A tag.", cite: "#tag", fault: "BAD" })
 *   .field("name", ascii(4), { description: "Four letters.", cite: "#tag" });
 * console.log(compile(tag).encode({ name: "DATA" })); // Uint8Array(4) [ 68, 65, 84, 65 ]
 * ```
 */
export function ascii(size: FieldSize, options: TextOptions = {}): z.ZodString {
  const right = fits(size, options);
  // eslint-disable-next-line no-control-regex -- ASCII is NUL to DEL
  const type = z.string().regex(/^[\x00-\x7f]*$/).refine((value) => right(value.length), "has a size that the layout does not allow")
    .refine(allows(options), NOT_ALLOWED);
  return onWire(type, octetStringInfo("ascii", size, options, [{ rule: "ascii" }]));
}

/**
 * Returns the field type of text of one octet for each character, U+0000 to U+00FF (ISO 8859-1).
 *
 * @param size - a number of octets, {@link rest}, {@link counted}, or `{ octet: 0 }` for all octets before a closing one
 * @throws {@link LayoutError} if the size is not a positive integer, or does not fit the options
 *
 * @example
 * ```ts
 * import { compile, latin1, struct } from "websocket2/layout";
 *
 * const name = struct({ id: "name", title: "Name", description: "A name.", cite: "#name", fault: "BAD" })
 *   .field("text", latin1({ octet: 0 }, { characters: [[0x20, 0x7e], [0xa0, 0xff]] }), { description: "Printable text.", cite: "#name" });
 * console.log(compile(name).encode({ text: "Hé" })); // Uint8Array(3) [ 72, 233, 0 ]
 * ```
 */
export function latin1(size: FieldSize, options: TextOptions = {}): z.ZodString {
  const right = fits(size, options);
  const type = z.string().refine((value) => charactersWithin(value, [[0, 0xff]]), "is not text of ISO 8859-1")
    .refine((value) => right(value.length), "has a size that the layout does not allow")
    .refine(allows(options), NOT_ALLOWED);
  return onWire(type, octetStringInfo("latin1", size, options, []));
}

/**
 * Returns the field type of text in UTF-8 (RFC 3629). A byte order mark, NUL and noncharacters are part of the text.
 *
 * @param size - a number of octets, {@link rest}, {@link counted}, or `{ octet: 0 }` for all octets before a closing one
 * @throws {@link LayoutError} if the size is not a positive integer, or does not fit the options
 *
 * @example
 * ```ts
 * import { compile, rest, struct, utf8 } from "websocket2/layout";
 *
 * const note = struct({ id: "note", title: "Note", description: "A note.", cite: "#note", fault: "BAD" })
 *   .field("text", utf8(rest, { most: 100 }), { description: "The text, 100 octets at most.", cite: "#note" });
 * console.log(compile(note).encode({ text: "Hé" })); // Uint8Array(3) [ 72, 195, 169 ]
 * ```
 */
export function utf8(size: FieldSize, options: TextOptions = {}): z.ZodString {
  const right = fits(size, options);
  const encoder = new TextEncoder();
  const type = z
    .string()
    .refine((value) => value.isWellFormed(), "has an unpaired surrogate")
    .refine((value) => right(encoder.encode(value).length), "has a size that the layout does not allow")
    .refine(allows(options), NOT_ALLOWED);
  return onWire(type, octetStringInfo("utf8", size, options, [{ rule: "utf8" }]));
}
