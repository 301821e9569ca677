/**
 * Generates vectors of messages compressed with lz4.
 *
 * @module
 */
import type { StructModel } from "../../../../reference/layout/model.ts";
import { compressionMethod } from "../../../../reference/schema/index.ts";
import { concatOctets, toHex } from "../../../common/octets.ts";
import { mutationsOf } from "../mutations.ts";
import { encodeWireFields, wireFields } from "../wire-fields.ts";
import { lz4Block, type Lz4Sequence } from "./lz4-block.ts";
import { ascii, repeatOctet, type CompressionFrame, nonRepeatingOctets, type CompressionCases } from "./compression-cases.ts";

const ORDER_NOTE = "a receiver checks Size before the block, in the order of the draft";
const LAST_SEQUENCE: Lz4Sequence = { literals: ascii("bcdef") };

/** A block and the message that it decompresses to. */
interface Lz4Message {
  readonly block: Uint8Array;
  readonly message: Uint8Array;
}

/** Returns a message of `size` equal octets: a literal, a match, five literals. */
function repeatedMessage(size: number): Lz4Message {
  const block = lz4Block({ literals: ascii("a"), offset: 1, length: size - 6 }, { literals: repeatOctet("a", 5) });
  return { block, message: repeatOctet("a", size) };
}

/** "ab" twelve times, the example of the draft. */
const AB_TWELVE_TIMES: Lz4Message = {
  block: lz4Block({ literals: ascii("ab"), offset: 2, length: 17 }, { literals: ascii("babab") }),
  message: ascii("ab".repeat(12)),
};

/** Returns the payload that holds a message of at most 253 octets as literals. */
export const lz4Literals = (message: Uint8Array): Uint8Array =>
  concatOctets([Uint8Array.of(message.length), lz4Block({ literals: message })]);

class Lz4Cases {
  readonly cases: CompressionCases;
  readonly struct: StructModel;

  constructor(cases: CompressionCases) {
    this.cases = cases;
    this.struct = cases.model.elements[compressionMethod.entry("lz4").payload ?? ""] as StructModel;
  }

  /** Returns a payload. @param size - the value of its Size, in octets */
  payload(size: number, block: Uint8Array): Uint8Array {
    return encodeWireFields(wireFields(this.struct, { size, block }, this.cases.model));
  }

  validFrame({ block, message }: Lz4Message, type: "binary" | "text" = "binary"): CompressionFrame {
    return this.cases.compressed(this.payload(message.length, block), message, type);
  }

  brokenFrame(size: number, block: Uint8Array): CompressionFrame {
    return this.cases.compressed(this.payload(size, block));
  }
}

function addLevels(lz4: Lz4Cases): void {
  const flag = lz4.cases.builder.note("Lz4Level", "a level concerns the sender only: a receiver accepts any block at any level");
  for (const level of lz4.cases.parameters) {
    const key = lz4.cases.group(level);
    lz4.cases.valid(key, flag, `level-${level}/match`, lz4.validFrame(AB_TWELVE_TIMES));
    lz4.cases.valid(
      key,
      flag,
      `level-${level}/literals-alone`,
      lz4.validFrame({ block: lz4Block({ literals: AB_TWELVE_TIMES.message }), message: AB_TWELVE_TIMES.message }),
    );
    lz4.cases.valid(key, flag, `level-${level}/far`, lz4.validFrame(repeatedMessage(4000)));
  }
}

function addLengths(lz4: Lz4Cases): void {
  const { cases } = lz4;
  const key = cases.group(1);
  const longer = cases.note("Longer");
  for (const size of [1, 14, 15, 16, 253, 254, 255, 269, 270, 271, 524, 525, 526]) {
    const message = nonRepeatingOctets(size);
    cases.valid(key, longer, `literals/${size}`, lz4.validFrame({ block: lz4Block({ literals: message }), message }));
  }
  const flag = cases.builder.note("Lz4Block", "a block decompresses to exactly Size octets, with lengths in any number of octets");
  for (const length of [7, 18, 19, 20, 272, 273, 274, 275, 528, 529]) {
    cases.valid(key, flag, `match/${length}`, lz4.validFrame(repeatedMessage(length + 6)));
  }
  for (const size of [253, 254, 65535, 65536]) cases.valid(key, flag, `size/${size}`, lz4.validFrame(repeatedMessage(size)));
  for (const offset of [1, 2, 3, 255, 256, 257, 4095]) {
    const literals = nonRepeatingOctets(offset);
    const message = concatOctets([literals, Uint8Array.from({ length: 12 }, (_, at) => literals[at % offset] as number), ascii("bcdef")]);
    cases.valid(
      key,
      flag,
      `offset/${offset}`,
      lz4.validFrame({ block: lz4Block({ literals, offset, length: 12 }, LAST_SEQUENCE), message }),
    );
  }
  // 65535 is a multiple of the three repeated octets; the offsets next to it are not.
  const far = [{ literals: ascii("abc"), offset: 3, length: 65532 }, { offset: 65535, length: 12 }, { literals: ascii("abcabc") }];
  const frame = { type: "binary", bytes: { repeat: toHex(ascii("abc")), count: 21851 } };
  cases.valid(key, flag, "offset/65535", { ...lz4.brokenFrame(3 * 21851, lz4Block(...far)), frame });
}

