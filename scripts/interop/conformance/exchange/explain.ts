/**
 * Explains an exchange: each frame either way with its octets, what HTTP/2 makes of it, and the WebSocket2 frames in it.
 *
 * @module
 */
import type { CompressionName } from "../../../../reference/wire/index.ts";
import { type EventOf, type PeerEvent, Receiver, type Recorded } from "../../h2/index.ts";
import type { Role } from "../case.ts";
import { valueOf } from "../fields.ts";
import type { Exchange } from "../run.ts";
import { eventLines, frameHead } from "./events.ts";
import { FrameExplainer } from "./frames.ts";
import { hexRows } from "./hex.ts";

type By = Recorded["by"];

/** A short exchange is shown whole; of a longer one its beginning and its end. */
const FIRST = 30;
const LAST = 50;

const METHODS: readonly CompressionName[] = ["lz4", "deflate"];

/** What a stream has come to. */
interface Content {
  readonly by: Readonly<Record<By, FrameExplainer>>;
  /** Whether a reply refuses, so that content is no frames. */
  refused: boolean;
}

/** Explains one connection of HTTP/2. */
class Explainer {
  readonly #server: By;
  readonly #receivers: Readonly<Record<By, Receiver>>;
  readonly #streams = new Map<number, Content>();

  /** @param peer - the role of the peer under test */
  constructor(peer: Role) {
    this.#server = peer === "server" ? "them" : "us";
    const receiver = (by: By): Receiver => new Receiver(by === this.#server ? "server" : "client");
    this.#receivers = { us: receiver("us"), them: receiver("them") };
  }

  /** What one entry means, a line each. */
  lines({ by, octets }: Recorded): string[] {
    return this.#receivers[by].push(octets).flatMap(({ event, frame }) => {
      const said = event === undefined ? [] : this.#eventLines(by, event);
      return typeof frame === "string" ? [frame, ...said] : said;
    });
  }

  #content(stream: number): Content {
    const known = this.#streams.get(stream) ?? { by: { us: new FrameExplainer(), them: new FrameExplainer() }, refused: false };
    this.#streams.set(stream, known);
    return known;
  }

  #eventLines(by: By, event: PeerEvent): string[] {
    if (event.type === "HEADERS" && by === this.#server) this.#reply(event);
    if (event.type !== "DATA" || event.octets.length === 0) return eventLines(event);
    const content = this.#content(event.stream);
    if (by === this.#server && content.refused) return [`content: ${JSON.stringify(Buffer.from(event.octets).toString("utf8").slice(0, 300))}`];
    return content.by[by].push(event.octets);
  }

  /** Notes what a final response says of the content behind it. */
  #reply({ stream, fields }: EventOf<"HEADERS">): void {
    const status = valueOf(fields, ":status");
    if (status === undefined || status.startsWith("1")) return;
    const content = this.#content(stream);
    content.refused = status !== "200";
    const chosen = valueOf(fields, "websocket2-compression") ?? "";
    const method = METHODS.find((name) => chosen.startsWith(name)) ?? "none";
    content.by.us.method = method;
    content.by.them.method = method;
  }
}

function isMine({ frame }: Recorded, streams: readonly number[] | undefined): boolean {
  return streams === undefined || typeof frame === "string" || frame.streamIdentifier === 0 || streams.includes(frame.streamIdentifier);
}

function entryText(entry: Recorded, explained: readonly string[], peer: Role): string {
  const { at, by, frame, octets, text } = entry;
  const who = by === "us" ? "runner" : peer;
  const what = typeof frame === "object" ? frameHead(frame) : frame === "note" ? (text ?? "") : frame === "octets" ? `${octets.length} octets` : frame;
  const meaning = explained.filter((line) => line !== frame).map((line) => `         ${line}`);
  return [`${at.toFixed(1).padStart(8)} ms  ${who}: ${what}`, ...hexRows(octets), ...meaning].join("\n");
}

/**
 * Explains one connection of HTTP/2, an entry for each frame.
 *
 * @param peer - the role of the peer under test
 */
export function explainExchange({ recorded, streams }: Exchange, peer: Role): string[] {
  const explainer = new Explainer(peer);
  const all = recorded.map((entry) => ({ entry, explained: explainer.lines(entry) })).filter(({ entry }) => isMine(entry, streams));
  const texts = (some: typeof all): string[] => some.map(({ entry, explained }) => entryText(entry, explained, peer));
  if (all.length <= FIRST + LAST) return texts(all);
  return [...texts(all.slice(0, FIRST)), `... ${all.length - FIRST - LAST} more frames ...`, ...texts(all.slice(-LAST))];
}
