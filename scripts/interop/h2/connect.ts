/**
 * Opens raw HTTP/2 peers: as a client to an address, as a server on a port.
 *
 * @module
 */
import { once } from "node:events";
import { type AddressInfo, connect as connectTcp, createServer, type Server, type Socket } from "node:net";
import { connect as connectTls, createServer as createTlsServer } from "node:tls";

import { preface, settings } from "./frames.ts";
import { Peer, type PeerOptions } from "./peer.ts";
import type { SettingName } from "./wire/settings.ts";

/** Where a peer is. */
export interface Address {
  readonly host: string;
  readonly port: number;
  /** Absent for cleartext with prior knowledge. */
  readonly tls?: { /** Whether the certificate has to be valid. */ readonly verify: boolean };
}

/** What is sent first. */
export interface Greeting extends PeerOptions {
  /** The first SETTINGS; none but the frame unless given. `false` sends nothing, nor the preface. */
  readonly settings?: Partial<Record<SettingName, number>> | false;
}

/** A transport connection that could not be made. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

async function reached(socket: Socket, event: string, where: string, patience: number): Promise<void> {
  try {
    await once(socket, event, { signal: AbortSignal.timeout(patience) });
  } catch (error) {
    socket.destroy();
    const { name, code, message } = error as NodeJS.ErrnoException;
    throw new Unreachable(`${where}: ${name === "AbortError" ? `no connection within ${patience} ms` : (code ?? message)}`);
  }
}

const CONNECT_PATIENCE = 10_000;

async function socketTo({ host, port, tls }: Address, patience: number): Promise<Socket> {
  const where = `${host}:${port}`;
  if (tls === undefined) {
    const socket = connectTcp(port, host);
    await reached(socket, "connect", where, patience);
    return socket;
  }
  // An IP address is no server name in TLS.
  const name = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
  const socket = connectTls({ host, port, ALPNProtocols: ["h2"], rejectUnauthorized: tls.verify, ...name });
  await reached(socket, "secureConnect", where, patience);
  if (socket.alpnProtocol === "h2") return socket;
  socket.destroy();
  throw new Unreachable(`${where}: expected h2 by ALPN, found ${socket.alpnProtocol || "none"}`);
}

function greet(peer: Peer, role: "client" | "server", greeting: Greeting): void {
  if (greeting.settings === false) return;
  const first = settings(greeting.settings ?? {});
  peer.send(...(role === "client" ? [preface, first] : [first]));
}

/** Connects as a client, and sends preface and SETTINGS. @throws {@link Unreachable} */
export async function connectPeer(address: Address, greeting: Greeting = {}): Promise<Peer> {
  const peer = new Peer("client", await socketTo(address, greeting.patience ?? CONNECT_PATIENCE), greeting);
  greet(peer, "client", greeting);
  return peer;
}

/** A server that hands over each connection. */
export interface PeerServer {
  /** Chosen by the system where none was asked for. */
  readonly port: number;
  /** Closes the port and every connection. */
  close(): Promise<void>;
}

/** Where a server listens. */
export interface Listening extends Greeting {
  /** `127.0.0.1` unless given. */
  readonly host?: string;
  /** 0, which lets the system choose, unless given. */
  readonly port?: number;
  /** Absent for cleartext. */
  readonly tls?: { readonly key: string | Uint8Array; readonly cert: string | Uint8Array };
}

/** Listens as a server; SETTINGS have been sent when a peer is handed over. @throws {@link Unreachable} where it cannot listen */
export async function listenPeers(listening: Listening, onPeer: (peer: Peer) => void): Promise<PeerServer> {
  const sockets = new Set<Socket>();
  const { host = "127.0.0.1", port = 0, tls } = listening;
  const take = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    const peer = new Peer("server", socket, listening);
    greet(peer, "server", listening);
    onPeer(peer);
  };
  const server: Server = tls === undefined ? createServer(take) : createTlsServer({ ...tls, ALPNProtocols: ["h2"] } as never, take);
  try {
    await once(server.listen(port, host), "listening");
  } catch (error) {
    throw new Unreachable(`${host}:${port}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
