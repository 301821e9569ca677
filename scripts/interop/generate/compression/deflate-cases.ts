/**
 * Generates vectors of messages compressed with deflate.
 *
 * @module
 */
import { concatOctets } from "../../../common/octets.ts";
import { SeededRandom } from "../../../common/random.ts";
import { DeflateBits, type DeflateElement, repeatMatches } from "./deflate-bits.ts";
import { addMalformedDeflate, DEFAULT_WINDOW_BITS } from "./malformed-deflate.ts";
import { ascii, repeatOctet, type CompressionFrame, nonRepeatingOctets, type CompressionCases } from "./compression-cases.ts";

/** The greatest distance that a code can express, in octets. */
const FARTHEST = 32768;
const SEED = 1951;

const fixed = (...pieces: readonly DeflateElement[]): Uint8Array => new DeflateBits().fixed(pieces).payload();

/** Returns the payload that holds a message as literals. */
export const deflateLiterals = (message: Uint8Array): Uint8Array => fixed(message);

/** Returns a message of `count` equal octets. */
const repeatedOctetFrame = (cases: CompressionCases, octet: string, count: number): CompressionFrame =>
  cases.compressed(fixed(ascii(octet), ...repeatMatches(count - 1)), repeatOctet(octet, count));

function addWindow(cases: CompressionCases, bits: number): void {
  const key = cases.group(bits);
  const size = 2 ** bits;
  const basics = cases.builder.note("Deflate", "a receiver decompresses stored and compressed blocks with a window of any size");
  const message = ascii("ab".repeat(9));
  cases.valid(key, basics, `window-${bits}/fixed`, cases.compressed(fixed(ascii("ab"), { length: 16, distance: 2 }), message));
  cases.valid(key, basics, `window-${bits}/stored`, cases.compressed(new DeflateBits().stored(message).payload(), message));
  const context = cases.builder.note("Context", "a message refers back to earlier ones of the same direction");
  const word = ascii("word");
  cases.valid(
    key,
    context,
    `window-${bits}/earlier-message`,
    cases.compressed(fixed(word), word),
    cases.compressed(fixed({ length: 4, distance: 4 }), word),
  );
  const window = cases.builder.note("Window", "a sender uses distances up to the size of the window, and no greater one");
  const far = (distance: number): CompressionFrame => cases.compressed(fixed({ length: 3, distance }), ascii("xyz"));
  cases.valid(
    key,
    window,
    `window-${bits}/distance-${size}`,
    cases.compressed(fixed(ascii("xyz")), ascii("xyz")),
    repeatedOctetFrame(cases, "a", size - 3),
    far(size),
  );
  if (size >= FARTHEST) return;
  const over = cases.builder.note("OverWindow", "a receiver may accept a distance over the window, or answer DECO");
  const sent = [cases.compressed(fixed(ascii("xyz")), ascii("xyz")), repeatedOctetFrame(cases, "a", size - 2), far(size + 1)];
  cases.invalid(key, over, `window-${bits}/distance-${size + 1}`, sent, { result: "acceptable", errors: ["DECO"] });
}

function addLengths(cases: CompressionCases): void {
  const key = cases.group(DEFAULT_WINDOW_BITS);
  const flag = cases.builder.note("DeflateLengths", "each code of a length and of a distance, at both ends of its extra bits");
  const first = nonRepeatingOctets(2048);
  const start = cases.compressed(new DeflateBits().stored(first).payload(), first);
  const lengths = [3, 4, 10, 11, 12, 18, 19, 22, 34, 35, 66, 67, 130, 131, 226, 227, 257, 258];
  for (const length of lengths) {
    cases.valid(key, flag, `length/${length}`, start, cases.compressed(fixed({ length, distance: 2048 }), first.slice(0, length)));
  }
  for (const distance of [4, 5, 6, 7, 12, 13, 24, 25, 192, 193, 1024, 1025, 2047]) {
    const from = first.length - distance;
    cases.valid(key, flag, `distance/${distance}`, start, cases.compressed(fixed({ length: 4, distance }), first.slice(from, from + 4)));
  }
}

