/**
 * Vectors of messages compressed with lz4.
 *
 * @module
 */
import type { StructModel } from "../../../../reference/layout/model.ts";
import { hexOf, joinOctets } from "../../format/octets.ts";
import { breaksOf } from "../faults.ts";
import { partOctets, partsOf } from "../parts.ts";
import { lz4Block, type Sequence } from "./lz4-block.ts";
import { ascii, same, type Sent, unlike, type Work } from "./work.ts";

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
/** The least message limit, in octets. */
const LIMIT = 65536;
const LAST: Sequence = { literals: ascii("bcdef") };

/** What a block is made of, with the message that it stands for. */
interface Made {
  readonly block: Uint8Array;
  readonly message: Uint8Array;
}

/** An octet again and again: a literal, a match, five literals. */
function runMade(size: number): Made {
  const block = lz4Block({ literals: ascii("a"), offset: 1, length: size - 6 }, { literals: same("a", 5) });
  return { block, message: same("a", size) };
}

/** "ab" twelve times, as in the draft. */
const AB: Made = {
  block: lz4Block({ literals: ascii("ab"), offset: 2, length: 17 }, { literals: ascii("babab") }),
  message: ascii("ab".repeat(12)),
};

class Lz4Work {
  readonly work: Work;
  readonly struct: StructModel;

  constructor(work: Work) {
    this.work = work;
    this.struct = work.model.elements["lz4-payload"] as StructModel;
  }

  /** A payload. */
  payload(size: number, block: Uint8Array): Uint8Array {
    return partOctets(partsOf(this.struct, { size, block }, this.work.model));
  }

  good({ block, message }: Made, type: "binary" | "text" = "binary"): Sent {
    return this.work.sealed(this.payload(message.length, block), message, type);
  }

  bad(size: number, block: Uint8Array): Sent {
    return this.work.sealed(this.payload(size, block));
  }
}

function addLevels(lz4: Lz4Work): void {
  const flag = lz4.work.draft.note("Lz4Level", "a level is the sender's affair: every block is taken at every level");
  for (const level of LEVELS) {
    const key = lz4.work.group(level);
    lz4.work.valid(key, flag, `level-${level}/match`, lz4.good(AB));
    lz4.work.valid(key, flag, `level-${level}/literals-alone`, lz4.good({ block: lz4Block({ literals: AB.message }), message: AB.message }));
    lz4.work.valid(key, flag, `level-${level}/far`, lz4.good(runMade(4000)));
  }
}

function addLengths(lz4: Lz4Work): void {
  const { work } = lz4;
  const key = work.group(1);
  const longer = work.draft.note("Longer", "a sender should send as it is what compression does not make shorter, and a receiver takes it all the same");
  for (const size of [1, 14, 15, 16, 253, 254, 255, 269, 270, 271, 524, 525, 526]) {
    const message = unlike(size);
    work.valid(key, longer, `literals/${size}`, lz4.good({ block: lz4Block({ literals: message }), message }));
  }
  const flag = work.draft.note("Lz4Block", "a block decompresses to exactly Size octets, at every step of the lengths in it");
  for (const length of [7, 18, 19, 20, 272, 273, 274, 275, 528, 529]) work.valid(key, flag, `match/${length}`, lz4.good(runMade(length + 6)));
  for (const size of [253, 254, 65535, 65536]) work.valid(key, flag, `size/${size}`, lz4.good(runMade(size)));
  for (const offset of [1, 2, 3, 255, 256, 257, 4095]) {
    const literals = unlike(offset);
    const message = joinOctets([literals, Uint8Array.from({ length: 12 }, (_, at) => literals[at % offset] as number), ascii("bcdef")]);
    work.valid(key, flag, `offset/${offset}`, lz4.good({ block: lz4Block({ literals, offset, length: 12 }, LAST), message }));
  }
  // The greatest offset keeps the step of three, its neighbours do not.
  const far = [{ literals: ascii("abc"), offset: 3, length: 65532 }, { offset: 65535, length: 12 }, { literals: ascii("abcabc") }];
  const frame = { type: "binary", bytes: { repeat: hexOf(ascii("abc")), count: 21851 } };
  work.valid(key, flag, "offset/65535", { ...lz4.bad(3 * 21851, lz4Block(...far)), frame });
}

function addEnds(lz4: Lz4Work): void {
  const { work } = lz4;
  const key = work.group(1);
  const kept = work.draft.note("Lz4End", "the last five octets are literals, and the last match begins at least twelve before the end");
  work.valid(key, kept, "end/match-12-before", lz4.good(runMade(13)));
  work.valid(key, kept, "end/literals-5", lz4.good(runMade(64)));
  const flag = work.draft.note("Lz4EndBroken", "a receiver may take a block that breaks the end-of-block rules, or answer DECO");
  const either = { result: "acceptable", errors: ["DECO"] } as const;
  const broken = (id: string, length: number, last: string): void => {
    const message = joinOctets([same("a", 1 + length), ascii(last)]);
    work.invalid(key, flag, `end-broken/${id}`, lz4.good({ block: lz4Block({ literals: ascii("a"), offset: 1, length }, { literals: ascii(last) }), message }), either);
  };
  broken("match-11-before", 6, "bcdef");
  broken("literals-4", 40, "bcde");
  broken("literals-1", 40, "b");
  broken("literals-0", 40, "");
}

