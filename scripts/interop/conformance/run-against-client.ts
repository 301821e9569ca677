/**
 * Runs cases against a live client: each case has its own path.
 *
 * @module
 */
import { setMaxListeners } from "node:events";

import { fieldValue } from "../h2/change-fields.ts";
import {
  type Http2Field,
  headers,
  listenPeers,
  type Http2ListenOptions,
  type Http2Peer,
  type Http2PeerServer,
  reset,
  UnreachableError,
} from "../h2/index.ts";
import { fieldName, refusalOf, replyValue } from "../handshake-fields.ts";
import { ClientFixture } from "./client-fixture.ts";
import type { ConformanceCase, ClientHarness, ReceivedRequest } from "./conformance-case.ts";
import { type CaseFixture, type CaseResult, type RunPlan, runCases, runCase } from "./run-cases.ts";

/** Options of a run against clients. */
export interface ClientRunOptions {
  readonly listenOptions: Pick<Http2ListenOptions, "host" | "port" | "tls">;
  /** The time without a new client after which the remaining cases are given up, in ms. */
  readonly idleTimeoutMs: number;
  /**
   * Starts a client for the URL of a case. If it is absent, all cases wait at once, without a limit until the first client
   * connects.
   *
   * @param onFailure - called if the client ends by itself and fails
   * @returns a function that ends the client
   */
  readonly startClient?: (url: string, onFailure: (description: string) => void) => (() => void) | void;
  /** Receives the base URL before the first case. */
  readonly onListening?: (baseUrl: string) => void;
}

/** The response to a request for another path. */
function notFoundFields(): Http2Field[] {
  const { status, token } = refusalOf("resource");
  return [
    [":status", status],
    [fieldName.outcome, token],
    ["cache-control", replyValue("cache-control", "refused") ?? ""],
  ];
}

const LIST_FIELDS: readonly Http2Field[] = [
  [":status", "200"],
  ["content-type", "text/plain"],
  ["cache-control", "no-store"],
];

/** The cases that wait for clients. */
class PendingCases {
  readonly byPath = new Map<string, ClientFixture>();
  /** The time of the last request for a case, in ms. */
  lastRequestAt: number;
  /** Whether a client has sent a request for a case. */
  hasRequests = false;
  readonly #baseUrl: () => string;

  /** @param baseUrl - the URL of all cases, without a path */
  constructor(baseUrl: () => string, lastRequestAt: number) {
    this.#baseUrl = baseUrl;
    this.lastRequestAt = lastRequestAt;
  }

  dispatch(request: ReceivedRequest): void {
    const path = fieldValue(request.fields, ":path") ?? "";
    const fixture = this.byPath.get(path);
    if (fixture !== undefined) {
      this.lastRequestAt = performance.now();
      this.hasRequests = true;
      return fixture.addRequest(request);
    }
    if (path === "/" && fieldValue(request.fields, ":method") === "GET") return this.#sendList(request);
    request.peer.send(headers(request.stream, notFoundFields(), { endStream: true }));
  }

  #sendList({ peer, stream }: ReceivedRequest): void {
    const open = [...this.byPath].filter(([, { requests }]) => requests.length === 0).map(([path]) => `${this.#baseUrl()}${path}\n`);
    peer.send(headers(stream, LIST_FIELDS, { endStream: open.length === 0 }));
    if (open.length > 0) void peer.sendAll(stream, Buffer.from(open.join("")), { endStream: true }).catch(() => undefined);
  }
}

/** Dispatches each request of an HTTP/2 connection; later HEADERS of a stream are trailers. */
function dispatchRequests(peer: Http2Peer, pendingCases: PendingCases): void {
  const streams = new Set<number>();
  peer.onEvent((event) => {
    if (event.type !== "HEADERS" || streams.has(event.stream)) return;
    streams.add(event.stream);
    pendingCases.dispatch({ peer, stream: event.stream, fields: event.fields, endStream: event.endStream });
  });
}

/** Returns the path of a case. */
export const casePath = (each: ConformanceCase): string => `/${each.id}`;

