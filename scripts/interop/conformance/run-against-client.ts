/**
 * Runs cases against a live client: one path a case.
 *
 * @module
 */
import { type Http2Field, headers, listenPeers, type Http2ListenOptions, type Http2Peer, type Http2PeerServer, reset } from "../h2/index.ts";
import type { ConformanceCase, ClientHarness, ReceivedRequest } from "./conformance-case.ts";
import { ClientFixture } from "./client-fixture.ts";
import { fieldValue } from "../h2/change-fields.ts";
import { type CaseFixture, type CaseResult, type RunPlan, runCases, runCase } from "./run-cases.ts";

/** How clients come. */
export interface ClientRunOptions {
  /** Where to listen. */
  readonly listenOptions: Pick<Http2ListenOptions, "host" | "port" | "tls">;
  /** How long no client may come before the rest is given up, in ms. */
  readonly idleTimeoutMs: number;
  /**
   * Told of the URL of each case, by which its client is to come. Without it all cases wait at once, and for the
   * first client as long as it takes.
   *
   * @returns what ends that client
   */
  readonly startClient?: (url: string) => (() => void) | void;
  /** Told where it listens, before all. */
  readonly onListening?: (base: string) => void;
}

/** What stands under other paths. */
const NOT_FOUND: readonly Http2Field[] = [[":status", "404"], ["websocket2-error", "rejected"], ["cache-control", "no-store, no-transform"]];

const LIST_RESPONSE: readonly Http2Field[] = [[":status", "200"], ["content-type", "text/plain"], ["cache-control", "no-store"]];

/** The cases that wait for clients, by path. */
class PendingCases {
  readonly byPath = new Map<string, ClientFixture>();
  readonly #baseUrl: () => string;
  /** When the last client came, in ms. */
  lastRequestAt: number;

  /** @param base - the URL of all cases, without a path */
  constructor(base: () => string, last: number) {
    this.#baseUrl = base;
    this.lastRequestAt = last;
  }

  dispatch(request: ReceivedRequest): void {
    const path = fieldValue(request.fields, ":path") ?? "";
    const lab = this.byPath.get(path);
    if (lab !== undefined) {
      this.lastRequestAt = performance.now();
      return lab.addRequest(request);
    }
    if (path === "/" && fieldValue(request.fields, ":method") === "GET") return this.#sendList(request);
    request.peer.send(headers(request.stream, NOT_FOUND, { endStream: true }));
  }

  #sendList({ peer, stream }: ReceivedRequest): void {
    const open = [...this.byPath].filter(([, { requests }]) => requests.length === 0).map(([path]) => `${this.#baseUrl()}${path}\n`);
    peer.send(headers(stream, LIST_RESPONSE, { endStream: open.length === 0 }));
    if (open.length > 0) void peer.sendAll(stream, Buffer.from(open.join("")), { endStream: true }).catch(() => undefined);
  }
}

function dispatchRequests(peer: Http2Peer, doors: PendingCases): void {
  const known = new Set<number>();
  peer.onEvent((event) => {
    if (event.type !== "HEADERS" || known.has(event.stream)) return;
    known.add(event.stream);
    doors.dispatch({ peer, stream: event.stream, fields: event.fields, endStream: event.endStream });
  });
}

/** The path of a case. */
export const casePath = (each: ConformanceCase): string => `/${each.id}`;

function fixtureOf(lab: ClientFixture, end: () => void): CaseFixture {
  return {
    connections: lab.connections,
    run: (each) => (each as ConformanceCase & { run: (lab: ClientHarness) => Promise<void> }).run(lab),
    exchanges: () => [...new Set(lab.requests.map(({ peer }) => peer))].map((peer) => ({ entries: peer.recording.entries, streams: lab.requests.flatMap((each) => (each.peer === peer ? [each.stream] : [])) })),
    started: lab.started,
    close: () => {
      // Other cases may be on the same HTTP/2 connection: the streams of this one go alone.
      for (const { peer, stream } of lab.requests) peer.send(reset(stream, "CANCEL"));
      end();
    },
  };
}

/** The URL of all cases, without a path. */
function baseUrl({ host = "127.0.0.1", tls }: ClientRunOptions["listenOptions"], port: number): string {
  return `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/**
 * Plays a server, case by case.
 *
 * @throws Unreachable where it cannot listen
 */
export async function runAgainstClient(clients: ClientRunOptions, plan: RunPlan): Promise<CaseResult[]> {
  const { startClient: invite, idleTimeoutMs: idle } = clients;
  const doors: PendingCases = new PendingCases(() => base, invite === undefined ? Infinity : performance.now());
  const server: Http2PeerServer = await listenPeers({ ...clients.listenOptions, timeoutMs: plan.timeoutMs, settings: { MAX_CONCURRENT_STREAMS: 1000 } }, (peer) => dispatchRequests(peer, doors));
  const base = baseUrl(clients.listenOptions, server.port);
  const seen = new Set<string>();
  const mayCome = (): boolean => performance.now() - doors.lastRequestAt < idle && plan.signal?.aborted !== true;
  clients.onListening?.(base);
  try {
    return await runCases(invite === undefined ? { ...plan, concurrency: plan.cases.length } : plan, async (each) => {
      const lab = new ClientFixture(plan.timeoutMs, mayCome, seen);
      doors.byPath.set(casePath(each), lab);
      const end = invite?.(`${base}${casePath(each)}`);
      const result = await runCase(each, fixtureOf(lab, () => end?.()), plan);
      doors.byPath.delete(casePath(each));
      return result;
    });
  } finally {
    await server.close();
  }
}
