/**
 * A TCP relay that forwards octets in pieces of random sizes, so that frames arrive cut anywhere.
 *
 * @module
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

import type { SeededRandom } from "../common/random.ts";

/** A running relay. */
export interface Relay {
  readonly url: string;
  end(): void;
}

/** Sizes of pieces, in octets. */
const MAX_PIECE = 64 * 1024;
const MIN_PIECE = 1;

function forwardInPieces(from: Socket, to: Socket, random: SeededRandom): void {
  from.on("data", (octets: Buffer) => {
    let free = true;
    for (let at = 0; at < octets.length;) {
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

/** Starts a relay to a port of the loopback interface. */
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