function caseFixture(fixture: ClientFixture, endClient: () => void): CaseFixture {
  const { connections, requests, started } = fixture;
  const streamsOn = (peer: Http2Peer): number[] => requests.flatMap((each) => (each.peer === peer ? [each.stream] : []));
  return {
    peerRole: "client",
    connections,
    started,
    run: (each) => (each as ConformanceCase & { run: (harness: ClientHarness) => Promise<void> }).run(fixture),
    exchanges: () => {
      const peers = [...new Set(requests.map(({ peer }) => peer))];
      return peers.map((peer) => ({
        entries: peer.recording.entries,
        streams: streamsOn(peer),
        decisive: connections.findLast((connection) => connection.peer === peer)?.lastTaken,
      }));
    },
    close: () => {
      // Other cases may use the same HTTP/2 connection: reset only the streams of this one.
      for (const { peer, stream } of requests) peer.send(reset(stream, "CANCEL"));
      endClient();
    },
  };
}

/** Returns the URL of all cases, without a path. */
function baseUrlOf({ host = "127.0.0.1", tls }: ClientRunOptions["listenOptions"], port: number): string {
  return `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** A run ends after this number of clients that fail before any client has connected. */
const MAX_FAILED_STARTS = 3;

/** Ends a run whose clients fail at their start, as if a program or a module is missing. */
class FailedStarts {
  readonly #abort = new AbortController();
  readonly #most: number;
  readonly #hasRequests: () => boolean;
  readonly #failures: string[] = [];

  constructor(most: number, hasRequests: () => boolean) {
    this.#most = most;
    this.#hasRequests = hasRequests;
    setMaxListeners(0, this.#abort.signal);
  }

  /** Aborts when the run has to end. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  add(description: string): void {
    this.#failures.push(description);
    if (this.#failures.length >= this.#most && !this.#hasRequests()) this.#abort.abort();
  }

  /** @throws {@link UnreachableError} if the run has been ended */
  throwIfTooMany(): void {
    if (!this.signal.aborted) return;
    const [first] = this.#failures;
    if (this.#most === 1) throw new UnreachableError(`the client failed before it connected: it ${first}`);
    throw new UnreachableError(`the first ${this.#most} clients failed before one connected: the first ${first}`);
  }
}

/**
 * Runs cases as a server.
 *
 * @throws {@link UnreachableError} if the port cannot be bound, or if the first clients fail before they connect
 */
export async function runAgainstClient(options: ClientRunOptions, givenPlan: RunPlan): Promise<CaseResult[]> {
  const { startClient, idleTimeoutMs, listenOptions } = options;
  const failedStarts = new FailedStarts(Math.min(MAX_FAILED_STARTS, givenPlan.cases.length), () => pendingCases.hasRequests);
  const signals = [failedStarts.signal, ...(givenPlan.signal === undefined ? [] : [givenPlan.signal])];
  const plan = { ...givenPlan, signal: AbortSignal.any(signals) };
  setMaxListeners(0, plan.signal);
  const pendingCases: PendingCases = new PendingCases(() => baseUrl, startClient === undefined ? Infinity : performance.now());
  const server: Http2PeerServer = await listenPeers(
    { ...listenOptions, timeoutMs: plan.timeoutMs, settings: { MAX_CONCURRENT_STREAMS: 1000 } },
    (peer) => dispatchRequests(peer, pendingCases),
  );
  const baseUrl = baseUrlOf(listenOptions, server.port);
  const seenPingData = new Set<string>();
  const mayStillConnect = (): boolean => performance.now() - pendingCases.lastRequestAt < idleTimeoutMs && !plan.signal.aborted;
  options.onListening?.(baseUrl);
  try {
    const results = await runCases(startClient === undefined ? { ...plan, concurrency: plan.cases.length } : plan, async (each) => {
      const path = casePath(each);
      const fixture = new ClientFixture(plan.timeoutMs, mayStillConnect, seenPingData);
      pendingCases.byPath.set(path, fixture);
      const endClient = startClient?.(`${baseUrl}${path}`, (why) => failedStarts.add(why));
      const result = await runCase(
        each,
        caseFixture(fixture, () => endClient?.()),
        plan,
      );
      pendingCases.byPath.delete(path);
      return result;
    });
    failedStarts.throwIfTooMany();
    return results;
  } finally {
    await server.close();
  }
}