function addEnds(lz4: Lz4Cases): void {
  const { cases } = lz4;
  const key = cases.group(1);
  const kept = cases.builder.note(
    "Lz4End",
    "the last five octets are literals, and the last match begins at least twelve octets before the end",
  );
  cases.valid(key, kept, "end/match-12-before", lz4.validFrame(repeatedMessage(13)));
  cases.valid(key, kept, "end/literals-5", lz4.validFrame(repeatedMessage(64)));
  const flag = cases.builder.note("Lz4EndBroken", "a receiver may accept a block that breaks the end-of-block rules, or answer DECO");
  const either = { result: "acceptable", errors: ["DECO"] } as const;
  const broken = (id: string, length: number, last: string): void => {
    const message = concatOctets([repeatOctet("a", 1 + length), ascii(last)]);
    cases.invalid(
      key,
      flag,
      `end-broken/${id}`,
      lz4.validFrame({ block: lz4Block({ literals: ascii("a"), offset: 1, length }, { literals: ascii(last) }), message }),
      either,
    );
  };
  broken("match-11-before", 6, "bcdef");
  broken("literals-4", 40, "bcde");
  broken("literals-1", 40, "b");
  broken("literals-0", 40, "");
}

function addSizes(lz4: Lz4Cases): void {
  const { cases, struct } = lz4;
  const key = cases.group(1);
  const order = cases.builder.note("Lz4Order", ORDER_NOTE);
  for (const each of mutationsOf(struct, cases.model, false, "")) {
    const payload = encodeWireFields(
      each.apply(wireFields(struct, { size: AB_TWELVE_TIMES.message.length, block: AB_TWELVE_TIMES.block }, cases.model)),
    );
    cases.invalid(
      key,
      order,
      `${each.field.name}-${each.rule}/${each.name}`,
      cases.compressed(payload),
      { result: "invalid", errors: [each.fault] },
    );
  }
  for (const cut of ["fe", "fe00", "ff", "ff000001"]) {
    cases.invalid(key, order, `size-cut/${cut}`, cases.compressed(new Uint8Array(Buffer.from(cut, "hex"))));
  }
  cases.invalid(key, order, "block-empty", lz4.brokenFrame(1, new Uint8Array(0)));
  for (const more of [0, 1]) {
    cases.invalid(
      key,
      order,
      `expansion/255-times${more === 0 ? "" : "-and-1"}`,
      lz4.brokenFrame(255 * AB_TWELVE_TIMES.block.length + more, AB_TWELVE_TIMES.block),
    );
  }
  for (const size of [AB_TWELVE_TIMES.message.length - 1, AB_TWELVE_TIMES.message.length + 1]) {
    cases.invalid(key, order, `size-wrong/${size}-not-${AB_TWELVE_TIMES.message.length}`, lz4.brokenFrame(size, AB_TWELVE_TIMES.block));
  }
}

function addLimits(lz4: Lz4Cases): void {
  const { cases } = lz4;
  const { leastLimit } = cases;
  const key = cases.group(1, leastLimit);
  const flag = cases.note("Limit");
  const large = { result: "invalid", errors: ["LRGE"] } as const;
  for (const size of [leastLimit - 1, leastLimit]) cases.valid(key, flag, `limit/${size}`, lz4.validFrame(repeatedMessage(size)));
  const { block } = repeatedMessage(leastLimit + 1);
  cases.invalid(key, flag, `limit/${leastLimit + 1}`, lz4.brokenFrame(leastLimit + 1, block), large);
  const order = cases.builder.note("Lz4Order", ORDER_NOTE);
  cases.invalid(key, order, "limit-first/corrupt-block", lz4.brokenFrame(leastLimit + 1, lz4Block({ offset: 1 }).fill(0)), large);
  cases.invalid(key, order, "limit-first/more-than-255-times", lz4.brokenFrame(leastLimit + 1, ascii("a")), large);
  const memory = cases.builder.note("Lz4Memory", "a receiver allocates no memory for a Size that the limit or the block rules out");
  cases.invalid(key, memory, "bomb/4294967295", lz4.brokenFrame(4294967295, AB_TWELVE_TIMES.block), large);
  cases.invalid(cases.group(1), memory, "bomb/16777216", lz4.brokenFrame(16777216, AB_TWELVE_TIMES.block));
}

