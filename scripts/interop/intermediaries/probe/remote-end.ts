/**
 * The server end of a connection to a probe server.
 *
 * @module
 */
import { delay } from "../../../common/waiting.ts";
import type { EndReport } from "../path-ends/end-report.ts";
import type { PathEnd } from "../path-ends/path-target.ts";
import { probeAnswer, type ProbeRecord, type ProbeRequest } from "./probe-protocol.ts";

const POLL_INTERVAL_MS = 50;

/** Controls the server end by orders on the connection itself, and learns of its end over another connection. */
export class RemoteEnd implements PathEnd {
  readonly #order: (request: ProbeRequest) => void;
  readonly #record: () => Promise<ProbeRecord | undefined>;
  #messages = 0;
  #waiting: (() => void)[] = [];

  /**
   * @param order - sends a request on the connection
   * @param record - asks for the record of the connection
   */
  constructor(order: (request: ProbeRequest) => void, record: () => Promise<ProbeRecord | undefined>) {
    this.#order = order;
    this.#record = record;
  }

  get messages(): number {
    return this.#messages;
  }

  /** Takes a text message of the server. */
  receive(text: string): void {
    const answer = probeAnswer.safeParse(JSON.parse(text)).data;
    if (answer === undefined || !("got" in answer)) return;
    this.#messages += 1;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  send(octets: number): void {
    this.#order({ ask: "send", octets });
  }

  echo(): void {
    this.#order({ ask: "echo" });
  }

  close(code: number): void {
    this.#order({ ask: "close", code });
  }

  async waitForCount(messages: number, ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    while (this.#messages < messages) {
      const left = end - performance.now();
      if (left <= 0) return false;
      await Promise.race([new Promise<void>((resolve) => this.#waiting.push(resolve)), delay(left)]);
    }
    return true;
  }

  /** Also updates {@link RemoteEnd.messages}: behind its close the server answers nothing. */
  async waitForClose(ms: number): Promise<EndReport | undefined> {
    for (const end = performance.now() + ms; performance.now() < end; await delay(POLL_INTERVAL_MS)) {
      const record = await this.#record();
      if (record?.end === undefined) continue;
      this.#messages = record.messages;
      return record.end;
    }
    return undefined;
  }
}
