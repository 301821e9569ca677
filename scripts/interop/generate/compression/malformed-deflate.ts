/**
 * Generates vectors of malformed deflate payloads.
 *
 * @module
 */
import { concatOctets } from "../../../common/octets.ts";
import { DeflateBits } from "./deflate-bits.ts";
import { openDynamicBlock } from "./open-dynamic-block.ts";
import { ascii, type CompressionFrame, type CompressionCases } from "./compression-cases.ts";

/** The window bits of cases that are the same for windows of any size. */
export const DEFAULT_WINDOW_BITS = 12;

const HI = ascii("Hi");
/** Six octets of nine bits each: with the header and the end of the block, the block ends at the end of an octet. */
const FULL = new Uint8Array(6).fill(200);
const noOctets = new Uint8Array(0);
const TAIL = Uint8Array.of(0, 0, 255, 255);

const bits = (): DeflateBits => new DeflateBits();

/** Returns data that RFC 1951 does not allow. */
function invalidData(): Readonly<Record<string, Uint8Array>> {
  return {
    "block-type-3": bits().header(3).payload(),
    "block-type-3-second": bits().fixed([HI]).header(3).payload(),
    "stored-check-wrong": bits().stored(HI, { check: 0xfffc }).payload(),
    "stored-check-repeats-length": bits().stored(HI, { check: 2 }).payload(),
    "length-symbol-286": bits().fixed([HI, { symbol: 286, distanceSymbol: 0 }]).payload(),
    "length-symbol-287": bits().fixed([HI, { symbol: 287, distanceSymbol: 0 }]).payload(),
    "distance-symbol-30": bits().fixed([HI, { symbol: 257, distanceSymbol: 30 }]).payload(),
    "distance-symbol-31": bits().fixed([HI, { symbol: 257, distanceSymbol: 31 }]).payload(),
    "distance-before-start": bits().fixed([HI, { length: 3, distance: 3 }]).payload(),
    "distance-before-start-first": bits().fixed([{ length: 3, distance: 1 }]).payload(),
  };
}

function finalBlocks(): Readonly<Record<string, Uint8Array>> {
  return {
    "stored": bits().stored(HI, { final: true }).payload(),
    "fixed": bits().fixed([HI], { final: true }).payload(),
    "fixed-alone": bits().fixed([HI], { final: true }).octets(),
    "fixed-and-flush": concatOctets([bits().fixed([HI], { final: true }).octets(), Uint8Array.of(0)]),
    "second-block": bits().fixed([HI]).fixed([HI], { final: true }).payload(),
    "empty-fixed": bits().fixed([HI]).fixed([], { final: true }).payload(),
    "empty-stored": bits().fixed([HI]).header(0, true).pad().octets(),
    "empty-stored-whole": bits().fixed([HI]).stored(noOctets, { final: true }).octets(),
  };
}

/** Returns payloads after which the appended octets are not the end of an empty stored block. */
function swallowedTails(): Readonly<Record<string, Uint8Array>> {
  return {
    "no-flush": bits().fixed([FULL]).octets(),
    "no-flush-stored": bits().stored(HI).octets(),
    "no-end-of-block": bits().fixed([HI], { open: true }).octets(),
    "stored-1-short": bits().stored(HI, { length: 3 }).octets(),
    "stored-4-short": bits().stored(HI, { length: 6 }).octets(),
    "stored-4-alone": bits().stored(noOctets, { length: 4 }).octets(),
    "stored-6-short": bits().stored(HI, { length: 8 }).octets(),
    "stored-8-alone": bits().stored(noOctets, { length: 8 }).octets(),
    "stored-65535": bits().stored(HI, { length: 65535 }).octets(),
    "match-without-distance": bits().fixed([HI, { symbol: 257 }], { open: true }).octets(),
    "dynamic-block": openDynamicBlock(),
    "tail-kept": concatOctets([bits().fixed([HI]).payload(), TAIL]),
    "tail-half-kept": concatOctets([bits().fixed([HI]).payload(), TAIL.slice(0, 2)]),
    "tail-3-kept": concatOctets([bits().fixed([HI]).payload(), TAIL.slice(0, 3)]),
    "octet-behind": concatOctets([bits().fixed([HI]).payload(), Uint8Array.of(0)]),
  };
}

function addTruncatedPayloads(cases: CompressionCases): void {
  const flag = cases.builder.note("DeflateCut", "a receiver detects a truncated payload");
  const whole = { fixed: bits().fixed([ascii("ab"), { length: 16, distance: 2 }]).payload(), stored: bits().stored(HI).payload() };
  for (const [name, payload] of Object.entries(whole)) {
    for (let end = 1; end < payload.length; end += 1) {
      cases.invalid(
        cases.group(DEFAULT_WINDOW_BITS),
        flag,
        `cut/${name}/${end}-of-${payload.length}`,
        cases.compressed(payload.slice(0, end)),
      );
    }
  }
}

function addPayloads(cases: CompressionCases, flag: string, folder: string, payloads: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, payload] of Object.entries(payloads)) {
    cases.invalid(cases.group(DEFAULT_WINDOW_BITS), flag, `${folder}/${name}`, cases.compressed(payload));
  }
}

/** Adds a stored block that contains the appended octets and the beginning of the next frame's payload. */
function addNextFrame(cases: CompressionCases, flag: string): void {
  const first = cases.compressed(bits().stored(noOctets, { length: 8 }).octets());
  const second: CompressionFrame = { wire: cases.compressed(bits().raw(ascii("evil")).payload()).wire };
  cases.invalid(cases.group(DEFAULT_WINDOW_BITS), flag, "swallow/next-frame", [first, second]);
}

/** Adds all cases of malformed payloads. */
export function addMalformedDeflate(cases: CompressionCases): void {
  const { builder } = cases;
  addPayloads(cases, builder.note("DeflateInvalid", "data that RFC 1951 does not allow are DECO"), "invalid", invalidData());
  addPayloads(cases, builder.note("Final", "no block of a payload is marked as final"), "final", finalBlocks());
  const swallow = builder.note("Swallow", "the appended octets end an empty stored block and decompress to no octet");
  addPayloads(cases, swallow, "swallow", swallowedTails());
  addNextFrame(cases, swallow);
  const empty = builder.note("Empty", "a compressed frame never holds an empty message");
  addPayloads(
    cases,
    empty,
    "empty",
    { flush: bits().payload(), fixed: bits().fixed([]).payload(), "flush-twice": bits().stored(noOctets).payload() },
  );
  addTruncatedPayloads(cases);
  const word = ascii("word");
  const lost = builder.note("DeflateInvalid", "data that RFC 1951 does not allow are DECO");
  const good = cases.compressed(bits().fixed([word]).payload(), word);
  cases.invalid(
    cases.group(DEFAULT_WINDOW_BITS),
    lost,
    "invalid/after-a-message",
    [good, cases.compressed(bits().fixed([{ length: 3, distance: 5 }]).payload())],
  );
  const plain = cases.note("Interleaved");
  cases.invalid(
    cases.group(DEFAULT_WINDOW_BITS),
    plain,
    "context/reaches-for-plain",
    [cases.plain(word), cases.compressed(bits().fixed([{ length: 4, distance: 4 }]).payload())],
  );
}
