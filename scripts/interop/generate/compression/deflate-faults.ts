/**
 * Vectors of deflate payloads that are malformed.
 *
 * @module
 */
import { joinOctets } from "../../format/octets.ts";
import { DeflateBits } from "./deflate-bits.ts";
import { openDynamic } from "./dynamic.ts";
import { ascii, type Sent, type Work } from "./work.ts";

/** The window bits under which cases stand that are the same under all. */
export const CHECKED = 12;

const HI = ascii("Hi");
/** Six octets of nine bits each: with what stands around them the block ends at the end of an octet. */
const FULL = new Uint8Array(6).fill(200);
const nothing = new Uint8Array(0);
const TAIL = Uint8Array.of(0, 0, 255, 255);

const bits = (): DeflateBits => new DeflateBits();

/** Data that RFC 1951 does not allow. */
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

function finals(): Readonly<Record<string, Uint8Array>> {
  return {
    "stored": bits().stored(HI, { final: true }).payload(),
    "fixed": bits().fixed([HI], { final: true }).payload(),
    "fixed-alone": bits().fixed([HI], { final: true }).octets(),
    "fixed-and-flush": joinOctets([bits().fixed([HI], { final: true }).octets(), Uint8Array.of(0)]),
    "second-block": bits().fixed([HI]).fixed([HI], { final: true }).payload(),
    "empty-fixed": bits().fixed([HI]).fixed([], { final: true }).payload(),
    "empty-stored": bits().fixed([HI]).header(0, true).pad().octets(),
    "empty-stored-whole": bits().fixed([HI]).stored(nothing, { final: true }).octets(),
  };
}

/** Payloads at whose end the appended octets are something else than the end of an empty stored block. */
function swallowed(): Readonly<Record<string, Uint8Array>> {
  return {
    "no-flush": bits().fixed([FULL]).octets(),
    "no-flush-stored": bits().stored(HI).octets(),
    "no-end-of-block": bits().fixed([HI], { open: true }).octets(),
    "stored-1-short": bits().stored(HI, { length: 3 }).octets(),
    "stored-4-short": bits().stored(HI, { length: 6 }).octets(),
    "stored-4-alone": bits().stored(nothing, { length: 4 }).octets(),
    "stored-6-short": bits().stored(HI, { length: 8 }).octets(),
    "stored-8-alone": bits().stored(nothing, { length: 8 }).octets(),
    "stored-65535": bits().stored(HI, { length: 65535 }).octets(),
    "match-without-distance": bits().fixed([HI, { symbol: 257 }], { open: true }).octets(),
    "dynamic-block": openDynamic(),
    "tail-kept": joinOctets([bits().fixed([HI]).payload(), TAIL]),
    "tail-half-kept": joinOctets([bits().fixed([HI]).payload(), TAIL.slice(0, 2)]),
    "tail-3-kept": joinOctets([bits().fixed([HI]).payload(), TAIL.slice(0, 3)]),
    "octet-behind": joinOctets([bits().fixed([HI]).payload(), Uint8Array.of(0)]),
  };
}

function addPrefixes(work: Work): void {
  const flag = work.draft.note("DeflateCut", "a payload that was cut is found out");
  const whole = { fixed: bits().fixed([ascii("ab"), { length: 16, distance: 2 }]).payload(), stored: bits().stored(HI).payload() };
  for (const [name, payload] of Object.entries(whole)) {
    for (let end = 1; end < payload.length; end += 1) work.invalid(work.group(CHECKED), flag, `cut/${name}/${end}-of-${payload.length}`, work.sealed(payload.slice(0, end)));
  }
}

function addAll(work: Work, flag: string, folder: string, payloads: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, payload] of Object.entries(payloads)) work.invalid(work.group(CHECKED), flag, `${folder}/${name}`, work.sealed(payload));
}

/** The swallowed octets and the next frame's payload make one message of another. */
function addNextFrame(work: Work, flag: string): void {
  const first = work.sealed(bits().stored(nothing, { length: 8 }).octets());
  const second: Sent = { wire: work.sealed(bits().raw(ascii("evil")).payload()).wire };
  work.invalid(work.group(CHECKED), flag, "swallow/next-frame", [first, second]);
}

/** All cases of malformed payloads. */
export function addDeflateFaults(work: Work): void {
  const { draft } = work;
  addAll(work, draft.note("DeflateInvalid", "data that RFC 1951 does not allow are DECO"), "invalid", invalidData());
  addAll(work, draft.note("Final", "no block is the final one"), "final", finals());
  const swallow = draft.note("Swallow", "the appended octets end an empty stored block and yield nothing");
  addAll(work, swallow, "swallow", swallowed());
  addNextFrame(work, swallow);
  const empty = draft.note("Empty", "a compressed frame never stands for an empty message");
  addAll(work, empty, "empty", { flush: bits().payload(), fixed: bits().fixed([]).payload(), "flush-twice": bits().stored(nothing).payload() });
  addPrefixes(work);
  const word = ascii("word");
  const lost = draft.note("DeflateInvalid", "data that RFC 1951 does not allow are DECO");
  const good = work.sealed(bits().fixed([word]).payload(), word);
  work.invalid(work.group(CHECKED), lost, "invalid/after-a-message", [good, work.sealed(bits().fixed([{ length: 3, distance: 5 }]).payload())]);
  const plain = draft.note("Interleaved", "only compressed messages enter the context; it lives as long as the connection");
  work.invalid(work.group(CHECKED), plain, "context/reaches-for-plain", [work.plain(word), work.sealed(bits().fixed([{ length: 4, distance: 4 }]).payload())]);
}
