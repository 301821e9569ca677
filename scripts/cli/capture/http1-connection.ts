/**
 * Reads a captured connection of HTTP/1.1: requests, responses, and content in the chunked transfer coding.
 *
 * @module
 */
import { isHandshake } from "../../../reference/wire/index.ts";
import type { OctetTrack } from "../../capture/octet-track.ts";
import type { Http2Field } from "../../interop/h2/index.ts";
import { type CapturedConnection, type CaptureEnd, captureEnds, CapturedStream } from "./captured-stream.ts";

/** The most octets of a header section or of the line of a chunk. */
const [MAX_SECTION, MAX_LINE] = [2 ** 16, 2 ** 12];

/** The name of HTTP/2 in cleartext in the field `upgrade`, which RFC 9113 no longer defines. */
const H2C = "h2c";

/** The beginning of a request. */
const REQUEST = /^[A-Z]+ \S+ HTTP\/1\.1\r\n/;

/** Returns whether octets begin with a request of HTTP/1.1. */
export function beginsHttp1(track: OctetTrack): boolean {
  return REQUEST.test(latin1(track.read(0, Math.min(MAX_LINE, track.runEnd(0)))));
}

const latin1 = (octets: Uint8Array | undefined): string =>
  octets === undefined ? "" : Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString("latin1");

/** A header section with the offset behind it. */
interface MessageHead {
  readonly fields: readonly Http2Field[];
  readonly end: number;
}

/** Returns the fields of HTTP/2 for a first line: `:method` and `:path`, or `:status`. */
function firstLineFields(line: string): Http2Field[] {
  const [first = "", second = ""] = line.split(" ");
  return first.startsWith("HTTP/1.") ? [[":status", second]] : [[":method", first], [":path", second]];
}

const valueOf = (fields: readonly Http2Field[], name: string): string => fields.find(([each]) => each === name)?.[1].toLowerCase() ?? "";

class MessageReader {
  readonly #track: OctetTrack;
  readonly #from: CaptureEnd;
  readonly #streams: CapturedStream[];
  readonly #problems: CapturedConnection["problems"][number][];
  #at = 0;

  constructor(track: OctetTrack, from: CaptureEnd, streams: CapturedStream[], problems: CapturedConnection["problems"][number][]) {
    this.#track = track;
    this.#from = from;
    this.#streams = streams;
    this.#problems = problems;
  }

  read(): void {
    for (let index = 0; this.#at < this.#track.length; ) {
      const head = this.#head();
      if (head === undefined) return;
      const stream = this.#streams[index] ?? new CapturedStream(index + 1);
      this.#streams[index] = stream;
      const packet = this.#track.packetAt(head.end - 1);
      stream.addHeaders(this.#from, packet, head.fields);
      this.#at = head.end;
      const status = valueOf(head.fields, ":status");
      if (status === "101") {
        this.#stop(`101 switches to ${valueOf(head.fields, "upgrade")}: what follows is not read`);
        return;
      }
      if (status.startsWith("1")) continue;
      if (!this.#content(stream, head.fields, status)) return;
      index += 1;
    }
  }

  #stop(text: string): undefined {
    this.#problems.push({ packet: this.#track.packetAt(this.#at), from: this.#from, text });
    return undefined;
  }

  /** Returns the text of the octets from the current one on, up to a gap. @param most - in octets. */
  #text(most: number): string {
    const length = Math.min(most, this.#track.runEnd(this.#at) - this.#at);
    return latin1(this.#track.read(this.#at, length));
  }

  #head(): MessageHead | undefined {
    const text = this.#text(MAX_SECTION);
    const length = text.indexOf("\r\n\r\n");
    if (length < 0 || !/^(?:[A-Z]+ \S+ HTTP\/1\.\d|HTTP\/1\.\d \d{3})/.test(text)) {
      return this.#stop("expected a header section of HTTP/1.1; the rest of the direction cannot be read");
    }
    const [first = "", ...lines] = text.slice(0, length).split("\r\n");
    const fields = lines.map((line): Http2Field => {
      const colon = line.indexOf(":");
      return [line.slice(0, Math.max(0, colon)).toLowerCase(), line.slice(colon + 1).trim()];
    });
    return { fields: [...firstLineFields(first), ...fields], end: this.#at + length + 4 };
  }

  /** Reads the content of a message. @returns whether another message may follow */
  #content(stream: CapturedStream, fields: readonly Http2Field[], status: string): boolean {
    if (valueOf(fields, "transfer-encoding") === "chunked") return this.#chunks(stream);
    const isEmpty = status === "204" || status === "304" || (status !== "" && stream.request?.[0]?.[1] === "HEAD");
    const length = isEmpty ? 0 : Number(valueOf(fields, "content-length") || (status === "" ? 0 : NaN));
    if (!Number.isInteger(length)) return false;
    this.#at += length;
    return true;
  }

  #chunks(stream: CapturedStream): boolean {
    const content = stream.content[this.#from];
    while (this.#at < this.#track.length) {
      const line = /^([0-9a-f]{1,8})[^\r\n]*\r\n/i.exec(this.#text(MAX_LINE));
      if (line === null) {
        const isCut = this.#track.runEnd(this.#at) === this.#track.length && !this.#text(MAX_LINE).includes("\n");
        if (!isCut) this.#stop("expected a chunk of HTTP/1.1; the rest of the direction cannot be read");
        return false;
      }
      const [first, size] = [this.#at + line[0].length, parseInt(line[1] ?? "", 16)];
      if (size === 0) return this.#lastChunk(stream, first);
      content.append(this.#track, first, Math.min(first + size, this.#track.length));
      this.#at = first + size + 2;
    }
    return false;
  }

  /** Ends the content behind the trailer section. */
  #lastChunk(stream: CapturedStream, trailers: number): boolean {
    stream.marks.push({ packet: this.#track.packetAt(trailers - 1), from: this.#from, type: "last chunk" });
    this.#at = trailers;
    const [section] = /^(?:[^\r\n]+\r\n)*\r\n/.exec(this.#text(MAX_SECTION)) ?? [];
    this.#at += section?.length ?? 0;
    return section !== undefined;
  }
}

/** Reads a connection of HTTP/1.1. */
export function readHttp1Connection(directions: Readonly<Record<CaptureEnd, OctetTrack>>): CapturedConnection {
  const streams: CapturedStream[] = [];
  const problems: CapturedConnection["problems"][number][] = [];
  for (const from of captureEnds) new MessageReader(directions[from], from, streams, problems).read();
  // Other traffic over HTTP/1.1 is not looked at.
  const matters = streams.some(({ request = [] }) => isHandshake(request) || valueOf(request, "upgrade").includes(H2C));
  return { protocol: "HTTP/1.1", streams, marks: [], problems: matters ? problems : [] };
}
