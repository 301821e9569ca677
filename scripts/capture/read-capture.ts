/**
 * Reads captures of packets in the formats pcap and pcapng, with octets, numbers and times of their packets.
 *
 * @module
 */
import { isPcap, readPcap } from "./read-pcap.ts";
import { isPcapng, readPcapng } from "./read-pcapng.ts";
import type { Capture } from "./read-types.ts";

/** Returns whether a file begins like a capture. */
export const isCapture = (octets: Uint8Array): boolean => isPcap(octets) || isPcapng(octets);

/** Reads a capture; {@link isCapture} has to hold. Damage ends the reading, with a note. */
export function readCapture(octets: Uint8Array): Capture {
  return isPcapng(octets) ? readPcapng(octets) : readPcap(octets);
}
