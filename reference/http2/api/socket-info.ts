/**
 * Addresses and TLS of an HTTP connection, as values that stay readable when the connection has ended.
 *
 * The socket of node:http2 is a proxy that throws for every property once its session has ended, so applications do not receive it.
 *
 * @module
 */
import type { X509Certificate } from "node:crypto";
import type { Http2Session } from "node:http2";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/** TLS of an HTTP connection. */
export interface TlsInfo {
  /** Version, such as `TLSv1.3`; `undefined` if it is unknown. */
  readonly version: string | undefined;
  /** Protocol that ALPN selected, such as `h2`; `undefined` for none. */
  readonly alpnProtocol: string | undefined;
  /** Name of the server that the client asked for; `undefined` if it asked for none. */
  readonly servername: string | undefined;
  /** Whether the certificate of the peer was verified. A server verifies one only with its options `requestCert` and `ca`. */
  readonly authorized: boolean;
  /** Certificate of the peer; `undefined` if it sent none. */
  readonly peerCertificate: X509Certificate | undefined;
}

/** Addresses and TLS of an HTTP connection, read when it carried its first handshake. Connections that share it share the object. */
export interface SocketInfo {
  /** Address of the peer: of the client or of the last intermediary before a server; `undefined` if it is unknown, as of a UNIX socket. */
  readonly remoteAddress: string | undefined;
  /** Port of the peer. */
  readonly remotePort: number | undefined;
  /** Address of this end. */
  readonly localAddress: string | undefined;
  /** Port of this end. */
  readonly localPort: number | undefined;
  /** TLS; `undefined` over cleartext. */
  readonly tls: TlsInfo | undefined;
}

/** Information of a socket that is gone before it could be read. */
export const UNKNOWN_SOCKET: SocketInfo = Object.freeze({
  remoteAddress: undefined,
  remotePort: undefined,
  localAddress: undefined,
  localPort: undefined,
  tls: undefined,
});

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function tlsInfo(socket: TLSSocket): TlsInfo {
  return Object.freeze({
    version: textOf(socket.getProtocol()),
    alpnProtocol: textOf(socket.alpnProtocol),
    servername: textOf((socket as { readonly servername?: unknown }).servername),
    authorized: socket.authorized,
    peerCertificate: socket.getPeerX509Certificate(),
  });
}

/** Reads a socket that is connected. */
export function socketInfo(socket: Socket): SocketInfo {
  const { remoteAddress, remotePort, localAddress, localPort } = socket;
  return Object.freeze({
    remoteAddress,
    remotePort,
    localAddress,
    localPort,
    tls: socket instanceof TLSSocket ? tlsInfo(socket) : undefined,
  });
}

/** Reads the socket of a session; the result has no values if the session has ended. */
export function sessionSocketInfo(session: Http2Session): SocketInfo {
  return session.destroyed ? UNKNOWN_SOCKET : socketInfo(session.socket as Socket);
}
