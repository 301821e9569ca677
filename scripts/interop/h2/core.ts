/**
 * One end of an HTTP/2 connection without I/O: octets in, events and answers out. It keeps only those manners that it is told to.
 *
 * @module
 */
import type { EventOf, PeerEvent } from "./event.ts";
import { ping, settingsAck, windowUpdate } from "./frames.ts";
import { Receiver } from "./receiver.ts";
import { Recording } from "./recording.ts";
import { type Frame, frameCodec } from "./wire/frame.ts";
import { Windows } from "./windows.ts";

/** What this end does by itself. */
export interface Manners {
  /** Acknowledges SETTINGS; yes unless given. */
  readonly acknowledge?: boolean;
  /** Answers PING; yes unless given. */
  readonly pong?: boolean;
  /** Gives back the window of DATA on receipt, of the connection and of streams that are not withheld; yes unless given. */
  readonly window?: boolean;
}

/** What can be sent: frames, lists of frames, octets as they are. */
export type Sendable = Frame | readonly Frame[] | Uint8Array;

/** The state of one end. */
export class PeerCore {
  readonly recording: Recording;
  /** What the peer lets this end send. */
  readonly windows = new Windows();
  readonly #manners: Required<Manners>;
  readonly #receiver: Receiver;
  /** Octets that were received on streams whose window is withheld. */
  readonly #withheld = new Map<number, number>();

  /**
   * @param role - of this end
   * @param clock - the time in ms
   */
  constructor(role: "client" | "server", clock: () => number, manners: Manners = {}) {
    this.#manners = { acknowledge: true, pong: true, window: true, ...manners };
    this.#receiver = new Receiver(role === "client" ? "server" : "client");
    this.recording = new Recording(clock);
  }

  /** Takes octets of the peer. @returns what they mean, and what is to be sent for manners' sake */
  receive(octets: Uint8Array): { events: PeerEvent[]; answer: Uint8Array } {
    const events: PeerEvent[] = [];
    const answers: Frame[] = [];
    for (const received of this.#receiver.push(octets)) {
      this.recording.add("them", received.frame, received.octets);
      if (received.event === undefined) continue;
      events.push(received.event);
      answers.push(...this.#answers(received.event));
    }
    return { events, answer: this.send(answers) };
  }

  /** Counts and takes down what goes out. @returns its octets */
  send(...parts: readonly Sendable[]): Uint8Array {
    return Buffer.concat(parts.flatMap((part) => (part instanceof Uint8Array ? [this.#octets(part)] : [part].flat().map((frame) => this.#frame(frame as Frame)))));
  }

  /** From now on gives back no window for a stream. */
  withhold(stream: number): void {
    this.#withheld.set(stream, this.#withheld.get(stream) ?? 0);
  }

  /** Gives back the window of a stream again. @returns what is to be sent for what was withheld */
  release(stream: number): Uint8Array {
    const owed = this.#withheld.get(stream) ?? 0;
    this.#withheld.delete(stream);
    return owed === 0 ? new Uint8Array(0) : this.send(windowUpdate(stream, owed));
  }

  #octets(octets: Uint8Array): Uint8Array {
    this.recording.add("us", "octets", octets);
    return octets;
  }

  #frame(frame: Frame): Uint8Array {
    const octets = frameCodec.encode(frame);
    if (frame.type === "DATA") this.windows.spend(frame.streamIdentifier, frame.payload.length);
    this.recording.add("us", frame, octets);
    return octets;
  }

  #answers(event: PeerEvent): Frame[] {
    if (event.type === "WINDOW_UPDATE") this.windows.add(event.stream, event.increment);
    if (event.type === "SETTINGS" && !event.ack) {
      this.windows.apply(event.settings);
      return this.#manners.acknowledge ? [settingsAck] : [];
    }
    if (event.type === "PING") return event.ack || !this.#manners.pong ? [] : [ping(event.data, true)];
    return event.type === "DATA" && this.#manners.window ? this.#giveBack(event) : [];
  }

  #giveBack({ stream, counted, endStream }: EventOf<"DATA">): Frame[] {
    if (counted === 0) return [];
    const owed = this.#withheld.get(stream);
    if (owed !== undefined) this.#withheld.set(stream, owed + counted);
    const ofStream = owed === undefined && !endStream ? [windowUpdate(stream, counted)] : [];
    return [windowUpdate(0, counted), ...ofStream];
  }
}
