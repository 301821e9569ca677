/**
 * Writes captures in the pcapng format (draft-ietf-opsawg-pcapng), without options: no host, interface or program is named.
 *
 * @module
 */

/** What a capture consists of. */
export type CaptureBlock =
  /** An IPv4 packet. `time` is in microseconds since 1970. */
  | { readonly packet: Uint8Array; readonly time: number }
  /** The secrets of TLS connections, in the format of SSLKEYLOGFILE (RFC 9850). They precede the packets that need them. */
  | { readonly tlsSecrets: string };

const BLOCK = { section: 0x0a0d0d0a, interface: 1, decryptionSecrets: 10, enhancedPacket: 6 } as const;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Packets begin with an IP header (https://www.tcpdump.org/linktypes.html). */
const LINKTYPE_RAW = 101;
/** The type of the secrets of a TLS key log: "TLSK". */
const TLS_KEY_LOG = 0x544c534b;
/** An unknown section length. */
const UNKNOWN_LENGTH = [0xffffffff, 0xffffffff] as const;

/** Returns 32-bit numbers, little endian. */
function words(...numbers: readonly number[]): Buffer {
  const octets = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => octets.writeUInt32LE(number, index * 4));
  return octets;
}

function padded(octets: Uint8Array): Buffer {
  return Buffer.concat([octets, Buffer.alloc((4 - (octets.length % 4)) % 4)]);
}

function block(type: number, ...body: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(body);
  const length = content.length + 12;
  return Buffer.concat([words(type, length), content, words(length)]);
}

function blockOf(each: CaptureBlock): Buffer {
  if ("tlsSecrets" in each) {
    const secrets = Buffer.from(each.tlsSecrets, "utf8");
    return block(BLOCK.decryptionSecrets, words(TLS_KEY_LOG, secrets.length), padded(secrets));
  }
  const { packet, time } = each;
  const head = words(0, Math.floor(time / 2 ** 32), time % 2 ** 32, packet.length, packet.length);
  return block(BLOCK.enhancedPacket, head, padded(packet));
}

/**
 * Returns the octets of a capture file.
 *
 * @example
 * ```ts
 * const file = writePcapng([{ packet: ipv4Packet, time: 1_700_000_000_000_000 }]);
 * ```
 */
export function writePcapng(blocks: readonly CaptureBlock[]): Uint8Array {
  const section = block(BLOCK.section, words(BYTE_ORDER_MAGIC, 1, ...UNKNOWN_LENGTH));
  const oneInterface = block(BLOCK.interface, words(LINKTYPE_RAW, 0));
  return Buffer.concat([section, oneInterface, ...blocks.map(blockOf)]);
}