function addBlocks(cases: CompressionCases): void {
  const key = cases.group(DEFAULT_WINDOW_BITS);
  const flag = cases.builder.note("Blocks", "a message consists of any number of blocks and ends in an empty stored block");
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
  for (const [name, bits, message] of made) cases.valid(key, flag, `blocks/${name}`, cases.compressed(bits.payload(), message));
  const padded = new DeflateBits().fixed([both]).header(0).pad(1).octets();
  cases.valid(key, flag, "blocks/padded-with-ones", cases.compressed(padded, both));
  for (let extra = 0; extra < 8; extra += 1) {
    // The codes of octets over 143 have one more bit, so that the last block begins at each bit of an octet.
    const message = concatOctets([repeatOctet("a", 8 - extra), new Uint8Array(extra).fill(200)]);
    cases.valid(key, flag, `blocks/aligned-${extra}`, cases.compressed(fixed(message), message));
  }
  const longer = cases.note("Longer");
  cases.valid(key, longer, "longer/one-octet", cases.compressed(fixed(ascii("a")), ascii("a")));
  cases.valid(key, longer, "longer/stored", cases.compressed(new DeflateBits().stored(ascii("a")).payload(), ascii("a")));
}

/** Adds messages of one direction: compressed ones that refer to earlier compressed ones, between uncompressed ones. */
function addLongContext(cases: CompressionCases, bits: number): void {
  const flag = cases.note("Interleaved");
  const random = new SeededRandom(SEED + bits);
  let history = new Uint8Array(0);
  const sent = Array.from({ length: 24 }, (_, index): CompressionFrame => {
    const own = random.octets(1 + random.below(6));
    if (index > 0 && random.below(3) === 0) return cases.plain(own);
    const most = Math.min(history.length, 2 ** bits);
    const length = 3 + random.below(20);
    const distance = most < 3 ? 0 : 3 + random.below(most - 2);
    const back = Array.from(
      { length: distance === 0 ? 0 : length },
      (_each, at) => history[history.length - distance + (at % distance)] as number,
    );
    const message = concatOctets([Uint8Array.from(back), own]);
    history = new Uint8Array(concatOctets([history, message]));
    return cases.compressed(fixed(...(distance === 0 ? [] : [{ length, distance }]), own), message);
  });
  cases.valid(cases.group(bits), flag, `context/window-${bits}/24-messages`, ...sent);
}

function addContext(cases: CompressionCases): void {
  const key = cases.group(DEFAULT_WINDOW_BITS);
  const flag = cases.note("Interleaved");
  const word = ascii("word");
  const again = cases.compressed(fixed({ length: 4, distance: 4 }), word);
  cases.valid(key, flag, "context/plain-between", cases.compressed(fixed(word), word), cases.plain(ascii("none")), again);
  cases.valid(key, flag, "context/empty-between", cases.compressed(fixed(word), word), cases.plain(new Uint8Array(0)), again);
  cases.valid(key, flag, "context/text-and-binary", cases.compressed(fixed(word), word, "text"), again);
  for (const bits of cases.parameters) addLongContext(cases, bits);
}

function addLimits(cases: CompressionCases): void {
  const { leastLimit } = cases;
  const key = cases.group(DEFAULT_WINDOW_BITS, leastLimit);
  const flag = cases.note("Limit");
  const bound = cases.builder.note("DeflateBound", "a receiver checks the limit while it decompresses");
  const large = { result: "invalid", errors: ["LRGE"] } as const;
  for (const size of [leastLimit - 1, leastLimit]) cases.valid(key, flag, `limit/${size}`, repeatedOctetFrame(cases, "a", size));
  for (const size of [leastLimit + 1, leastLimit + 258, 4 * leastLimit]) {
    cases.invalid(key, bound, `limit/${size}`, { wire: repeatedOctetFrame(cases, "a", size).wire }, large);
  }
  const behind = repeatedOctetFrame(cases, "a", leastLimit);
  cases.invalid(
    key,
    flag,
    "limit/each-message-by-itself",
    [behind, behind, { wire: repeatedOctetFrame(cases, "a", leastLimit + 1).wire }],
    large,
  );
  const both = cases.builder.note("LargeAndCorrupt", "if a payload is over the limit and corrupt, a receiver may report either code");
  const corrupt = new DeflateBits().fixed([ascii("a"), ...repeatMatches(leastLimit)]).header(3).payload();
  cases.invalid(key, both, "limit/corrupt-behind", cases.compressed(corrupt), { result: "invalid", errors: ["LRGE", "DECO"] });
  const final = new DeflateBits().fixed([ascii("a"), ...repeatMatches(leastLimit)], { final: true }).payload();
  cases.invalid(key, both, "limit/final-block-behind", cases.compressed(final), { result: "invalid", errors: ["LRGE", "DECO"] });
}

/** Adds all cases of deflate. */
export function addDeflateCases(cases: CompressionCases): void {
  for (const bits of cases.parameters) addWindow(cases, bits);
  for (const add of [addLengths, addBlocks, addContext, addLimits, addMalformedDeflate]) add(cases);
}
