/**
 * Recognises what a captured TCP connection carries, and reads its streams.
 *
 * @module
 */
import type { OctetTrack } from "../../capture/octet-track.ts";
import type { TcpConnection, TcpDirection } from "../../capture/read-tcp.ts";
import { preface } from "../../interop/h2/index.ts";
import type { CapturedConnection, CaptureEnd } from "./captured-stream.ts";
import { beginsHttp1, readHttp1Connection } from "./http1-connection.ts";
import { type Http2Start, readHttp2Connection } from "./http2-connection.ts";
import { findFrame } from "./http2-resync.ts";

/** A connection with the roles of its ends. */
export interface ReadConnection extends CapturedConnection {
  readonly number: number;
  /** Address and port by role. */
  readonly ends: Readonly<Record<CaptureEnd, string>>;
  readonly tcp: Readonly<Record<CaptureEnd, TcpDirection>>;
  /** Set if the content is encrypted. */
  readonly isTls: boolean;
}

/** The most octets in front of the preface, such as a PROXY header. */
const MAX_BEFORE_PREFACE = 512;

/** The types of TLS records: change_cipher_spec, alert, handshake, application_data (RFC 8446, Section 5.1). */
const TLS_RECORDS = { first: 20, last: 23, major: 3, minor: 4 } as const;

/** Returns whether octets begin with a TLS record. */
function beginsTls(track: OctetTrack): boolean {
  const [type = 0, major, minor = 0xff] = track.read(0, 5) ?? [];
  return type >= TLS_RECORDS.first && type <= TLS_RECORDS.last && major === TLS_RECORDS.major && minor <= TLS_RECORDS.minor;
}

/** Returns the offset of the HTTP/2 preface, or -1. */
function prefaceAt({ track }: TcpDirection): number {
  const octets = track.read(0, Math.min(track.runEnd(0), MAX_BEFORE_PREFACE + preface.length));
  return octets === undefined ? -1 : Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).indexOf(preface);
}

const portOf = ({ from }: TcpDirection): number => Number(from.split(":").at(-1));

/** Returns the directions of the client and the server. */
function rolesOf({ directions: [first, second], isOpening }: TcpConnection): Readonly<Record<CaptureEnd, TcpDirection>> {
  const asIs = { client: first, server: second };
  const swapped = { client: second, server: first };
  if (prefaceAt(first) >= 0 || beginsHttp1(first.track)) return asIs;
  if (prefaceAt(second) >= 0 || beginsHttp1(second.track)) return swapped;
  // Without the beginning, the end with the lower port is taken for the server.
  return isOpening || portOf(second) <= portOf(first) ? asIs : swapped;
}

const unread = (protocol: string): CapturedConnection => ({ protocol, streams: [], marks: [], problems: [] });

function readProtocol({ client, server }: Readonly<Record<CaptureEnd, TcpDirection>>): CapturedConnection {
  const tracks = { client: client.track, server: server.track };
  const startOf = ({ track, hasStart }: TcpDirection, known: number): Http2Start => ({ track, start: hasStart ? known : undefined });
  const begin = prefaceAt(client);
  if (begin >= 0) {
    const start = begin + preface.length;
    return readHttp2Connection({ client: { track: client.track, start }, server: startOf(server, 0) });
  }
  if (beginsHttp1(client.track)) return readHttp1Connection(tracks);
  if (client.track.length + server.track.length === 0) return unread("no content");
  const isWhole = client.hasStart && client.track.length > 0 && client.track.runEnd(0) > 0;
  const isFrames = !isWhole && [client, server].some(({ track }) => findFrame(track, 0) !== undefined);
  if (isFrames) return readHttp2Connection({ client: startOf({ ...client, hasStart: false }, 0), server: startOf(server, 0) });
  return unread("another protocol");
}

/** Reads the streams of a TCP connection. */
export function readConnection(connection: TcpConnection): ReadConnection {
  const tcp = rolesOf(connection);
  const isTls = beginsTls(tcp.client.track) || beginsTls(tcp.server.track);
  return {
    ...(isTls ? unread("TLS") : readProtocol(tcp)),
    number: connection.number,
    ends: { client: tcp.client.from, server: tcp.server.from },
    tcp,
    isTls,
  };
}
