/**
 * Publishes the frames of one connection on the channels `websocket2:frame:in` and `websocket2:frame:out`.
 *
 * @module
 */
import type { ConnectionRole } from "../../schema/states/index.ts";
import { FrameRecorder, type RecordedFrame } from "../../wire/frame-recorder.ts";
import type { Connection } from "../api/connection.ts";
import type { OctetObserver } from "../stream/octet-observer.ts";
import { channels } from "./channels.ts";

/** The greatest payload, in octets: what a length on the wire can say. */
const MAX_PAYLOAD = 2 ** 32 - 2;

/** Cuts the octets of a connection into frames and publishes them. */
export class FramePublisher implements OctetObserver {
  /** The connection, once it is open. */
  connection: Connection | undefined;
  readonly #role: ConnectionRole;
  readonly #target: string;
  readonly #incoming = new FrameRecorder(MAX_PAYLOAD);
  readonly #outgoing = new FrameRecorder(MAX_PAYLOAD);

  /** @param target - as in the messages */
  constructor(role: ConnectionRole, target: string) {
    this.#role = role;
    this.#target = target;
  }

  received(octets: Uint8Array): void {
    this.#publish(channels.frameIn, this.#incoming.push(octets));
  }

  sent(octets: Uint8Array): void {
    this.#publish(channels.frameOut, this.#outgoing.push(octets));
  }

  #publish(channel: (typeof channels)["frameIn" | "frameOut"], frames: readonly RecordedFrame[]): void {
    if (!channel.hasSubscribers) return;
    for (const recorded of frames) {
      channel.publish({ role: this.#role, connection: this.connection, target: this.#target, ...recorded });
    }
  }
}

/** Returns a publisher for a connection whose handshake begins; `undefined` if no frame channel has a subscriber. */
export function framePublisher(role: ConnectionRole, target: () => string): FramePublisher | undefined {
  return channels.frameIn.hasSubscribers || channels.frameOut.hasSubscribers ? new FramePublisher(role, target()) : undefined;
}
