/**
 * Vectors of messages compressed with deflate.
 *
 * @module
 */
import { concatOctets } from "../../../common/octets.ts";
import { SeededRandom } from "../../../common/random.ts";
import { DeflateBits, type DeflateElement, repeatMatches } from "./deflate-bits.ts";
import { addMalformedDeflate, DEFAULT_WINDOW_BITS } from "./malformed-deflate.ts";
import { ascii, repeatOctet, type CompressionFrame, nonRepeatingOctets, type CompressionCases } from "./compression-cases.ts";

const WINDOWS = [9, 10, 11, 12, 13, 14, 15];
/** The least message limit, in octets. */
const LIMIT = 65536;
/** The farthest distance that a code can say, in octets. */
const FARTHEST = 32768;
const SEED = 1951;

const fixed = (...pieces: readonly DeflateElement[]): Uint8Array => new DeflateBits().fixed(pieces).payload();

/** An octet and its run, as one message. */
const repeatedOctetFrame = (work: CompressionCases, octet: string, count: number): CompressionFrame => work.compressed(fixed(ascii(octet), ...repeatMatches(count - 1)), repeatOctet(octet, count));

function addWindow(work: CompressionCases, bits: number): void {
  const key = work.group(bits);
  const size = 2 ** bits;
  const basics = work.draft.note("Deflate", "stored and compressed blocks at every window");
  const message = ascii("ab".repeat(9));
  work.valid(key, basics, `window-${bits}/fixed`, work.compressed(fixed(ascii("ab"), { length: 16, distance: 2 }), message));
  work.valid(key, basics, `window-${bits}/stored`, work.compressed(new DeflateBits().stored(message).payload(), message));
  const context = work.draft.note("Context", "a message refers back to earlier ones of the same direction");
  const word = ascii("word");
  work.valid(key, context, `window-${bits}/earlier-message`, work.compressed(fixed(word), word), work.compressed(fixed({ length: 4, distance: 4 }), word));
  const window = work.draft.note("Window", "a distance up to the whole window is used, and no longer one");
  const far = (distance: number): CompressionFrame => work.compressed(fixed({ length: 3, distance }), ascii("xyz"));
  work.valid(key, window, `window-${bits}/distance-${size}`, work.compressed(fixed(ascii("xyz")), ascii("xyz")), repeatedOctetFrame(work, "a", size - 3), far(size));
  if (size >= FARTHEST) return;
  const over = work.draft.note("OverWindow", "a receiver may take a distance over the window where it can, or answer DECO");
  const sent = [work.compressed(fixed(ascii("xyz")), ascii("xyz")), repeatedOctetFrame(work, "a", size - 2), far(size + 1)];
  work.invalid(key, over, `window-${bits}/distance-${size + 1}`, sent, { result: "acceptable", errors: ["DECO"] });
}

function addLengths(work: CompressionCases): void {
  const key = work.group(DEFAULT_WINDOW_BITS);
  const flag = work.draft.note("DeflateLengths", "every code of a length and of a distance, at both ends of its extra bits");
  const first = nonRepeatingOctets(2048);
  const start = work.compressed(new DeflateBits().stored(first).payload(), first);
  const lengths = [3, 4, 10, 11, 12, 18, 19, 22, 34, 35, 66, 67, 130, 131, 226, 227, 257, 258];
  for (const length of lengths) work.valid(key, flag, `length/${length}`, start, work.compressed(fixed({ length, distance: 2048 }), first.slice(0, length)));
  for (const distance of [4, 5, 6, 7, 12, 13, 24, 25, 192, 193, 1024, 1025, 2047]) {
    const from = first.length - distance;
    work.valid(key, flag, `distance/${distance}`, start, work.compressed(fixed({ length: 4, distance }), first.slice(from, from + 4)));
  }
}

function addBlocks(work: CompressionCases): void {
  const key = work.group(DEFAULT_WINDOW_BITS);
  const flag = work.draft.note("Blocks", "a message is any number of blocks, and ends in an empty stored one");
  const [one, two] = [ascii("one "), ascii("two ")];
  const both = concatOctets([one, two]);
  const nothing = new Uint8Array(0);
  const made: readonly (readonly [string, DeflateBits, Uint8Array])[] = [
    ["stored-twice", new DeflateBits().stored(one).stored(two), both],
    ["fixed-twice", new DeflateBits().fixed([one]).fixed([two]), both],
    ["stored-fixed", new DeflateBits().stored(one).fixed([two]), both],
    ["fixed-stored", new DeflateBits().fixed([one]).stored(two), both],
    ["flush-inside", new DeflateBits().fixed([one]).stored(nothing).fixed([two]), both],
    ["flush-twice", new DeflateBits().fixed([both]).stored(nothing), both],
    ["empty-blocks-first", new DeflateBits().fixed([]).stored(nothing).fixed([both]), both],
    ["match-over-blocks", new DeflateBits().stored(one).fixed([{ length: 4, distance: 4 }]), concatOctets([one, one])],
    ["ends-like-the-tail", new DeflateBits().stored(Uint8Array.of(0, 0, 255, 255)), Uint8Array.of(0, 0, 255, 255)],
  ];
  for (const [name, bits, message] of made) work.valid(key, flag, `blocks/${name}`, work.compressed(bits.payload(), message));
  const padded = new DeflateBits().fixed([both]).header(0).pad(1).octets();
  work.valid(key, flag, "blocks/padded-with-ones", work.compressed(padded, both));
  for (let extra = 0; extra < 8; extra += 1) {
    // Octets over 143 have one bit more: the last block begins at each bit of an octet.
    const message = concatOctets([repeatOctet("a", 8 - extra), new Uint8Array(extra).fill(200)]);
    work.valid(key, flag, `blocks/aligned-${extra}`, work.compressed(fixed(message), message));
  }
  const longer = work.draft.note("Longer", "a sender should send as it is what compression does not make shorter, and a receiver takes it all the same");
  work.valid(key, longer, "longer/one-octet", work.compressed(fixed(ascii("a")), ascii("a")));
  work.valid(key, longer, "longer/stored", work.compressed(new DeflateBits().stored(ascii("a")).payload(), ascii("a")));
}

