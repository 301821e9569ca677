/**
 * Lists the frames of an exchange, one line each, without octets, and marks the one on which the verdict rests.
 *
 * @module
 */
import { websocket2Compression } from "../../../../reference/schema/index.ts";
import { compressionNameOf, readResponseField } from "../../../../reference/wire/index.ts";
import { DECISIVE_MARK, NO_MARK } from "../../report/result.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import { type Http2Event, Http2Decoder, type Http2EventOf, preface, type RecordingEntry } from "../../h2/index.ts";
import { replyValue } from "../../handshake-fields.ts";
import type { PeerRole } from "../conformance-case.ts";
import { eventLines, frameSummary } from "./event-lines.ts";
import { belongsToCase, cutExchange, type RecordedExchange } from "./explain-exchange.ts";
import { FrameLister } from "./frame-lister.ts";

type Side = RecordingEntry["side"];

/** Characters of the field lines of a header section, and of the content of a refusal. */
const MAX_CHARACTERS = 160;

const shortened = (text: string): string => (text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}...` : text);

function contentWords(octets: Uint8Array): string {
  return `content ${JSON.stringify(shortened(Buffer.from(octets.subarray(0, 4 * MAX_CHARACTERS)).toString("utf8")))}`;
}

/** Frames that a reader of the case seldom needs: the trace has them. */
const LEFT_OUT: ReadonlySet<unknown> = new Set(["preface", "SETTINGS", "PING", "PRIORITY"]);

function isShown({ frame, event, octets }: RecordingEntry, decisive: Http2Event | undefined): boolean {
  if (event !== undefined && event === decisive) return true;
  if (typeof frame === "string") return !LEFT_OUT.has(frame) && Buffer.compare(octets, preface) !== 0;
  const isConnectionWindow = frame.type === "WINDOW_UPDATE" && frame.streamIdentifier === 0;
  return !LEFT_OUT.has(frame.type) && !isConnectionWindow;
}

interface Directions {
  readonly us: FrameLister;
  readonly them: FrameLister;
}

/** Lists one HTTP/2 connection. */
class ExchangeLister {
  readonly #serverSide: Side;
  readonly #ownDecoder: Http2Decoder;
  readonly #streams = new Map<number, Directions>();
  /** The streams whose response refuses: its content is not frames. */
  readonly #refused = new Set<number>();

  constructor(peerRole: PeerRole) {
    this.#serverSide = peerRole === "server" ? "them" : "us";
    this.#ownDecoder = new Http2Decoder(peerRole === "server" ? "client" : "server");
  }

  /** Returns an entry in words. Every entry has to pass, since frames of either side depend on earlier ones. */
  words(entry: RecordingEntry): string {
    const { side, frame, octets, text = "" } = entry;
    // Events of own frames are not recorded.
    const events = side === "us" ? this.#ownDecoder.push(octets).map(({ event }) => event) : [entry.event];
    if (frame === "note") return text;
    const head = typeof frame === "string" ? `${frame === "octets" ? "" : `${frame}, `}${octets.length} octets` : frameHead(frame);
    const details = events.flatMap((event) => (event === undefined ? [] : this.#details(side, event)));
    return details.length === 0 ? head : `${head}: ${details.join("; ")}`;
  }

  #details(side: Side, event: Http2Event): string[] {
    if (event.type === "HEADERS") {
      if (side === this.#serverSide) this.#applyReply(event);
      return [shortened(event.fields.map(([name, value]) => `${name} ${value}`).join(", "))];
    }
    if (event.type !== "DATA") return eventLines(event);
    if (event.octets.length === 0) return [];
    const isRefusal = side === this.#serverSide && this.#refused.has(event.stream);
    return isRefusal ? [contentWords(event.octets)] : this.#directions(event.stream)[side].push(event.octets);
  }

  #directions(stream: number): Directions {
    const known = this.#streams.get(stream) ?? { us: new FrameLister(), them: new FrameLister() };
    this.#streams.set(stream, known);
    return known;
  }

  /** Takes the status and the compression method from a final response. */
  #applyReply({ stream, fields }: Http2EventOf<"HEADERS">): void {
    const status = fieldValue(fields, ":status");
    if (status === undefined || status.startsWith("1")) return;
    if (status !== replyValue(":status", "accepted")) {
      this.#refused.add(stream);
      return;
    }
    const choice = readResponseField(websocket2Compression, fieldValue(fields, websocket2Compression.model.id) ?? "");
    const method = choice.ok ? compressionNameOf(choice.value) : "none";
    const { them, us } = this.#directions(stream);
    them.compression = method;
    us.compression = method;
  }
}

function frameHead(frame: Exclude<RecordingEntry["frame"], string>): string {
  const [type = "", stream = "", , ...flags] = frameSummary(frame).split(", ");
  return [type, stream, ...flags.filter((flag) => flag !== "END_HEADERS")].join(" ");
}

/** Returns the wait at the end of a case that ran out of time. */
function waitLine(detail: string): string[] {
  const [, wait] = /found (nothing within \d+ ms)/.exec(detail) ?? [];
  return wait === undefined ? [] : [`${DECISIVE_MARK}${wait}`];
}

/**
 * Lists the frames of one HTTP/2 connection.
 *
 * @param peerRole - the role of the peer under test
 * @param detail - the reason of the verdict: if nothing came in time, the wait decides, not a frame
 */
export function listFrames(exchange: RecordedExchange, peerRole: PeerRole, detail: string): string[] {
  const lister = new ExchangeLister(peerRole);
  const wait = waitLine(detail);
  const decisive = wait.length > 0 ? undefined : exchange.decisive;
  const lines = exchange.entries
    .map((entry) => ({ entry, words: lister.words(entry) }))
    .filter(({ entry }) => belongsToCase(entry, exchange) && isShown(entry, decisive))
    .map(({ entry: { atMs, side, event }, words }) => {
      const mark = decisive !== undefined && event === decisive ? DECISIVE_MARK : NO_MARK;
      return `${mark}${atMs.toFixed(1).padStart(8)} ms  ${side === "us" ? "runner" : peerRole}: ${words}`;
    });
  return [...cutExchange(lines), ...wait];
}
