/**
 * Checks how far DEFLATE data refer back.
 *
 * @module
 */
import { constants, inflateRawSync } from "node:zlib";

/** The octets that a sender removes from the end of a payload (Section "DEFLATE"). */
const TAIL = Uint8Array.of(0x00, 0x00, 0xff, 0xff);

/**
 * The smallest output buffer that Node.js allows, in octets. zlib keeps one window of earlier output, and besides sees only what is in
 * its output buffer: it reports every distance of more than the window and this buffer together.
 */
const OUTPUT_BUFFER = 64;

/**
 * Returns whether the messages of one direction refer back further than a window.
 *
 * @param payloads - the payloads of all compressed messages since the connection opened; each is valid by itself
 * @param windowBits - the base-2 logarithm of the window size, 9 to 15
 */
export function refersBeyondWindow(payloads: readonly Uint8Array[], windowBits: number): boolean {
  const data = Buffer.concat(payloads.flatMap((payload) => [payload, TAIL]));
  try {
    inflateRawSync(data, { windowBits, chunkSize: OUTPUT_BUFFER, finishFlush: constants.Z_SYNC_FLUSH });
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "Z_DATA_ERROR") return true;
    throw error;
  }
}
