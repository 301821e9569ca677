/**
 * Recognises streams of WebSocket2 in a capture, and yields what happens on them in the order of time.
 *
 * @module
 */
import { websocket2Compression } from "../../../reference/schema/index.ts";
import { announcedLimit } from "../../../reference/wire/handshake/message-limit.ts";
import { compressionNameOf, headerSection, isHandshake, MEDIA_TYPE, readResponseField } from "../../../reference/wire/index.ts";
import type { DecodeContext, TracingCodec } from "../../frames/decode-items.ts";
import { type Http2Field, UNKNOWN_FIELD } from "../../interop/h2/index.ts";
import { messageDecompressor } from "../../interop/explain/message-decompressor.ts";
import type { AgreedCompression } from "../options/agreed-compression.ts";
import { type CaptureEnd, captureEnds, type CapturedStream, type StreamMark } from "./captured-stream.ts";
import { ContentDecoder, type ContentEntry } from "./content-frames.ts";

/** What is given on the command line. */
export interface CaptureContext {
  /** The limit for one message, in octets. */
  readonly limit: number | undefined;
  /** The compression of streams whose response is not in the capture. */
  readonly compression: AgreedCompression | undefined;
}

/** By what a stream was recognised. */
export type RecognisedBy = "request" | "response" | "content";

/** A stream of WebSocket2. */
export interface WebSocket2Stream {
  readonly stream: CapturedStream;
  readonly by: RecognisedBy;
  /** The negotiated compression; `undefined` if it is unknown. */
  readonly compression: AgreedCompression | undefined;
}

/** Something on a stream, with its sender. */
export type StreamEntry = (ContentEntry & { readonly from: CaptureEnd }) | ({ readonly kind: "mark" } & StreamMark);

const none: AgreedCompression = { method: "none", parameters: null };

const [UNKNOWN_NAME] = UNKNOWN_FIELD;

const isWhole = (fields: readonly Http2Field[] | undefined): boolean => fields?.every(([name]) => name !== UNKNOWN_NAME) ?? false;

/** Returns the compression that a response names, or `undefined` if the response is not known. */
function agreedIn(response: readonly Http2Field[] | undefined): AgreedCompression | undefined {
  if (response === undefined) return undefined;
  const value = headerSection(response).value(websocket2Compression.model.id);
  if (value === undefined) return isWhole(response) ? none : undefined;
  const result = readResponseField(websocket2Compression, value);
  if (!result.ok) return undefined;
  const choice = Object.keys(result.value).length === 0 ? null : result.value;
  return { method: compressionNameOf(choice), parameters: choice };
}

function contextFor(compression: AgreedCompression, limit: number | undefined): DecodeContext {
  if (compression.parameters === null) return { limit, method: compression.method };
  return { limit, method: compression.method, decompressor: messageDecompressor(compression.parameters, limit) };
}

function recognisedBy(stream: CapturedStream, codec: TracingCodec, compression: AgreedCompression): RecognisedBy | undefined {
  const { request, response, content } = stream;
  if (request !== undefined && isHandshake(request)) return "request";
  if (isWhole(request)) return undefined;
  const types = response === undefined ? [] : headerSection(response).lines("content-type");
  if (types.some((line) => line.startsWith(MEDIA_TYPE))) return "response";
  if (isWhole(response)) return undefined;
  const looks = captureEnds.map((end) => new ContentDecoder(content[end], codec, { method: compression.method }).looksLikeFrames());
  return looks.includes(true) ? "content" : undefined;
}

/** Returns a stream if it is one of WebSocket2. @param codec - of frames */
export function recogniseStream(stream: CapturedStream, codec: TracingCodec, context: CaptureContext): WebSocket2Stream | undefined {
  const compression = agreedIn(stream.response) ?? context.compression;
  const by = recognisedBy(stream, codec, compression ?? none);
  return by === undefined ? undefined : { stream, by, compression };
}

/** The place of a mark among the frames of the same packet. */
const markRank = ({ type }: StreamMark): number => (type === "HEADERS" ? 0 : 2);

/** An entry with its place: the packet at which its receiver can have read it. */
interface PlacedEntry {
  readonly entry: StreamEntry;
  readonly packet: number;
  readonly rank: number;
}

function* placedContent(from: CaptureEnd, decoder: ContentDecoder): Generator<PlacedEntry, undefined> {
  let packet = 0;
  for (const entry of decoder.entries()) {
    // What was captured early waits for the octets in front of it.
    packet = Math.max(packet, entry.packet);
    yield { entry: { ...entry, from }, packet, rank: 1 };
  }
}

function* placedMarks(marks: readonly StreamMark[]): Generator<PlacedEntry, undefined> {
  const placed = marks.map((mark): PlacedEntry => ({ entry: { kind: "mark", ...mark }, packet: mark.packet, rank: markRank(mark) }));
  yield* placed.sort((a, b) => a.packet - b.packet || a.rank - b.rank);
}

/** Yields the entries of several sources in the order of their places. */
function* merge(sources: readonly Generator<PlacedEntry, undefined>[]): Generator<StreamEntry> {
  const heads = sources.map((source) => source.next().value as PlacedEntry | undefined);
  for (;;) {
    let first = -1;
    heads.forEach((head, index) => {
      const best = heads[first];
      if (head === undefined) return;
      if (best === undefined || head.packet < best.packet || (head.packet === best.packet && head.rank < best.rank)) first = index;
    });
    const next = heads[first];
    if (next === undefined) return;
    yield next.entry;
    heads[first] = sources[first]?.next().value as PlacedEntry | undefined;
  }
}

/** Returns the limit for the messages of an end: that of the command line, or the one that the other end announced. */
function limitFor(from: CaptureEnd, { request, response }: CapturedStream, given: number | undefined): number | undefined {
  const [fields, direction] = from === "client" ? ([response, "response"] as const) : ([request, "request"] as const);
  return given ?? (fields === undefined ? undefined : announcedLimit(headerSection(fields), direction));
}

/** Yields frames, header sections, ends and notes of both directions in the order of time. */
export function streamEntries(shown: WebSocket2Stream, codec: TracingCodec, limit: number | undefined): Generator<StreamEntry> {
  const { stream, compression } = shown;
  const directions = captureEnds.map((end) =>
    placedContent(end, new ContentDecoder(stream.content[end], codec, contextFor(compression ?? none, limitFor(end, stream, limit)))),
  );
  return merge([placedMarks(stream.marks), ...directions]);
}