/** Messages of one direction: some compressed with references to earlier compressed ones, some plain. */
function addLongContext(work: CompressionCases, bits: number): void {
  const flag = work.draft.note("Interleaved", "only compressed messages enter the context; it lives as long as the connection");
  const random = new SeededRandom(SEED + bits);
  let history = new Uint8Array(0);
  const sent = Array.from({ length: 24 }, (_, index): CompressionFrame => {
    const own = random.octets(1 + random.below(6));
    if (index > 0 && random.below(3) === 0) return work.plain(own);
    const most = Math.min(history.length, 2 ** bits);
    const length = 3 + random.below(20);
    const distance = most < 3 ? 0 : 3 + random.below(most - 2);
    const back = Array.from({ length: distance === 0 ? 0 : length }, (_each, at) => history[history.length - distance + (at % distance)] as number);
    const message = concatOctets([Uint8Array.from(back), own]);
    history = new Uint8Array(concatOctets([history, message]));
    return work.compressed(fixed(...(distance === 0 ? [] : [{ length, distance }]), own), message);
  });
  work.valid(work.group(bits), flag, `context/window-${bits}/24-messages`, ...sent);
}

function addContext(work: CompressionCases): void {
  const key = work.group(DEFAULT_WINDOW_BITS);
  const flag = work.draft.note("Interleaved", "only compressed messages enter the context; it lives as long as the connection");
  const word = ascii("word");
  const again = work.compressed(fixed({ length: 4, distance: 4 }), word);
  work.valid(key, flag, "context/plain-between", work.compressed(fixed(word), word), work.plain(ascii("none")), again);
  work.valid(key, flag, "context/empty-between", work.compressed(fixed(word), word), work.plain(new Uint8Array(0)), again);
  work.valid(key, flag, "context/text-and-binary", work.compressed(fixed(word), word, "text"), again);
  for (const bits of WINDOWS) addLongContext(work, bits);
}

function addLimits(work: CompressionCases): void {
  const key = work.group(DEFAULT_WINDOW_BITS, LIMIT);
  const flag = work.draft.note("Limit", "the message limit holds after decompression");
  const bound = work.draft.note("DeflateBound", "the output is bounded while it is made");
  const large = { result: "invalid", errors: ["LRGE"] } as const;
  for (const size of [LIMIT - 1, LIMIT]) work.valid(key, flag, `limit/${size}`, repeatedOctetFrame(work, "a", size));
  for (const size of [LIMIT + 1, LIMIT + 258, 4 * LIMIT]) work.invalid(key, bound, `limit/${size}`, { wire: repeatedOctetFrame(work, "a", size).wire }, large);
  const behind = repeatedOctetFrame(work, "a", LIMIT);
  work.invalid(key, flag, "limit/each-message-by-itself", [behind, behind, { wire: repeatedOctetFrame(work, "a", LIMIT + 1).wire }], large);
  const both = work.draft.note("LargeAndCorrupt", "where a payload is over the limit and corrupt, either code is right");
  const corrupt = new DeflateBits().fixed([ascii("a"), ...repeatMatches(LIMIT)]).header(3).payload();
  work.invalid(key, both, "limit/corrupt-behind", work.compressed(corrupt), { result: "invalid", errors: ["LRGE", "DECO"] });
  const final = new DeflateBits().fixed([ascii("a"), ...repeatMatches(LIMIT)], { final: true }).payload();
  work.invalid(key, both, "limit/final-block-behind", work.compressed(final), { result: "invalid", errors: ["LRGE", "DECO"] });
}

/** All cases of deflate. */
export function addDeflateCases(work: CompressionCases): void {
  for (const bits of WINDOWS) addWindow(work, bits);
  for (const add of [addLengths, addBlocks, addContext, addLimits, addMalformedDeflate]) add(work);
}
