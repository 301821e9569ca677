/**
 * A TCP relay that cuts what goes through it anew: HTTP/2 frames, and the WebSocket2 frames in them, arrive in pieces of any size.
 *
 * @module
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

import type { SeededRandom } from "../common/random.ts";

/** The relay. */
export interface Relay {
  readonly url: string;
  end(): void;
}

/** Pieces of at most so many octets. */
const MAX_PIECE = 64 * 1024;
/** Pieces of at least so many: smaller ones are the business of hazards, and limits count them. */
const MIN_PIECE = 2;

function forwardInPieces(from: Socket, to: Socket, random: SeededRandom): void {
  from.on("data", (octets: Buffer) => {
    let free = true;
    for (let at = 0; at < octets.length; ) {
      const end = at + random.size(MIN_PIECE, MAX_PIECE);
      free = to.write(octets.subarray(at, end));
      at = end;
    }
    if (free) return;
    from.pause();
    to.once("drain", () => from.resume());
  });
  from.on("end", () => to.end());
  from.on("error", () => to.destroy());
  from.on("close", () => to.destroy());
}

/** Relays to a port of loopback. */
export async function startRelay(port: number, random: SeededRandom): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const socket of [near, far]) sockets.add(socket.setNoDelay(true));
    forwardInPieces(near, far, random.fork());
    forwardInPieces(far, near, random.fork());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, end };
}