function addSizes(lz4: Lz4Work): void {
  const { work, struct } = lz4;
  const key = work.group(1);
  const order = work.draft.note("Lz4Order", "Size is judged before the block, and in the order that the draft gives");
  for (const each of breaksOf(struct, work.model, false, "")) {
    const payload = partOctets(each.apply(partsOf(struct, { size: AB.message.length, block: AB.block }, work.model)));
    work.invalid(key, order, `${each.field.name}-${each.rule}/${each.name}`, work.sealed(payload), { result: "invalid", errors: [each.fault] });
  }
  for (const cut of ["fe", "fe00", "ff", "ff000001"]) work.invalid(key, order, `size-cut/${cut}`, work.sealed(new Uint8Array(Buffer.from(cut, "hex"))));
  work.invalid(key, order, "block-empty", lz4.bad(1, new Uint8Array(0)));
  for (const more of [0, 1]) work.invalid(key, order, `expansion/255-times${more === 0 ? "" : "-and-1"}`, lz4.bad(255 * AB.block.length + more, AB.block));
  for (const size of [AB.message.length - 1, AB.message.length + 1]) work.invalid(key, order, `size-wrong/${size}-not-${AB.message.length}`, lz4.bad(size, AB.block));
}

function addLimits(lz4: Lz4Work): void {
  const { work } = lz4;
  const key = work.group(1, LIMIT);
  const flag = work.draft.note("Limit", "the message limit holds after decompression");
  const large = { result: "invalid", errors: ["LRGE"] } as const;
  for (const size of [LIMIT - 1, LIMIT]) work.valid(key, flag, `limit/${size}`, lz4.good(runMade(size)));
  const { block } = runMade(LIMIT + 1);
  work.invalid(key, flag, `limit/${LIMIT + 1}`, lz4.bad(LIMIT + 1, block), large);
  const order = work.draft.note("Lz4Order", "Size is judged before the block, and in the order that the draft gives");
  work.invalid(key, order, "limit-first/corrupt-block", lz4.bad(LIMIT + 1, lz4Block({ offset: 1 }).fill(0)), large);
  work.invalid(key, order, "limit-first/more-than-255-times", lz4.bad(LIMIT + 1, ascii("a")), large);
  const memory = work.draft.note("Lz4Memory", "no memory is taken for a Size that the limit or the block belies");
  work.invalid(key, memory, "bomb/4294967295", lz4.bad(4294967295, AB.block), large);
  work.invalid(work.group(1), memory, "bomb/16777216", lz4.bad(16777216, AB.block));
}

/** Blocks that are wrong, each with the Size that they were to have. */
function wrongBlocks(): readonly (readonly [name: string, size: number, block: Uint8Array])[] {
  const literals = ascii("ab");
  const raw = (...octets: number[]): Uint8Array => Uint8Array.from(octets);
  return [
    ["offset-0", 24, lz4Block({ literals, offset: 0, length: 17 }, LAST)],
    ["offset-0-first", 24, lz4Block({ offset: 0, length: 19 }, LAST)],
    ["offset-before-start", 24, lz4Block({ literals, offset: 3, length: 17 }, LAST)],
    ["offset-before-start-first", 24, lz4Block({ offset: 1, length: 19 }, LAST)],
    ["offset-65535", 24, lz4Block({ literals, offset: 65535, length: 17 }, LAST)],
    ["ends-with-match", 19, lz4Block({ literals, offset: 2, length: 17 })],
    ["ends-in-offset", 19, joinOctets([raw(0x2d), literals, raw(2)])],
    ["ends-in-literals", 5, joinOctets([raw(0x50), literals])],
    ["ends-in-literal-length", 24, raw(0xf0)],
    ["ends-in-literal-length-255", 300, raw(0xf0, 255)],
    ["ends-in-match-length", 40, joinOctets([raw(0x2f), literals, raw(2, 0)])],
    ["ends-in-match-length-255", 300, joinOctets([raw(0x2f), literals, raw(2, 0, 255)])],
    ["literals-over-size", 4, lz4Block({ literals: ascii("abcde") })],
    ["match-over-size", 18, lz4Block({ literals, offset: 2, length: 17 }, LAST)],
    ["octet-behind-last", 5, joinOctets([lz4Block({ literals: ascii("abcde") }), raw(0)])],
    ["sequence-behind-last", 5, joinOctets([lz4Block({ literals: ascii("abcde") }), lz4Block({ offset: 1, length: 4 }, LAST)])],
  ];
}

function addBlocks(lz4: Lz4Work): void {
  const { work } = lz4;
  const key = work.group(1);
  const flag = work.draft.note("Lz4Corrupt", "a block is decompressed whole and exactly, or it is DECO");
  for (const [name, size, block] of wrongBlocks()) work.invalid(key, flag, `block/${name}`, lz4.bad(size, block));
  for (let end = 1; end < AB.block.length; end += 1) work.invalid(key, flag, `cut/${end}-of-${AB.block.length}`, lz4.bad(AB.message.length, AB.block.slice(0, end)));
  const alone = work.draft.note("Lz4Alone", "no match reaches into an earlier message");
  work.invalid(key, alone, "earlier-message", [lz4.good(AB), lz4.bad(24, lz4Block({ literals: ascii("ab"), offset: 24, length: 17 }, LAST))]);
  const mixed = work.draft.note("Mixed", "a sender compresses what it likes, message by message");
  work.valid(key, mixed, "interleaved", work.plain(ascii("plain")), lz4.good(AB), work.plain(new Uint8Array(0)), lz4.good(runMade(300)), work.plain(AB.message), lz4.good(AB, "text"));
}

/** All cases of lz4. */
export function addLz4(work: Work): void {
  const lz4 = new Lz4Work(work);
  for (const add of [addLevels, addLengths, addEnds, addSizes, addLimits, addBlocks]) add(lz4);
}
