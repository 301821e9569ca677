/**
 * Opens raw HTTP/2 peers: a client to an address, a server on a port.
 *
 * @module
 */
import { once } from "node:events";
import { type AddressInfo, connect as connectTcp, createServer, type Server, type Socket } from "node:net";
import { connect as connectTls, createServer as createTlsServer } from "node:tls";

import { preface, settings } from "./frames.ts";
import { Http2Peer, type Http2PeerOptions } from "./peer.ts";
import type { SettingName } from "./wire/settings.ts";

/** The address of a peer. */
export interface PeerAddress {
  readonly host: string;
  readonly port: number;
  /** TLS; absent for cleartext with prior knowledge (RFC 9113, Section 3.3). */
  readonly tls?: { /** Requires a valid certificate. */ readonly verify: boolean };
}

/** Options of a connection: the peer's own, and the frames that open it. */
export interface Http2ConnectOptions extends Http2PeerOptions {
  /** Parameters of the first SETTINGS frame, empty by default; `false` sends neither SETTINGS nor the connection preface. */
  readonly settings?: Partial<Record<SettingName, number>> | false;
}

/** Thrown when no transport connection opens, or no port can be bound. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

async function waitForEvent(socket: Socket, event: string, where: string, timeoutMs: number): Promise<void> {
  try {
    await once(socket, event, { signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    socket.destroy();
    const { name, code, message } = error as NodeJS.ErrnoException;
    throw new UnreachableError(`${where}: ${name === "AbortError" ? `no connection within ${timeoutMs} ms` : (code ?? message)}`);
  }
}

const CONNECT_TIMEOUT_MS = 10_000;

async function openSocket({ host, port, tls }: PeerAddress, timeoutMs: number): Promise<Socket> {
  const where = `${host}:${port}`;
  if (tls === undefined) {
    const socket = connectTcp(port, host);
    await waitForEvent(socket, "connect", where, timeoutMs);
    return socket;
  }
  // Server Name Indication carries no IP addresses (RFC 6066, Section 3).
  const serverName = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
  const socket = connectTls({ host, port, ALPNProtocols: ["h2"], rejectUnauthorized: tls.verify, ...serverName });
  await waitForEvent(socket, "secureConnect", where, timeoutMs);
  if (socket.alpnProtocol === "h2") return socket;
  socket.destroy();
  throw new UnreachableError(`${where}: expected h2 by ALPN, found ${socket.alpnProtocol || "none"}`);
}

function sendPreface(peer: Http2Peer, role: "client" | "server", options: Http2ConnectOptions): void {
  if (options.settings === false) return;
  const first = settings(options.settings ?? {});
  peer.send(...(role === "client" ? [preface, first] : [first]));
}

/**
 * Connects as a client and sends the connection preface.
 *
 * @throws {@link UnreachableError} if no connection opens within `timeoutMs`, 10,000 ms by default
 */
export async function connectPeer(address: PeerAddress, options: Http2ConnectOptions = {}): Promise<Http2Peer> {
  const peer = new Http2Peer("client", await openSocket(address, options.timeoutMs ?? CONNECT_TIMEOUT_MS), options);
  sendPreface(peer, "client", options);
  return peer;
}

/** A listening server. */
export interface Http2PeerServer {
  readonly port: number;
  /** Closes the port and destroys every connection. */
  close(): Promise<void>;
}

/** Options of a server. */
export interface Http2ListenOptions extends Http2ConnectOptions {
  /** Defaults to `127.0.0.1`. */
  readonly host?: string;
  /** Defaults to 0: the system chooses. */
  readonly port?: number;
  /** The key and the certificate in PEM; absent for cleartext. */
  readonly tls?: { readonly key: string | Uint8Array; readonly cert: string | Uint8Array };
}

/**
 * Listens as a server.
 *
 * @param onPeer - receives each connection after the server has sent SETTINGS
 * @throws {@link UnreachableError} if the port cannot be bound
 */
export async function listenPeers(options: Http2ListenOptions, onPeer: (peer: Http2Peer) => void): Promise<Http2PeerServer> {
  const sockets = new Set<Socket>();
  const { host = "127.0.0.1", port = 0, tls } = options;
  const acceptSocket = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    const peer = new Http2Peer("server", socket, options);
    sendPreface(peer, "server", options);
    onPeer(peer);
  };
  const server: Server =
    tls === undefined ? createServer(acceptSocket) : createTlsServer({ ...tls, ALPNProtocols: ["h2"] } as never, acceptSocket);
  try {
    await once(server.listen(port, host), "listening");
  } catch (error) {
    throw new UnreachableError(`${host}:${port}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
