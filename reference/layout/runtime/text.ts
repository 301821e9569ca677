/**
 * Octets to text and back.
 *
 * @module
 */

import type { IntegerRange } from "../model.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

type SliceText = (this: Uint8Array, start: number, end: number) => string;
type WriteText = (this: Uint8Array, text: string, at: number, most: number) => number;

interface NodeBuffer {
  readonly prototype: {
    readonly utf8Slice?: SliceText;
    readonly latin1Slice?: SliceText;
    readonly utf8Write?: WriteText;
    readonly latin1Write?: WriteText;
  };
  readonly from: (text: string) => Uint8Array;
  readonly byteLength: (text: string) => number;
}

/** Node.js slices and writes short texts several times faster than TextDecoder and TextEncoder. Absent on other platforms. */
const buffer = (globalThis as { Buffer?: NodeBuffer }).Buffer;
const prototype = buffer?.prototype;
const pooled = buffer?.from;
const byteLength = buffer?.byteLength;
const utf8Into = prototype?.utf8Write;
const latin1Into = prototype?.latin1Write;
const utf8Slice = prototype?.utf8Slice;
const latin1Slice = prototype?.latin1Slice;

function decodeStrictly(octets: Uint8Array, start: number, end: number): string | undefined {
  try {
    return strict.decode(octets.subarray(start, end));
  } catch {
    return undefined;
  }
}

/** Returns the text of UTF-8 octets, with its byte order mark; `undefined` where they are not well-formed (RFC 3629). */
export function utf8Text(octets: Uint8Array, start: number, end: number): string | undefined {
  if (utf8Slice === undefined) return decodeStrictly(octets, start, end);
  // A call into the engine costs more than a character.
  if (end - start === 1 && (octets[start] as number) < 0x80) return String.fromCharCode(octets[start] as number);
  const text = utf8Slice.call(octets, start, end);
  // A replacement character is the peer's own or marks a fault: only then decode again.
  return text.includes("\uFFFD") ? decodeStrictly(octets, start, end) : text;
}

/** Returns the text of octets, one character each. */
export function latin1Text(octets: Uint8Array, start: number, end: number): string {
  if (latin1Slice !== undefined) return latin1Slice.call(octets, start, end);
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(octets[at] as number);
  return text;
}

/** Returns the text of octets 00 to 7F; `undefined` where there are others. */
export function asciiText(octets: Uint8Array, start: number, end: number): string | undefined {
  for (let at = start; at < end; at++) if ((octets[at] as number) > 0x7f) return undefined;
  return latin1Text(octets, start, end);
}

/** Returns whether all octets lie in an inclusive range. */
export function octetsWithin(octets: Uint8Array, start: number, end: number, least: number, most: number): boolean {
  for (let at = start; at < end; at++) {
    const octet = octets[at] as number;
    if (octet < least || octet > most) return false;
  }
  return true;
}

/** Returns the offset of the next octet of a value; negative if there is no such octet. */
export function octetAt(octets: Uint8Array, value: number, start: number, end: number): number {
  const at = octets.indexOf(value, start);
  return at < end ? at : -1;
}

/** Returns whether each character of a text lies in one of the ranges of code points. */
export function charactersWithin(text: string, ranges: readonly IntegerRange[]): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (!ranges.some(([least, most]) => code >= least && (most === null || code <= most))) return false;
  }
  return true;
}

/** Returns the octets of a text of characters up to U+00FF, one each. */
export function latin1Octets(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** A text of at least this many code units is encoded once for all receivers of a broadcast. */
const MIN_REMEMBERED = 16_000;

/** Calls back behind the running task. */
const endOfTask = Promise.resolve();

/** The last long text and its octets, until the running task is done. */
let remembered: { readonly text: string; readonly octets: Uint8Array } | undefined;

function forget(): void {
  remembered = undefined;
}

/** Returns a text as UTF-8 octets, which the caller must not change: calls in the same task may share those of a long text. */
export function utf8Octets(text: string): Uint8Array {
  if (text.length < MIN_REMEMBERED) return pooled === undefined ? encoder.encode(text) : pooled(text);
  if (remembered?.text === text) return remembered.octets;
  const octets = encoder.encode(text);
  if (remembered === undefined) void endOfTask.then(forget);
  remembered = { text, octets };
  return octets;
}

/** Returns the size of a long text in UTF-8, in octets, without a count if the running task has encoded it. */
export function longTextLength(text: string): number {
  return remembered?.text === text ? remembered.octets.length : utf8Length(text);
}

/** Returns the size of a text in UTF-8, in octets. */
export function utf8Length(text: string): number {
  return byteLength === undefined ? encoder.encode(text).length : byteLength(text);
}

/** Writes a text as UTF-8. @param length - its size in octets, from {@link utf8Length} */
export function utf8Write(octets: Uint8Array, text: string, at: number, length: number): void {
  if (utf8Into === undefined || latin1Into === undefined) encoder.encodeInto(text, octets.subarray(at, at + length));
  // As many octets as code units: the text is ASCII, and no character needs a test.
  else if (length === text.length) latin1Into.call(octets, text, at, length);
  else utf8Into.call(octets, text, at, length);
}

/** Returns a copy of octets in which a part is zero. @param zeros - offset of the part; @param size - of the part, in octets */
export function withZeros(octets: Uint8Array, start: number, end: number, zeros: number, size: number): Uint8Array {
  return octets.slice(start, end).fill(0, zeros - start, zeros - start + size);
}

/** Joins several runs of octets. */
export function concat(runs: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(runs.reduce((sum, run) => sum + run.length, 0));
  let at = 0;
  for (const run of runs) {
    joined.set(run, at);
    at += run.length;
  }
  return joined;
}

/** Returns a number in hexadecimal, with a pair of digits for each octet: `0x0301`. */
export function hexText(value: number | bigint): string {
  if (value < 0) return `-${hexText(-value)}`;
  const digits = value.toString(16);
  return `0x${digits.padStart(digits.length + (digits.length % 2), "0")}`;
}
