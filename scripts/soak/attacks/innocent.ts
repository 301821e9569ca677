/**
 * An innocent client beside an attack: it asks at fixed times, whether or not the last answer has come.
 *
 * @module
 */
import { connect as connectHttp2 } from "node:http2";

import { Client } from "../../../reference/http2/index.ts";
import { quantile } from "../../common/statistics.ts";
import type { AttackedKind } from "./attacked-server.ts";

/** The time between two questions, in ms. */
const INTERVAL_MS = 15;

/** Times of answers, in ms; those that are still missing count as long as they have waited. */
export interface AnswerTimes {
  readonly p99: number;
  readonly max: number;
}

/** Asks a server again and again. */
export class Innocent {
  readonly #ask: (answered: () => void) => void;
  readonly #end: () => void;
  readonly #timer: NodeJS.Timeout;
  readonly #waiting = new Set<number>();
  #times: number[] = [];

  constructor(ask: (answered: () => void) => void, end: () => void) {
    this.#ask = ask;
    this.#end = end;
    this.#timer = setInterval(() => this.#question(), INTERVAL_MS);
  }

  #question(): void {
    const asked = performance.now();
    this.#waiting.add(asked);
    this.#ask(() => {
      this.#waiting.delete(asked);
      this.#times.push(performance.now() - asked);
    });
  }

  /** Returns the times since the last call. */
  take(): AnswerTimes {
    const now = performance.now();
    const times = [...this.#times, ...[...this.#waiting].map((asked) => now - asked)];
    this.#times = [];
    return { p99: quantile(times, 0.99), max: Math.max(...times) };
  }

  /** Stops asking. */
  end(): void {
    clearInterval(this.#timer);
    this.#end();
  }
}

async function startEcho(port: number): Promise<Innocent> {
  const client = new Client();
  const connection = await client.connect(`http://127.0.0.1:${port}/echo`);
  const waiting: (() => void)[] = [];
  connection.onmessage = () => waiting.shift()?.();
  const ask = (answered: () => void): void => {
    waiting.push(answered);
    connection.send("an innocent question");
  };
  return new Innocent(ask, () => connection.terminate());
}

function startRequests(port: number): Innocent {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  session.on("error", () => undefined);
  const ask = (answered: () => void): void => {
    if (session.destroyed) return;
    const stream = session.request({ ":path": "/echo" });
    stream.on("error", () => undefined);
    stream.on("response", answered);
    stream.resume();
  };
  return new Innocent(ask, () => session.destroy());
}

/** Starts an innocent client of a server. */
export async function startInnocent(kind: AttackedKind, port: number): Promise<Innocent> {
  return kind === "plain" ? startRequests(port) : await startEcho(port);
}
