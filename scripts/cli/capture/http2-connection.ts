/**
 * Reads a captured connection of HTTP/2 in the clear.
 *
 * @module
 */
import type { OctetTrack } from "../../capture/octet-track.ts";
import type { Http2Event } from "../../interop/h2/index.ts";
import { type CapturedConnection, type CaptureEnd, captureEnds, CapturedStream, type StreamMark } from "./captured-stream.ts";
import { readHttp2Frames } from "./http2-frames.ts";

/** A direction and the offset of its first HTTP/2 frame; absent if the beginning of the direction is missing. */
export interface Http2Start {
  readonly track: OctetTrack;
  readonly start: number | undefined;
}

class ConnectionReader {
  readonly #streams = new Map<number, CapturedStream>();
  readonly #marks: StreamMark[] = [];
  readonly #problems: CapturedConnection["problems"][number][] = [];

  read(directions: Readonly<Record<CaptureEnd, Http2Start>>): CapturedConnection {
    for (const from of captureEnds) this.#direction(from, directions[from]);
    const streams = [...this.#streams.values()].sort((a, b) => a.id - b.id);
    return { protocol: "HTTP/2", streams, marks: this.#marks, problems: this.#problems };
  }

  #stream(id: number): CapturedStream {
    const known = this.#streams.get(id) ?? new CapturedStream(id);
    this.#streams.set(id, known);
    return known;
  }

  #direction(from: CaptureEnd, { track, start }: Http2Start): void {
    for (const frame of readHttp2Frames(track, start)) {
      const { packet } = frame;
      if (frame.kind === "problem") {
        this.#problems.push({ packet, from, text: frame.text });
        if (frame.losesFrames === true) for (const stream of this.#streams.values()) stream.content[from].addLoss(packet);
      }
      if (frame.kind === "event") this.#event(from, packet, frame.event);
      if (frame.kind === "data") {
        const stream = this.#stream(frame.stream);
        stream.content[from].append(track, frame.from, frame.to);
        if (frame.endStream) stream.marks.push({ packet, from, type: "END_STREAM" });
      }
    }
  }

  #event(from: CaptureEnd, packet: number, event: Http2Event): void {
    if (event.type === "HEADERS") {
      const stream = this.#stream(event.stream);
      stream.addHeaders(from, packet, event.fields);
      if (event.endStream) stream.marks.push({ packet, from, type: "END_STREAM" });
    }
    if (event.type === "RST_STREAM") this.#stream(event.stream).marks.push({ packet, from, type: event.type, text: String(event.code) });
    if (event.type === "GOAWAY") {
      this.#marks.push({ packet, from, type: event.type, text: `${event.code}, last stream ${event.lastStream}` });
    }
  }
}

/** Reads a connection of HTTP/2. */
export function readHttp2Connection(directions: Readonly<Record<CaptureEnd, Http2Start>>): CapturedConnection {
  return new ConnectionReader().read(directions);
}
