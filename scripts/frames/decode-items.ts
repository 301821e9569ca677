/**
 * Decodes octets as a sequence of structs, field by field, until the end or the first fault.
 *
 * @module
 */
import type { Codec } from "../../reference/layout/compile/codec.ts";
import type { Issue } from "../../reference/layout/errors.ts";
import type { Decoded, EncodedElementModel, Model, TracedField } from "../../reference/layout/index.ts";
import { toPlain } from "../../reference/layout/plain.ts";
import { NEEDS } from "../../reference/layout/runtime/reader-state.ts";
import type { DecompressedMessage, MessageDecompressor } from "./message-decompressor.ts";

/** One struct of the input. */
export interface DecodedItem {
  /** The offset of its first octet in the input. */
  readonly octet: number;
  readonly octets: Uint8Array;
  readonly fields: readonly TracedField[];
  readonly result: Decoded<unknown>;
  /** The message in a compressed frame. */
  readonly decompressed?: DecompressedMessage | undefined;
}

/** The parts of a codec that decode a sequence. */
export type TracingCodec = Pick<Codec<unknown>, "model" | "reader" | "trace">;

/** The settings of the connection whose octets are decoded. */
export interface DecodeContext {
  /** The receiver's limit for one message, in octets. */
  readonly limit?: number | undefined;
  /** The method of the negotiated compression; `none` without compression. */
  readonly method: string;
  /** Decompresses the messages; absent without compression. */
  readonly decompressor?: MessageDecompressor | undefined;
}

/** Returns the bounds that the element has, with the given values. */
function boundsFor({ limit, method }: DecodeContext, element: EncodedElementModel): Record<string, number | string> {
  const bounds: Record<string, number | string> = {};
  const fields = element.kind === "struct" ? element.fields : [];
  for (const constraint of fields.flatMap((field) => field.constraints)) {
    if (constraint.rule === "bound" && limit !== undefined) bounds[constraint.bound] = limit;
    if (constraint.rule === "agreed") bounds[constraint.bound] = method;
  }
  return bounds;
}

/** Returns the length of the first struct of the input in octets, or `undefined` if it is incomplete or malformed. */
function firstStructSize(codec: TracingCodec, octets: Uint8Array, bounds: Record<string, number | string>): number | undefined {
  if (codec.model.kind !== "struct" || !codec.model.fields.some((field) => field.role === "length")) return undefined;
  const end = codec.reader(bounds).read(octets, 0, octets.length);
  return end > 0 ? end : undefined;
}

/**
 * Yields one struct after the other, until the end or the first fault.
 *
 * @param first - the offset of the first octet, from which others are counted
 */
export function* decodeEach(codec: TracingCodec, input: Uint8Array, context: DecodeContext, first = 0): Generator<DecodedItem> {
  const bounds = boundsFor(context, codec.model);
  let octet = first;
  do {
    const rest = input.subarray(octet - first);
    const octets = rest.subarray(0, firstStructSize(codec, rest, bounds) ?? rest.length);
    const traced = codec.trace(octets, bounds);
    const decompressed = traced.result.ok
      ? context.decompressor?.decompress({ octet, fields: traced.fields, frame: traced.result.value as object })
      : undefined;
    yield { octet, octets, ...traced, decompressed };
    octet += octets.length;
    if (!traced.result.ok || decompressed?.ok === false) break;
  } while (octet < first + input.length);
}

/** Returns one struct after the other, until the end or the first fault. */
export function decodeItems(codec: TracingCodec, input: Uint8Array, context: DecodeContext): DecodedItem[] {
  return [...decodeEach(codec, input, context)];
}

/**
 * Returns the number of complete structs from the beginning on, or `undefined` if one of them has a fault.
 *
 * @param most - the number of structs after which no further one is read
 */
export function countStructs(codec: TracingCodec, input: Uint8Array, context: DecodeContext, most: number): number | undefined {
  const reader = codec.reader(boundsFor(context, codec.model));
  let count = 0;
  for (let at = 0; at < input.length && count < most; count += 1) {
    const end = reader.read(input, at, input.length);
    if (end <= at) return end === NEEDS ? count : undefined;
    at = end;
  }
  return count;
}

/** Returns whether a struct is complete and without fault, and its message too. */
export function isFaultless({ result, decompressed }: DecodedItem): boolean {
  return result.ok && decompressed?.ok !== false;
}

/** Returns an issue with its offset counted from the first octet of the input. */
export function offsetIssue(issue: Issue, base: number): Issue {
  return { ...issue, octet: issue.octet + base, bit: issue.bit + base * 8 };
}

/** Returns the fault of a struct or of its message, with its offset counted from the first octet of the input. */
export function issueOf({ octet, result, decompressed }: DecodedItem): Issue | undefined {
  if (!result.ok) return result.issue === undefined ? undefined : offsetIssue(result.issue, octet);
  return decompressed?.ok === false ? decompressed.issue : undefined;
}

/** Returns a struct as JSON data. */
export function itemJson(item: DecodedItem): object {
  const { octet, octets, fields, result, decompressed } = item;
  const shown = { octet, octets: octets.length, fields };
  if (result.ok) {
    const message = decompressed?.ok === true ? { content: toPlain(decompressed.content) } : {};
    const issue = issueOf(item);
    return { ...shown, value: toPlain(result.value), ...message, ...(issue === undefined ? {} : { issue }) };
  }
  return { ...shown, ...(result.issue === undefined ? { needs: result.needs } : { issue: issueOf(item) }) };
}

/** Returns a function that returns the kind of a field, by the last name of its path. */
export function fieldKinds({ elements }: Pick<Model, "elements">): (path: string) => string | undefined {
  const kinds = new Map<string, string>();
  for (const element of Object.values(elements)) {
    if (element.kind !== "struct") continue;
    for (const field of element.fields) kinds.set(field.name, field.wire.kind);
  }
  return (path) => kinds.get(path.split(".").at(-1) ?? "");
}
