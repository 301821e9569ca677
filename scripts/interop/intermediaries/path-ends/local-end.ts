/**
 * The end of a connection that this process holds.
 *
 * @module
 */
import type { Connection, ReceivedData } from "../../../../reference/http2/index.ts";
import { withTimeout } from "../../../common/waiting.ts";
import { endReport, type EndReport } from "./end-report.ts";
import type { PathEnd } from "./path-target.ts";

/** Controls a connection and counts its messages. */
export class LocalEnd implements PathEnd {
  readonly #connection: Connection;
  readonly #onText: ((text: string) => void) | undefined;
  #messages = 0;
  #report: EndReport | undefined;
  #echoes = false;
  #notify: (() => void) | undefined;

  /** @param onText - takes text messages, which then do not count */
  constructor(connection: Connection, onText?: (text: string) => void) {
    this.#connection = connection;
    this.#onText = onText;
    connection.onmessage = (data) => this.#receive(data);
    void connection.closed.then((report) => {
      this.#report = endReport(report);
      this.#notify?.();
    });
  }

  get messages(): number {
    return this.#messages;
  }

  /** How the connection ended; `undefined` while it is open. */
  get report(): EndReport | undefined {
    return this.#report;
  }

  send(octets: number): void {
    this.#connection.send(new Uint8Array(octets));
  }

  /** Queues a text message. */
  sendText(text: string): void {
    this.#connection.send(text);
  }

  echo(): void {
    this.#echoes = true;
  }

  close(code: number): void {
    this.#connection.close(code);
  }

  async waitForCount(messages: number, ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    while (this.#messages < messages && this.#report === undefined) {
      const left = end - performance.now();
      if (left <= 0) return false;
      await withTimeout(new Promise<void>((resolve) => (this.#notify = resolve)), left);
    }
    return this.#messages >= messages;
  }

  async waitForClose(ms: number): Promise<EndReport | undefined> {
    const report = await withTimeout(this.#connection.closed, ms);
    return report === undefined ? undefined : endReport(report);
  }

  #receive(data: ReceivedData): void {
    if (typeof data === "string" && this.#onText !== undefined) return this.#onText(data);
    this.#messages += 1;
    if (this.#echoes) this.#connection.send(data);
    this.#notify?.();
  }
}
