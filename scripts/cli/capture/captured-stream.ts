/**
 * The streams of a captured connection, with fields, content and events of both ends.
 *
 * @module
 */
import { OctetTrack } from "../../capture/octet-track.ts";
import type { Http2Field } from "../../interop/h2/index.ts";

/** The ends of a connection. */
export const captureEnds = ["client", "server"] as const;

/** An end of a connection. */
export type CaptureEnd = (typeof captureEnds)[number];

/** A header or trailer section, the end of a direction, or a note. */
export interface StreamMark {
  readonly packet: number;
  readonly from: CaptureEnd;
  /** The name: `HEADERS`, `END_STREAM`, `RST_STREAM`. */
  readonly type: string;
  readonly fields?: readonly Http2Field[];
  /** The error code of a reset, or the text of a note. */
  readonly text?: string;
}

/** The content of one direction of a stream. */
export class CapturedContent {
  readonly track = new OctetTrack();
  /** The offsets at which DATA frames or chunks begin. */
  readonly starts: number[] = [];
  /** Whether the first octet of the content is in the capture. */
  hasStart = false;

  /** Notes that octets may be missing, whose number is unknown. */
  addLoss(packet: number): void {
    if (this.track.length > 0 || this.hasStart) this.track.addGap({ length: 1, unknown: true, packet, cut: false });
  }

  /** Adds a range of a direction of the connection. */
  append(source: OctetTrack, from: number, to: number): void {
    if (to <= from) return;
    this.starts.push(this.track.length);
    this.track.append(source, from, to);
  }
}

/** A stream of HTTP/2, or an exchange of HTTP/1.1. */
export class CapturedStream {
  readonly id: number;
  /** The fields of the request, and of the final response; absent if they are not in the capture. */
  request: readonly Http2Field[] | undefined;
  response: readonly Http2Field[] | undefined;
  readonly marks: StreamMark[] = [];
  readonly content: Readonly<Record<CaptureEnd, CapturedContent>> = { client: new CapturedContent(), server: new CapturedContent() };

  constructor(id: number) {
    this.id = id;
  }

  /** Adds a header section: request, response, interim response or trailers. */
  addHeaders(from: CaptureEnd, packet: number, fields: readonly Http2Field[]): void {
    this.marks.push({ packet, from, type: "HEADERS", fields });
    const status = fields.find(([name]) => name === ":status")?.[1];
    if (from === "client" && this.request === undefined && fields.some(([name]) => name.startsWith(":") || name === "?")) {
      this.request = fields;
      this.content.client.hasStart = this.content.client.track.length === 0;
    }
    if (from === "server" && this.response === undefined && status !== undefined && !status.startsWith("1")) {
      this.response = fields;
      this.content.server.hasStart = this.content.server.track.length === 0;
    }
  }
}

/** A connection of the capture above TCP. */
export interface CapturedConnection {
  /** The version of HTTP, or why the connection has no readable streams. */
  readonly protocol: string;
  readonly streams: readonly CapturedStream[];
  /** What the capture lacks, and marks of the whole connection such as GOAWAY. */
  readonly marks: readonly StreamMark[];
  /** What cannot be read. */
  readonly problems: readonly { readonly packet: number; readonly from: CaptureEnd; readonly text: string }[];
}
