/**
 * Explains an exchange: each frame in either direction with its octets, its HTTP/2 content, and the WebSocket2 frames in it.
 *
 * @module
 */
import { websocket2Compression } from "../../../../reference/schema/index.ts";
import { compressionNameOf, readResponseField } from "../../../../reference/wire/index.ts";
import { hexPairs } from "../../../common/octets.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import { type Http2EventOf, type Http2Event, Http2Decoder, type RecordingEntry } from "../../h2/index.ts";
import { replyValue } from "../../handshake-fields.ts";
import type { PeerRole } from "../conformance-case.ts";
import { eventLines, frameSummary } from "./event-lines.ts";
import { FrameExplainer } from "./frame-explainer.ts";

/** The frames in both directions of one HTTP/2 connection. */
export interface RecordedExchange {
  readonly entries: readonly RecordingEntry[];
  /** The streams of the case; absent if the connection belongs to the case alone. */
  readonly streams?: readonly number[];
  /** The event on which the verdict rests. */
  readonly decisive?: Http2Event | undefined;
}

type RecordedSide = RecordingEntry["side"];

/** A longer exchange is cut to its first and last entries. */
const FIRST_ENTRIES = 30;
const LAST_ENTRIES = 50;

/** Cuts the lines of a long exchange. */
export function cutExchange(lines: readonly string[]): string[] {
  const omitted = lines.length - FIRST_ENTRIES - LAST_ENTRIES;
  if (omitted <= 0) return [...lines];
  return [...lines.slice(0, FIRST_ENTRIES), `... ${omitted} more frames ...`, ...lines.slice(-LAST_ENTRIES)];
}

/** Rows of octets; a longer frame is cut to its first rows. */
const OCTETS_PER_ROW = 16;
const MAX_ROWS = 6;

/** Characters of the content of a refusal. */
const CONTENT_CHARACTERS = 300;

/** The content of a stream. */
interface StreamContent {
  readonly explainers: Readonly<Record<RecordedSide, FrameExplainer>>;
  /** Whether the response refuses: the content of the server is then not frames. */
  refused: boolean;
}

/** Explains one HTTP/2 connection. */
class ExchangeExplainer {
  readonly #serverSide: RecordedSide;
  readonly #decoders: Readonly<Record<RecordedSide, Http2Decoder>>;
  readonly #streams = new Map<number, StreamContent>();

  /** @param peerRole - the role of the peer under test */
  constructor(peerRole: PeerRole) {
    this.#serverSide = peerRole === "server" ? "them" : "us";
    const decoder = (side: RecordedSide): Http2Decoder => new Http2Decoder(side === this.#serverSide ? "server" : "client");
    this.#decoders = { us: decoder("us"), them: decoder("them") };
  }

  /** Explains one entry, one line each. */
  lines({ side, octets }: RecordingEntry): string[] {
    return this.#decoders[side].push(octets).flatMap(({ event, frame }) => {
      const lines = event === undefined ? [] : this.#eventLines(side, event);
      return typeof frame === "string" ? [frame, ...lines] : lines;
    });
  }

  #contentOf(stream: number): StreamContent {
    const content = this.#streams.get(stream) ?? { explainers: { us: new FrameExplainer(), them: new FrameExplainer() }, refused: false };
    this.#streams.set(stream, content);
    return content;
  }

  #eventLines(side: RecordedSide, event: Http2Event): string[] {
    if (event.type === "HEADERS" && side === this.#serverSide) this.#applyReply(event);
    if (event.type !== "DATA" || event.octets.length === 0) return eventLines(event);
    const content = this.#contentOf(event.stream);
    if (side !== this.#serverSide || !content.refused) return content.explainers[side].push(event.octets);
    return [`content: ${JSON.stringify(Buffer.from(event.octets).toString("utf8").slice(0, CONTENT_CHARACTERS))}`];
  }

  /** Takes the status and the compression method from a final response. */
  #applyReply({ stream, fields }: Http2EventOf<"HEADERS">): void {
    const status = fieldValue(fields, ":status");
    if (status === undefined || status.startsWith("1")) return;
    const content = this.#contentOf(stream);
    content.refused = status !== replyValue(":status", "accepted");
    const choice = readResponseField(websocket2Compression, fieldValue(fields, websocket2Compression.model.id) ?? "");
    const method = choice.ok ? compressionNameOf(choice.value) : "none";
    content.explainers.us.compression = method;
    content.explainers.them.compression = method;
  }
}

/** Returns whether an entry belongs to the case. On a shared connection, window of the connection serves the streams of other cases. */
export function belongsToCase({ frame }: RecordingEntry, { streams }: RecordedExchange): boolean {
  if (streams === undefined || typeof frame === "string") return true;
  return frame.streamIdentifier === 0 ? frame.type !== "WINDOW_UPDATE" : streams.includes(frame.streamIdentifier);
}

/** Returns octets in hexadecimal with their offsets, cut to the first rows. */
export function hexRows(octets: Uint8Array): string[] {
  const rows: string[] = [];
  for (let offset = 0; offset < octets.length && rows.length < MAX_ROWS; offset += OCTETS_PER_ROW) {
    rows.push(`${String(offset).padStart(5)}  ${hexPairs(octets.subarray(offset, offset + OCTETS_PER_ROW)).join(" ")}`);
  }
  const shown = rows.length * OCTETS_PER_ROW;
  return octets.length > shown ? [...rows, `       ... ${octets.length - shown} more`] : rows;
}

function entryTitle({ frame, octets, text = "" }: RecordingEntry): string {
  if (typeof frame === "object") return frameSummary(frame);
  if (frame === "note") return text;
  return frame === "octets" ? `${octets.length} octets` : frame;
}

function entryText(entry: RecordingEntry, explanation: readonly string[], peerRole: PeerRole): string {
  const sender = entry.side === "us" ? "runner" : peerRole;
  const lines = explanation.filter((line) => line !== entry.frame).map((line) => `         ${line}`);
  return [`${entry.atMs.toFixed(1).padStart(8)} ms  ${sender}: ${entryTitle(entry)}`, ...hexRows(entry.octets), ...lines].join("\n");
}

/**
 * Explains one HTTP/2 connection.
 *
 * @param peerRole - the role of the peer under test
 * @returns one text for each frame or note, of several lines
 */
export function explainExchange(exchange: RecordedExchange, peerRole: PeerRole): string[] {
  const explainer = new ExchangeExplainer(peerRole);
  const texts = exchange.entries
    .map((entry) => ({ entry, explanation: explainer.lines(entry) }))
    .filter(({ entry }) => belongsToCase(entry, exchange))
    .map(({ entry, explanation }) => entryText(entry, explanation, peerRole));
  return cutExchange(texts);
}
