/**
 * The program of a client process. Its arguments name the subject and the port of the server.
 *
 * @module
 */
import { quantile } from "../common/statistics.ts";
import { allSubjects, type SubjectName } from "./all-subjects.ts";
import { answerRequests } from "./bench-process.ts";
import { cpuTime } from "./measure.ts";
import type { BenchConnection, DialledClient } from "./subject.ts";

/** A request to open connections, which stay open. */
export interface DialRequest {
  readonly kind: "dial" | "open";
  readonly connections: number;
  readonly sessions: number;
}

/** A request to exchange messages for a time. */
export interface ExchangeRequest {
  readonly kind: "pipelined" | "roundTrips";
  /** In octets. */
  readonly size: number;
  /** Messages under way on each connection. */
  readonly window: number;
  readonly ms: number;
}

/** A request to wait until all connections together have received a number of octets since they opened. */
export interface ReceiveRequest {
  readonly kind: "receive";
  readonly octets: number;
}

/** The result of an exchange or of an opening. */
export interface ClientFigures {
  /** Messages, or connections. */
  readonly count: number;
  readonly ms: number;
  /** CPU time of the client, in us. */
  readonly cpu: number;
  /** Round-trip times, in us. */
  readonly p50?: number;
  readonly p99?: number;
}

const [name = "", port = ""] = process.argv.slice(2);
const subject = allSubjects[name as SubjectName];
const clients: DialledClient[] = [];
let received = 0;
let onReceived = (): void => undefined;

const allConnections = (): BenchConnection[] => clients.flatMap(({ connections }) => connections);

/** Measures time and CPU time of work. @param work - returns a count */
async function measured(work: () => Promise<number>): Promise<ClientFigures> {
  const before = cpuTime();
  const start = performance.now();
  const count = await work();
  return { count, ms: performance.now() - start, cpu: cpuTime() - before };
}

/** Keeps a window of messages under way on a connection until a time. @returns the number of octets that came back */
function keepWindow(connection: BenchConnection, message: Uint8Array, window: number, until: number): Promise<number> {
  return new Promise((resolve) => {
    let [octets, underWay, sendable] = [0, 0, window];
    const fill = (): void => {
      for (; sendable >= 1; sendable--, underWay += message.length) connection.send(message);
    };
    connection.onMessage = (length) => {
      octets += length;
      underWay -= length;
      sendable += length / message.length;
      if (performance.now() < until) fill();
      else if (underWay <= 0) resolve(octets);
    };
    fill();
  });
}

function pipelined({ size, window, ms }: ExchangeRequest): Promise<ClientFigures> {
  const message = new Uint8Array(size).fill(0x61);
  return measured(async () => {
    const until = performance.now() + ms;
    const octets = await Promise.all(allConnections().map((each) => keepWindow(each, message, window, until)));
    return octets.reduce((sum, each) => sum + each, 0) / size;
  });
}

/** Exchanges one message at a time until a time. @param times - receives round-trip times, in us */
function exchange(connection: BenchConnection, message: Uint8Array, until: number, times: number[]): Promise<void> {
  return new Promise((resolve) => {
    let start = performance.now();
    connection.onMessage = () => {
      const now = performance.now();
      times.push((now - start) * 1000);
      if (now >= until) return resolve();
      start = now;
      connection.send(message);
    };
    connection.send(message);
  });
}

async function roundTrips({ size, ms }: ExchangeRequest): Promise<ClientFigures> {
  const message = new Uint8Array(size).fill(0x61);
  const times: number[] = [];
  const figures = await measured(async () => {
    const until = performance.now() + ms;
    await Promise.all(allConnections().map((each) => exchange(each, message, until, times)));
    return times.length;
  });
  return { ...figures, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

async function dial({ connections, sessions }: DialRequest): Promise<ClientFigures> {
  return measured(async () => {
    const dialled = await subject.dial(Number(port), connections, sessions);
    for (const each of dialled.connections) {
      each.onMessage = (octets) => {
        received += octets;
        onReceived();
      };
    }
    clients.push(dialled);
    return connections;
  });
}

answerRequests({
  dial,
  open: async (request: DialRequest) => {
    const figures = await dial(request);
    clients.pop()?.end();
    return figures;
  },
  pipelined,
  roundTrips,
  receive: ({ octets }: ReceiveRequest) =>
    new Promise<void>((resolve) => {
      onReceived = () => received >= octets && resolve();
      onReceived();
    }),
});
