/**
 * Cuts the octets of one direction of a connection into frames, and keeps the octets of each: for traces and logs beside a connection.
 *
 * @module
 */
import type { Reader } from "../layout/runtime/codec.ts";
import { MALFORMED, NEEDS, ReaderState } from "../layout/runtime/reader-state.ts";
import type { Issue } from "../layout/errors.ts";
import type { CompressionName, Frame } from "./frame-types.ts";
import { frameCodec } from "./generated/frame.ts";
import { compressionMethods } from "./handshake/compression.ts";
import { headSize } from "./head-size.ts";
import { PushDecoder } from "./push-decoder.ts";

/** A frame with its octets. */
export interface RecordedFrame {
  /** The decoded frame; a compressed message has its payload as it is on the wire. */
  readonly frame: Frame;
  /** The octets of the frame, with its head. */
  readonly octets: Uint8Array;
  /** The size of its payload in octets. */
  readonly size: number;
}

/** The methods by which a frame may say that it is compressed. A recorder does not know what the handshake agreed on. */
const METHODS: readonly CompressionName[] = ["none", ...compressionMethods];

const recorded = (frame: Frame, octets: Uint8Array): RecordedFrame => {
  return { frame, octets, size: octets.length - headSize(octets[0] as number) };
};

/** Returns a reader of frames with their octets. */
function recordingReader(message: number): Reader<RecordedFrame> {
  const readers = METHODS.map((compression) => frameCodec.reader({ message, compression }));
  const state = new ReaderState<RecordedFrame>({ message });
  const read = (octets: Uint8Array, start: number, end: number): number => {
    let next = MALFORMED;
    for (const reader of readers) {
      next = reader.read(octets, start, end);
      state.needs = reader.state.needs;
      state.issue = reader.state.issue;
      if (next >= 0) state.value = recorded(reader.state.value as Frame, octets.subarray(start, next));
      reader.state.release();
      if (next >= 0 || next === NEEDS || (state.issue as Issue).rule !== "agreed") break;
    }
    return next;
  };
  return { read, state };
}

/**
 * Cuts a stream of octets into frames with their octets, compressed by any method. After a fault it returns no more.
 *
 * The frames are views of the pushed octets: a caller that keeps them copies them.
 */
export class FrameRecorder extends PushDecoder<RecordedFrame> {
  /** @param message - the greatest payload in octets */
  constructor(message: number) {
    super(recordingReader(message));
  }
}
