/**
 * What went either way in a case, octet by octet, with what it means.
 *
 * @module
 */
import { type Bounds, issueText, type TracedField } from "../../../reference/layout/index.ts";
import { frameCodec } from "../../../reference/wire/index.ts";
import { type PeerEvent, preface, Receiver, type Recorded } from "../h2/index.ts";

/** How many octets of one frame are shown, and how many in a row. */
const MOST = 96;
const PER_ROW = 24;

/** Of long values so many characters are shown. */
const MOST_VALUE = 48;

/** Of long exchanges so many frames are shown from the beginning, and as many from the end. */
const MOST_FRAMES = 60;

function hexRows(octets: Uint8Array): string[] {
  const shown = Buffer.from(octets.subarray(0, MOST));
  const rows: string[] = [];
  for (let at = 0; at < shown.length; at += PER_ROW) rows.push((shown.subarray(at, at + PER_ROW).toString("hex").match(/../g) ?? []).join(" "));
  return octets.length > MOST ? [...rows, `... ${octets.length - MOST} octets more`] : rows;
}

const indented = (lines: readonly string[], by: number): string[] => lines.map((line) => `${" ".repeat(by)}${line}`);

function valueText({ path, value }: TracedField): string {
  const text = JSON.stringify(value);
  return `${path}=${text.length > MOST_VALUE ? `${text.slice(0, MOST_VALUE)}...` : text}`;
}

/** Tells the frames of one direction of one WebSocket2 connection. */
class Annotator {
  #waiting: Uint8Array = new Uint8Array(0);
  #stopped = false;
  readonly #bounds: Bounds;

  constructor(method: string) {
    this.#bounds = { message: 2 ** 32, compression: method };
  }

  /** @returns one line for each frame that these octets complete */
  push(octets: Uint8Array): string[] {
    if (this.#stopped) return [];
    this.#waiting = Buffer.concat([this.#waiting, octets]);
    const { read } = frameCodec.reader(this.#bounds);
    const lines: string[] = [];
    for (let end = 1; end > 0 && this.#waiting.length > 0; ) {
      end = read(this.#waiting, 0, this.#waiting.length);
      if (end > 0) lines.push(this.#frame(this.#waiting.subarray(0, end)));
      if (end === -2) lines.push(this.#fault());
      this.#waiting = this.#waiting.subarray(Math.max(0, end));
    }
    return lines;
  }

  #frame(octets: Uint8Array): string {
    return `= frame of ${octets.length} octets: ${frameCodec.trace(octets, this.#bounds).fields.map(valueText).join(" ")}`;
  }

  #fault(): string {
    this.#stopped = true;
    const { result } = frameCodec.trace(this.#waiting, this.#bounds);
    return `= malformed: ${!result.ok && result.issue !== undefined ? issueText(result.issue) : "octets that no frame has"}`;
  }
}

function eventText(event: PeerEvent): string[] {
  switch (event.type) {
    case "HEADERS":
      return event.fields.map(([name, value]) => `${name}: ${value}`);
    case "RST_STREAM":
    case "GOAWAY":
      return [`code ${event.code}`];
    case "SETTINGS":
      return event.settings.map(({ identifier, value }) => `${identifier} = ${value}`);
    case "WINDOW_UPDATE":
      return [`${event.increment} octets more`];
    case "MALFORMED":
      return [event.why];
    default:
      return [];
  }
}

/** Tells one connection of HTTP/2. */
class Teller {
  readonly #receivers: Readonly<Record<Recorded["by"], Receiver>>;
  readonly #annotators = new Map<string, Annotator>();
  #method = "none";

  constructor(us: "client" | "server") {
    const them = us === "client" ? "server" : "client";
    this.#receivers = { us: new Receiver(us), them: new Receiver(them) };
  }

  lines({ at, by, frame, octets, text }: Recorded): string[] {
    const head = `${at.toFixed(1).padStart(8)} ms  ${by === "us" ? "lab  ->" : "peer <-"}  `;
    if (frame === "note") return [`${head}${text ?? ""}`];
    const events = this.#receivers[by].push(octets).flatMap(({ event }) => event ?? []);
    const name = typeof frame === "string" ? this.#word(frame, octets) : `${frame.type} stream ${frame.streamIdentifier} flags 0x${frame.flags.toString(16)}`;
    const meaning = events.flatMap((event) => [...eventText(event), ...this.#content(by, event)]);
    return [`${head}${name}, ${octets.length} octets`, ...indented(hexRows(octets), 14), ...indented(meaning, 14)];
  }

  #word(frame: string, octets: Uint8Array): string {
    return Buffer.compare(octets, preface) === 0 ? "the preface of HTTP/2" : frame === "garbage" ? "octets that are no frame of HTTP/2" : "octets";
  }

  #content(by: Recorded["by"], event: PeerEvent): string[] {
    if (event.type === "HEADERS") {
      const chosen = event.fields.find(([name]) => name === "websocket2-compression" && event.fields.some(([status]) => status === ":status"));
      this.#method = /^(lz4|deflate)=/.exec(chosen?.[1] ?? "")?.[1] ?? this.#method;
    }
    if (event.type !== "DATA") return [];
    const key = `${by} ${event.stream}`;
    const annotator = this.#annotators.get(key) ?? new Annotator(this.#method);
    this.#annotators.set(key, annotator);
    return [...annotator.push(event.octets), ...(event.endStream ? ["END_STREAM"] : [])];
  }
}

/**
 * The exchange of a case as lines: each frame with its octets and its meaning.
 *
 * @param us - the role that the lab played
 */
export function exchangeLines(us: "client" | "server", connections: readonly (readonly Recorded[])[]): string[] {
  return connections.flatMap((entries, index) => {
    const teller = new Teller(us);
    const told = entries.map((entry) => teller.lines(entry));
    const left = told.length - 2 * MOST_FRAMES;
    const shown = left > 0 ? [...told.slice(0, MOST_FRAMES), [`          ... ${left} frames more ...`], ...told.slice(-MOST_FRAMES)] : told;
    return [...(connections.length > 1 ? [`HTTP/2 connection ${index + 1}`] : []), ...shown.flat()];
  });
}
