/**
 * Explains an exchange: each frame either way with its octets, what HTTP/2 makes of it, and the WebSocket2 frames in it.
 *
 * @module
 */
import type { CompressionName } from "../../../../reference/wire/index.ts";
import { type Http2EventOf, type Http2Event, Http2Decoder, type RecordingEntry } from "../../h2/index.ts";
import type { PeerRole } from "../conformance-case.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import type { RecordedExchange } from "../run-cases.ts";
import { eventLines, frameSummary } from "./event-lines.ts";
import { FrameExplainer } from "./frame-explainer.ts";
import { hexRows } from "./hex-rows.ts";

type RecordedSide = RecordingEntry["side"];

/** A short exchange is shown whole; of a longer one its beginning and its end. */
const FIRST_ENTRIES = 30;
const LAST_ENTRIES = 50;

const COMPRESSION_METHODS: readonly CompressionName[] = ["lz4", "deflate"];

/** What a stream has come to. */
interface StreamContent {
  readonly explainers: Readonly<Record<RecordedSide, FrameExplainer>>;
  /** Whether a reply refuses, so that content is no frames. */
  refused: boolean;
}

/** Explains one connection of HTTP/2. */
class ExchangeExplainer {
  readonly #serverSide: RecordedSide;
  readonly #receivers: Readonly<Record<RecordedSide, Http2Decoder>>;
  readonly #streams = new Map<number, StreamContent>();

  /** @param peer - the role of the peer under test */
  constructor(peer: PeerRole) {
    this.#serverSide = peer === "server" ? "them" : "us";
    const receiver = (by: RecordedSide): Http2Decoder => new Http2Decoder(by === this.#serverSide ? "server" : "client");
    this.#receivers = { us: receiver("us"), them: receiver("them") };
  }

  /** What one entry means, a line each. */
  lines({ side: by, octets }: RecordingEntry): string[] {
    return this.#receivers[by].push(octets).flatMap(({ event, frame }) => {
      const said = event === undefined ? [] : this.#eventLines(by, event);
      return typeof frame === "string" ? [frame, ...said] : said;
    });
  }

  #contentOf(stream: number): StreamContent {
    const known = this.#streams.get(stream) ?? { explainers: { us: new FrameExplainer(), them: new FrameExplainer() }, refused: false };
    this.#streams.set(stream, known);
    return known;
  }

  #eventLines(by: RecordedSide, event: Http2Event): string[] {
    if (event.type === "HEADERS" && by === this.#serverSide) this.#noteReply(event);
    if (event.type !== "DATA" || event.octets.length === 0) return eventLines(event);
    const content = this.#contentOf(event.stream);
    if (by === this.#serverSide && content.refused) return [`content: ${JSON.stringify(Buffer.from(event.octets).toString("utf8").slice(0, 300))}`];
    return content.explainers[by].push(event.octets);
  }

  /** Notes what a final response says of the content behind it. */
  #noteReply({ stream, fields }: Http2EventOf<"HEADERS">): void {
    const status = fieldValue(fields, ":status");
    if (status === undefined || status.startsWith("1")) return;
    const content = this.#contentOf(stream);
    content.refused = status !== "200";
    const chosen = fieldValue(fields, "websocket2-compression") ?? "";
    const method = COMPRESSION_METHODS.find((name) => chosen.startsWith(name)) ?? "none";
    content.explainers.us.compression = method;
    content.explainers.them.compression = method;
  }
}

function belongsToCase({ frame }: RecordingEntry, streams: readonly number[] | undefined): boolean {
  return streams === undefined || typeof frame === "string" || frame.streamIdentifier === 0 || streams.includes(frame.streamIdentifier);
}

function entryText(entry: RecordingEntry, explained: readonly string[], peer: PeerRole): string {
  const { atMs: at, side: by, frame, octets, text } = entry;
  const who = by === "us" ? "runner" : peer;
  const what = typeof frame === "object" ? frameSummary(frame) : frame === "note" ? (text ?? "") : frame === "octets" ? `${octets.length} octets` : frame;
  const meaning = explained.filter((line) => line !== frame).map((line) => `         ${line}`);
  return [`${at.toFixed(1).padStart(8)} ms  ${who}: ${what}`, ...hexRows(octets), ...meaning].join("\n");
}

/**
 * Explains one connection of HTTP/2, an entry for each frame.
 *
 * @param peer - the role of the peer under test
 */
export function explainExchange({ entries: recorded, streams }: RecordedExchange, peer: PeerRole): string[] {
  const explainer = new ExchangeExplainer(peer);
  const all = recorded.map((entry) => ({ entry, explained: explainer.lines(entry) })).filter(({ entry }) => belongsToCase(entry, streams));
  const texts = (some: typeof all): string[] => some.map(({ entry, explained }) => entryText(entry, explained, peer));
  if (all.length <= FIRST_ENTRIES + LAST_ENTRIES) return texts(all);
  return [...texts(all.slice(0, FIRST_ENTRIES)), `... ${all.length - FIRST_ENTRIES - LAST_ENTRIES} more frames ...`, ...texts(all.slice(-LAST_ENTRIES))];
}
