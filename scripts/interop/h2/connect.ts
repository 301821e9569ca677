/**
 * Opens raw HTTP/2 peers: as a client to an address, as a server on a port.
 *
 * @module
 */
import { once } from "node:events";
import { type AddressInfo, connect as connectTcp, createServer, type Server, type Socket } from "node:net";
import { connect as connectTls, createServer as createTlsServer } from "node:tls";

import { preface, settings } from "./frames.ts";
import { Http2Peer, type Http2PeerOptions } from "./peer.ts";
import type { SettingName } from "./wire/settings.ts";

/** Where a peer is. */
export interface PeerAddress {
  readonly host: string;
  readonly port: number;
  /** Absent for cleartext with prior knowledge. */
  readonly tls?: { /** Whether the certificate has to be valid. */ readonly verify: boolean };
}

/** What is sent first. */
export interface Http2ConnectOptions extends Http2PeerOptions {
  /** The first SETTINGS; none but the frame unless given. `false` sends nothing, nor the preface. */
  readonly settings?: Partial<Record<SettingName, number>> | false;
}

/** A transport connection that could not be made. */
export class UnreachableError extends Error {
  override readonly name = "Unreachable";
}

async function waitForEvent(socket: Socket, event: string, where: string, patience: number): Promise<void> {
  try {
    await once(socket, event, { signal: AbortSignal.timeout(patience) });
  } catch (error) {
    socket.destroy();
    const { name, code, message } = error as NodeJS.ErrnoException;
    throw new UnreachableError(`${where}: ${name === "AbortError" ? `no connection within ${patience} ms` : (code ?? message)}`);
  }
}

const CONNECT_TIMEOUT_MS = 10_000;

async function openSocket({ host, port, tls }: PeerAddress, patience: number): Promise<Socket> {
  const where = `${host}:${port}`;
  if (tls === undefined) {
    const socket = connectTcp(port, host);
    await waitForEvent(socket, "connect", where, patience);
    return socket;
  }
  // An IP address is no server name in TLS.
  const name = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
  const socket = connectTls({ host, port, ALPNProtocols: ["h2"], rejectUnauthorized: tls.verify, ...name });
  await waitForEvent(socket, "secureConnect", where, patience);
  if (socket.alpnProtocol === "h2") return socket;
  socket.destroy();
  throw new UnreachableError(`${where}: expected h2 by ALPN, found ${socket.alpnProtocol || "none"}`);
}

function sendPreface(peer: Http2Peer, role: "client" | "server", greeting: Http2ConnectOptions): void {
  if (greeting.settings === false) return;
  const first = settings(greeting.settings ?? {});
  peer.send(...(role === "client" ? [preface, first] : [first]));
}

/** Connects as a client, and sends preface and SETTINGS. @throws {@link Unreachable} */
export async function connectPeer(address: PeerAddress, greeting: Http2ConnectOptions = {}): Promise<Http2Peer> {
  const peer = new Http2Peer("client", await openSocket(address, greeting.timeoutMs ?? CONNECT_TIMEOUT_MS), greeting);
  sendPreface(peer, "client", greeting);
  return peer;
}

/** A server that hands over each connection. */
export interface Http2PeerServer {
  /** Chosen by the system where none was asked for. */
  readonly port: number;
  /** Closes the port and every connection. */
  close(): Promise<void>;
}

/** Where a server listens. */
export interface Http2ListenOptions extends Http2ConnectOptions {
  /** `127.0.0.1` unless given. */
  readonly host?: string;
  /** 0, which lets the system choose, unless given. */
  readonly port?: number;
  /** Absent for cleartext. */
  readonly tls?: { readonly key: string | Uint8Array; readonly cert: string | Uint8Array };
}

/** Listens as a server; SETTINGS have been sent when a peer is handed over. @throws {@link Unreachable} where it cannot listen */
export async function listenPeers(listening: Http2ListenOptions, onPeer: (peer: Http2Peer) => void): Promise<Http2PeerServer> {
  const sockets = new Set<Socket>();
  const { host = "127.0.0.1", port = 0, tls } = listening;
  const take = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    const peer = new Http2Peer("server", socket, listening);
    sendPreface(peer, "server", listening);
    onPeer(peer);
  };
  const server: Server = tls === undefined ? createServer(take) : createTlsServer({ ...tls, ALPNProtocols: ["h2"] } as never, take);
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
