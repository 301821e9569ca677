/**
 * The messages that an end of a connection receives.
 *
 * @module
 */
import type { Connection, ReceivedData } from "../../../../reference/http2/index.ts";
import type { CloseReport } from "../../../../reference/connection/index.ts";
import { withTimeout } from "../../../common/waiting.ts";

/** Takes the messages of a connection. */
export class ReceivedMessages {
  /** How many octets, or characters, have come. */
  octets = 0;
  messages = 0;
  #report: CloseReport | undefined;
  readonly #connection: Connection;
  #notify: (() => void) | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onmessage = (data: ReceivedData) => {
      this.octets += data.length;
      this.messages += 1;
      this.#notify?.();
    };
    void connection.closed.then((report) => {
      this.#report = report;
      this.#notify?.();
    });
  }

  /** How it ended, `undefined` while it goes on. */
  get report(): CloseReport | undefined {
    return this.#report;
  }

  /** Waits until so many messages have come in all. @param ms - how long at most. @returns whether they came */
  async waitForCount(messages: number, ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    while (this.messages < messages && this.#report === undefined) {
      const left = end - performance.now();
      if (left <= 0) return false;
      await withTimeout(new Promise<void>((resolve) => (this.#notify = resolve)), left);
    }
    return this.messages >= messages;
  }

  /** How it ended, or `undefined` where it does not in time. @param ms - how long at most */
  waitForClose(ms: number): Promise<CloseReport | undefined> {
    return withTimeout(this.#connection.closed, ms);
  }
}

/** An end in words. */
export function reportText(report: CloseReport | undefined): string {
  if (report === undefined) return "did not end";
  const { code, wasClean, seen, error, fault, check } = report;
  const parts = [check, error, fault?.code, seen].filter((part) => part !== undefined && part !== "");
  return `${code}${wasClean ? " clean" : ""}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}
