/**
 * One end of an HTTP/2 connection without I/O: octets in, events and answers out. It keeps only those manners that it is told to.
 *
 * @module
 */
import type { Http2EventOf, Http2Event } from "./http2-event.ts";
import { ping, settingsAck, windowUpdate } from "./frames.ts";
import { Http2Decoder } from "./receiver.ts";
import { Http2Recording } from "./recording.ts";
import { type Http2Frame, http2FrameCodec } from "./wire/frame.ts";
import { FlowControlWindows } from "./flow-control-windows.ts";

/** What this end does by itself. */
export interface AutoReplies {
  /** Acknowledges SETTINGS; yes unless given. */
  readonly acknowledge?: boolean;
  /** Answers PING; yes unless given. */
  readonly pong?: boolean;
  /** Gives back the window of DATA on receipt, of the connection and of streams that are not withheld; yes unless given. */
  readonly window?: boolean;
}

/** What can be sent: frames, lists of frames, octets as they are. */
export type FrameOrOctets = Http2Frame | readonly Http2Frame[] | Uint8Array;

/** The state of one end. */
export class Http2PeerCore {
  readonly recording: Http2Recording;
  /** What the peer lets this end send. */
  readonly windows = new FlowControlWindows();
  readonly #autoReplies: Required<AutoReplies>;
  readonly #decoder: Http2Decoder;
  /** Octets that were received on streams whose window is withheld. */
  readonly #withheld = new Map<number, number>();

  /**
   * @param role - of this end
   * @param clock - the time in ms
   */
  constructor(role: "client" | "server", clock: () => number, manners: AutoReplies = {}) {
    this.#autoReplies = { acknowledge: true, pong: true, window: true, ...manners };
    this.#decoder = new Http2Decoder(role === "client" ? "server" : "client");
    this.recording = new Http2Recording(clock);
  }

  /** Takes octets of the peer. @returns what they mean, and what is to be sent for manners' sake */
  receive(octets: Uint8Array): { events: Http2Event[]; answer: Uint8Array } {
    const events: Http2Event[] = [];
    const answers: Http2Frame[] = [];
    for (const received of this.#decoder.push(octets)) {
      this.recording.add("them", received.frame, received.octets);
      if (received.event === undefined) continue;
      events.push(received.event);
      answers.push(...this.#autoReply(received.event));
    }
    return { events, answer: this.send(answers) };
  }

  /** Counts and takes down what goes out. @returns its octets */
  send(...parts: readonly FrameOrOctets[]): Uint8Array {
    return Buffer.concat(parts.flatMap((part) => (part instanceof Uint8Array ? [this.#recordOctets(part)] : [part].flat().map((frame) => this.#encodeFrame(frame as Http2Frame)))));
  }

  /** From now on gives back no window for a stream. */
  withholdWindow(stream: number): void {
    this.#withheld.set(stream, this.#withheld.get(stream) ?? 0);
  }

  /** Gives back the window of a stream again. @returns what is to be sent for what was withheld */
  releaseWindow(stream: number): Uint8Array {
    const owed = this.#withheld.get(stream) ?? 0;
    this.#withheld.delete(stream);
    return owed === 0 ? new Uint8Array(0) : this.send(windowUpdate(stream, owed));
  }

  #recordOctets(octets: Uint8Array): Uint8Array {
    this.recording.add("us", "octets", octets);
    return octets;
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
    const owed = this.#withheld.get(stream);
    if (owed !== undefined) this.#withheld.set(stream, owed + counted);
    const ofStream = owed === undefined && !endStream ? [windowUpdate(stream, counted)] : [];
    return [windowUpdate(0, counted), ...ofStream];
  }
}
