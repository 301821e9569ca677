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
  /**
   * Told of the URL of each case, by which its client is to come. Without it all cases wait at once, and for the
   * first client as long as it takes.
   *
   * @returns what ends that client
   */
  readonly invite?: (url: string) => (() => void) | void;
  /** Told where it listens, before all. */
  readonly listens?: (base: string) => void;
}

/** What stands under other paths. */
const NOT_FOUND: readonly Field[] = [[":status", "404"], ["websocket2-error", "rejected"], ["cache-control", "no-store, no-transform"]];

const LIST: readonly Field[] = [[":status", "200"], ["content-type", "text/plain"], ["cache-control", "no-store"]];

/** The cases that wait for clients, by path. */
class Doors {
  readonly open = new Map<string, ClientUnderTest>();
  readonly #base: () => string;
  /** When the last client came, in ms. */
  last: number;

  /** @param base - the URL of all cases, without a path */
  constructor(base: () => string, last: number) {
    this.#base = base;
    this.last = last;
  }

  take(request: ClientRequest): void {
    const path = valueOf(request.fields, ":path") ?? "";
    const lab = this.open.get(path);
    if (lab !== undefined) {
      this.last = performance.now();
      return lab.take(request);
    }
    if (path === "/" && valueOf(request.fields, ":method") === "GET") return this.#list(request);
    request.peer.send(headers(request.stream, NOT_FOUND, { endStream: true }));
  }

  #list({ peer, stream }: ClientRequest): void {
    const open = [...this.open].filter(([, { requests }]) => requests.length === 0).map(([path]) => `${this.#base()}${path}\n`);
    peer.send(headers(stream, LIST, { endStream: open.length === 0 }));
    if (open.length > 0) void peer.sendAll(stream, Buffer.from(open.join("")), { endStream: true }).catch(() => undefined);
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
  return {
    links: lab.links,
    run: (each) => (each as Case & { run: (lab: ClientLab) => Promise<void> }).run(lab),
    exchange: () => [...new Set(lab.requests.map(({ peer }) => peer))].map((peer) => ({ recorded: peer.recording.entries, streams: lab.requests.flatMap((each) => (each.peer === peer ? [each.stream] : [])) })),
    begun: lab.begun,
    close: () => {
      // Other cases may be on the same HTTP/2 connection: the streams of this one go alone.
      for (const { peer, stream } of lab.requests) peer.send(reset(stream, "CANCEL"));
      end();
    },
  };
}

/** The URL of all cases, without a path. */
function baseOf({ host = "127.0.0.1", tls }: Clients["listening"], port: number): string {
  return `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/**
 * Plays a server, case by case.
 *
 * @throws Unreachable where it cannot listen
 */
export async function runAgainstClient(clients: Clients, plan: Plan): Promise<CaseResult[]> {
  const { invite, idle } = clients;
  const doors: Doors = new Doors(() => base, invite === undefined ? Infinity : performance.now());
  const server: PeerServer = await listenPeers({ ...clients.listening, patience: plan.patience, settings: { MAX_CONCURRENT_STREAMS: 1000 } }, (peer) => receive(peer, doors));
  const base = baseOf(clients.listening, server.port);
  const seen = new Set<string>();
  const mayCome = (): boolean => performance.now() - doors.last < idle && plan.signal?.aborted !== true;
  clients.listens?.(base);
  try {
    return await runAll(invite === undefined ? { ...plan, concurrency: plan.cases.length } : plan, async (each) => {
      const lab = new ClientUnderTest(plan.patience, mayCome, seen);
      doors.open.set(pathOf(each), lab);
      const end = invite?.(`${base}${pathOf(each)}`);
      const result = await runCase(each, bench(lab, () => end?.()), plan);
      doors.open.delete(pathOf(each));
      return result;
    });
  } finally {
    await server.close();
  }
}
