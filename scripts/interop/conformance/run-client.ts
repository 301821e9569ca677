/**
 * Runs cases against a live client: one path a case.
 *
 * @module
 */
import { type Field, headers, listenPeers, type Listening, type Peer, type PeerServer, reset } from "../h2/index.ts";
import type { Case, ClientLab, ClientRequest } from "./case.ts";
import { ClientUnderTest } from "./client-lab.ts";
import { valueOf } from "./fields.ts";
import { type Bench, type CaseResult, type Plan, runAll, runCase } from "./run.ts";

/** How clients come. */
export interface Clients {
  /** Where to listen. */
  readonly listening: Pick<Listening, "host" | "port" | "tls">;
  /** How long no client may come before the rest is given up, in ms. */
  readonly idle: number;
  /** Told of the URL of each case, by which its client is to come. @returns what ends that client */
  readonly invite: (url: string, each: Case) => (() => void) | void;
  /** Told where it listens, before all. */
  readonly listens?: (base: string) => void;
}

/** What stands under other paths. */
const NOT_FOUND: readonly Field[] = [[":status", "404"], ["websocket2-error", "rejected"], ["cache-control", "no-store, no-transform"]];

/** The cases that wait for clients, by path. */
class Doors {
  readonly open = new Map<string, ClientUnderTest>();
  last = performance.now();

  take(request: ClientRequest): void {
    this.last = performance.now();
    const path = valueOf(request.fields, ":path") ?? "";
    const lab = this.open.get(path);
    if (lab !== undefined) return lab.take(request);
    request.peer.send(headers(request.stream, NOT_FOUND, { endStream: true }));
  }
}

function receive(peer: Peer, doors: Doors): void {
  const known = new Set<number>();
  peer.listen((event) => {
    if (event.type !== "HEADERS" || known.has(event.stream)) return;
    known.add(event.stream);
    doors.take({ peer, stream: event.stream, fields: event.fields, endStream: event.endStream });
  });
}

/** The path of a case. */
export const pathOf = (each: Case): string => `/${each.id}`;

function bench(lab: ClientUnderTest, end: () => void): Bench {
  const mine = (stream: number): boolean => stream === 0 || lab.streams.includes(stream);
  return {
    links: lab.links,
    run: (each) => (each as Case & { run: (lab: ClientLab) => Promise<void> }).run(lab),
    exchange: () => lab.peers.map(({ recording }) => recording.entries.filter(({ frame }) => typeof frame === "string" || mine(frame.streamIdentifier))),
    close: () => {
      // Other cases may be on the same HTTP/2 connection: the streams of this one go alone.
      lab.peers.forEach((peer, index) => peer.send(reset(lab.streams[index] ?? 1, "CANCEL")));
      end();
    },
  };
}

/**
 * Plays a server, case by case.
 *
 * @throws Unreachable where it cannot listen
 */
export async function runAgainstClient(clients: Clients, plan: Plan): Promise<CaseResult[]> {
  const doors = new Doors();
  const server: PeerServer = await listenPeers({ ...clients.listening, patience: plan.patience, settings: { MAX_CONCURRENT_STREAMS: 1000 } }, (peer) => receive(peer, doors));
  const { host = "127.0.0.1", tls } = clients.listening;
  const base = `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${server.port}`;
  const seen = new Set<string>();
  const mayCome = (): boolean => performance.now() - doors.last < clients.idle && plan.signal?.aborted !== true;
  clients.listens?.(base);
  try {
    return await runAll(plan, async (each) => {
      const lab = new ClientUnderTest(plan.patience, mayCome, seen);
      doors.open.set(pathOf(each), lab);
      const end = clients.invite(`${base}${pathOf(each)}`, each);
      const result = await runCase(each, bench(lab, () => end?.()), plan.patience + clients.idle);
      doors.open.delete(pathOf(each));
      return result;
    });
  } finally {
    await server.close();
  }
}
