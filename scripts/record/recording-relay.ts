/**
 * A TCP relay that records what passes as packets of a capture.
 *
 * @module
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

import type { CaptureBlock } from "../capture/write-pcapng.ts";
import { type TcpEnd, TcpWriter } from "../capture/write-tcp.ts";

/** Addresses for documentation (RFC 5737): captures name no host. */
const CLIENT_ADDRESS = "192.0.2.1";
const SERVER_ADDRESS = "192.0.2.2";
const FIRST_CLIENT_PORT = 50_000;

/** The octets of a segment on Ethernet. */
const SEGMENT_OCTETS = 1460;

/** The time of the first packet, in ms since 1970; packets keep their distances. */
const START_MS = Date.UTC(2026, 0, 1);

/** A running relay. */
export interface RecordingRelay {
  readonly port: number;
  /** What has passed, in the order in which it came. */
  readonly blocks: CaptureBlock[];
  /** Resolves when all connections have ended; closes the port. */
  end(): Promise<void>;
}

/**
 * Starts a relay to a port of the loopback interface.
 *
 * @param shownPort - the port of the server in the capture
 */
export async function startRecordingRelay(port: number, shownPort: number): Promise<RecordingRelay> {
  const blocks: CaptureBlock[] = [];
  const started = performance.now();
  let connections = 0;
  const add = (packets: readonly Uint8Array[]): void => {
    const time = Math.round((START_MS + performance.now() - started) * 1000);
    blocks.push(...packets.map((packet) => ({ packet, time })));
  };
  const forward = (from: Socket, to: Socket, tcp: TcpWriter, end: TcpEnd): void => {
    from.on("data", (octets: Buffer) => {
      for (let at = 0; at < octets.length; at += SEGMENT_OCTETS) add(tcp.send(end, octets.subarray(at, at + SEGMENT_OCTETS)));
      to.write(octets);
    });
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
  };
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    const client = { address: CLIENT_ADDRESS, port: FIRST_CLIENT_PORT + connections++ };
    const tcp = new TcpWriter(client, { address: SERVER_ADDRESS, port: shownPort });
    add(tcp.open());
    for (const socket of [near, far]) socket.setNoDelay(true);
    forward(near, far, tcp, "client");
    forward(far, near, tcp, "server");
    near.once("close", () => add(tcp.close()));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const end = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return { port: (server.address() as AddressInfo).port, blocks, end };
}