/** Returns malformed blocks, each with the Size of its payload. */
function malformedBlocks(): readonly (readonly [name: string, size: number, block: Uint8Array])[] {
  const literals = ascii("ab");
  const raw = (...octets: number[]): Uint8Array => Uint8Array.from(octets);
  return [
    ["offset-0", 24, lz4Block({ literals, offset: 0, length: 17 }, LAST_SEQUENCE)],
    ["offset-0-first", 24, lz4Block({ offset: 0, length: 19 }, LAST_SEQUENCE)],
    ["offset-before-start", 24, lz4Block({ literals, offset: 3, length: 17 }, LAST_SEQUENCE)],
    ["offset-before-start-first", 24, lz4Block({ offset: 1, length: 19 }, LAST_SEQUENCE)],
    ["offset-65535", 24, lz4Block({ literals, offset: 65535, length: 17 }, LAST_SEQUENCE)],
    ["ends-with-match", 19, lz4Block({ literals, offset: 2, length: 17 })],
    ["ends-in-offset", 19, concatOctets([raw(0x2d), literals, raw(2)])],
    ["ends-in-literals", 5, concatOctets([raw(0x50), literals])],
    ["ends-in-literal-length", 24, raw(0xf0)],
    ["ends-in-literal-length-255", 300, raw(0xf0, 255)],
    ["ends-in-match-length", 40, concatOctets([raw(0x2f), literals, raw(2, 0)])],
    ["ends-in-match-length-255", 300, concatOctets([raw(0x2f), literals, raw(2, 0, 255)])],
    ["literals-over-size", 4, lz4Block({ literals: ascii("abcde") })],
    ["match-over-size", 18, lz4Block({ literals, offset: 2, length: 17 }, LAST_SEQUENCE)],
    ["octet-behind-last", 5, concatOctets([lz4Block({ literals: ascii("abcde") }), raw(0)])],
    ["sequence-behind-last", 5, concatOctets([lz4Block({ literals: ascii("abcde") }), lz4Block({ offset: 1, length: 4 }, LAST_SEQUENCE)])],
  ];
}

function addBlocks(lz4: Lz4Cases): void {
  const { cases } = lz4;
  const key = cases.group(1);
  const flag = cases.builder.note("Lz4Corrupt", "a block that does not decompress to exactly Size octets is DECO");
  for (const [name, size, block] of malformedBlocks()) cases.invalid(key, flag, `block/${name}`, lz4.brokenFrame(size, block));
  for (let end = 1; end < AB_TWELVE_TIMES.block.length; end += 1) {
    cases.invalid(
      key,
      flag,
      `cut/${end}-of-${AB_TWELVE_TIMES.block.length}`,
      lz4.brokenFrame(AB_TWELVE_TIMES.message.length, AB_TWELVE_TIMES.block.slice(0, end)),
    );
  }
  const alone = cases.builder.note("Lz4Alone", "a match never refers to an earlier message");
  cases.invalid(
    key,
    alone,
    "earlier-message",
    [lz4.validFrame(AB_TWELVE_TIMES), lz4.brokenFrame(24, lz4Block({ literals: ascii("ab"), offset: 24, length: 17 }, LAST_SEQUENCE))],
  );
  const mixed = cases.builder.note("Mixed", "a sender decides for each message whether to compress it");
  cases.valid(
    key,
    mixed,
    "interleaved",
    cases.plain(ascii("plain")),
    lz4.validFrame(AB_TWELVE_TIMES),
    cases.plain(new Uint8Array(0)),
    lz4.validFrame(repeatedMessage(300)),
    cases.plain(AB_TWELVE_TIMES.message),
    lz4.validFrame(AB_TWELVE_TIMES, "text"),
  );
}

/** Adds all cases of lz4. */
export function addLz4Cases(cases: CompressionCases): void {
  const lz4 = new Lz4Cases(cases);
  for (const add of [addLevels, addLengths, addEnds, addSizes, addLimits, addBlocks]) add(lz4);
}
