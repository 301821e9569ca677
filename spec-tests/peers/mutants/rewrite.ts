/**
 * Ways to change the frames that go in and out of a peer.
 */
import type { Frame } from "../../../reference/schema/index.ts";
import { encodeFrame, FrameDecoder } from "../../../reference/wire/index.ts";

/** Rewrites whole frames of a stream of octets; `undefined` leaves a frame as it is, an empty array drops it. */
export function rewriting(change: () => (frame: Frame, index: number) => Uint8Array | undefined, method: "none" | "lz4" | "deflate" = "none"): () => (octets: Uint8Array) => Uint8Array {
  return () => {
    const decoder = new FrameDecoder({ message: 2 ** 26, compression: method });
    const one = change();
    let index = 0;
    return (octets) => Buffer.concat(decoder.push(octets).map((frame) => one(frame, index++) ?? encodeFrame(frame)));
  };
}

/** Rewrites octets in the cut in which they come. */
export const each = (change: (octets: Uint8Array) => Uint8Array) => () => change;

/** The same, once a connection. */
export function once(change: (octets: Uint8Array) => Uint8Array): () => (octets: Uint8Array) => Uint8Array {
  return () => {
    let done = false;
    return (octets) => {
      if (done) return octets;
      done = true;
      return change(octets);
    };
  };
}

/** A frame's octets with another header than the shortest. */
export function longLength(octets: Uint8Array): Uint8Array {
  const [length = 0] = octets;
  return length < 254 ? Buffer.concat([Uint8Array.of(0xfe, length, 0), octets.subarray(1)]) : octets;
}

/** Swaps the octets of a Length in more than one octet. */
export function swapLength(octets: Uint8Array): Uint8Array {
  const copy = Buffer.from(octets);
  if (copy[0] === 0xfe) copy.subarray(1, 3).reverse();
  if (copy[0] === 0xff) copy.subarray(1, 5).reverse();
  return copy;
}

/** Makes octets that come short: frames whose Length is longer than it has to be become the shortest ones. */
export function lenient(octets: Uint8Array): Uint8Array {
  if (octets[0] === 0xfe && octets[2] === 0 && (octets[1] ?? 0) < 254) return Buffer.concat([octets.subarray(1, 2), octets.subarray(3)]);
  return octets;
}
