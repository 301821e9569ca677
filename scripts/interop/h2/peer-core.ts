/**
 * One end of an HTTP/2 connection without I/O: received octets in, events and automatic replies out.
 *
 * @module
 */
import type { Http2EventOf, Http2Event } from "./http2-event.ts";
import { ping, settingsAck, windowUpdate } from "./frames.ts";
import { Http2Decoder } from "./receiver.ts";
import { Http2Recording } from "./recording.ts";
import { type Http2Frame, http2FrameCodec } from "./wire/frame.ts";
import { FlowControlWindows } from "./flow-control-windows.ts";

/** The frames that this end sends without being asked; each defaults to `true`. */
export interface AutoReplies {
  /** Acknowledges SETTINGS. */
  readonly acknowledge?: boolean;
  /** Acknowledges PING. */
  readonly pong?: boolean;
  /** Returns the window of received DATA at once: that of the connection, and that of streams whose window is not withheld. */
  readonly window?: boolean;
}

/** Input of `send`: a frame, a list of frames, or raw octets. */
export type FrameOrOctets = Http2Frame | readonly Http2Frame[] | Uint8Array;

/** The state of one end. */
export class Http2PeerCore {
  readonly recording: Http2Recording;
  /** The send windows that the peer grants. */
  readonly windows = new FlowControlWindows();
  readonly #autoReplies: Required<AutoReplies>;
  readonly #decoder: Http2Decoder;
  /** Octets received on streams whose window is withheld. */
  readonly #withheld = new Map<number, number>();

  /**
   * @param role - the role of this end
   * @param clock - the time in ms
   */
  constructor(role: "client" | "server", clock: () => number, autoReplies: AutoReplies = {}) {
    this.#autoReplies = { acknowledge: true, pong: true, window: true, ...autoReplies };
    this.#decoder = new Http2Decoder(role === "client" ? "server" : "client");
    this.recording = new Http2Recording(clock);
  }

  /** Receives octets. @returns their events, and the octets of the automatic replies */
  receive(octets: Uint8Array): { events: Http2Event[]; replies: Uint8Array } {
    const events: Http2Event[] = [];
    const replies: Http2Frame[] = [];
    for (const received of this.#decoder.push(octets)) {
      this.recording.add("them", received.frame, received.octets, received.event);
      if (received.event === undefined) continue;
      events.push(received.event);
      replies.push(...this.#autoReply(received.event));
    }
    return { events, replies: this.send(replies) };
  }

  /** Encodes, counts and records frames. @returns the octets to write */
  send(...parts: readonly FrameOrOctets[]): Uint8Array {
    return Buffer.concat(parts.flatMap((part) => this.#encode(part)));
  }

  /** Stops returning the window of a stream. */
  withholdWindow(stream: number): void {
    this.#withheld.set(stream, this.#withheld.get(stream) ?? 0);
  }

  /** Resumes returning the window of a stream. @returns the WINDOW_UPDATE for the octets received meanwhile */
  releaseWindow(stream: number): Uint8Array {
    const octets = this.#withheld.get(stream) ?? 0;
    this.#withheld.delete(stream);
    return octets === 0 ? new Uint8Array(0) : this.send(windowUpdate(stream, octets));
  }

  #encode(part: FrameOrOctets): Uint8Array[] {
    if (!(part instanceof Uint8Array)) return [part].flat().map((frame) => this.#encodeFrame(frame as Http2Frame));
    this.recording.add("us", "octets", part);
    return [part];
  }

  #encodeFrame(frame: Http2Frame): Uint8Array {
    const octets = http2FrameCodec.encode(frame);
    if (frame.type === "DATA") this.windows.consume(frame.streamIdentifier, frame.payload.length);
    this.recording.add("us", frame, octets);
    return octets;
  }

  #autoReply(event: Http2Event): Http2Frame[] {
    if (event.type === "WINDOW_UPDATE") this.windows.increase(event.stream, event.increment);
    if (event.type === "SETTINGS" && !event.ack) {
      this.windows.applySettings(event.settings);
      return this.#autoReplies.acknowledge ? [settingsAck] : [];
    }
    if (event.type === "PING") return event.ack || !this.#autoReplies.pong ? [] : [ping(event.data, true)];
    return event.type === "DATA" && this.#autoReplies.window ? this.#windowUpdates(event) : [];
  }

  #windowUpdates({ stream, counted, endStream }: Http2EventOf<"DATA">): Http2Frame[] {
    if (counted === 0) return [];
    const withheld = this.#withheld.get(stream);
    if (withheld !== undefined) this.#withheld.set(stream, withheld + counted);
    const ofStream = withheld === undefined && !endStream ? [windowUpdate(stream, counted)] : [];
    return [windowUpdate(0, counted), ...ofStream];
  }
}
