/**
 * The messages that an end of a connection receives.
 *
 * @module
 */
import type { Connection, Received } from "../../../reference/http2/index.ts";
import type { CloseReport } from "../../../reference/connection/index.ts";
import { within } from "./waiting.ts";

/** Takes the messages of a connection. */
export class Mailbox {
  /** How many octets, or characters, have come. */
  octets = 0;
  messages = 0;
  #report: CloseReport | undefined;
  readonly #connection: Connection;
  #wake: (() => void) | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onmessage = (data: Received) => {
      this.octets += data.length;
      this.messages += 1;
      this.#wake?.();
    };
    void connection.closed.then((report) => {
      this.#report = report;
      this.#wake?.();
    });
  }

  /** How it ended, `undefined` while it goes on. */
  get report(): CloseReport | undefined {
    return this.#report;
  }

  /** Waits until so many messages have come in all. @param ms - how long at most. @returns whether they came */
  async has(messages: number, ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    while (this.messages < messages && this.#report === undefined) {
      const left = end - performance.now();
      if (left <= 0) return false;
      await within(new Promise<void>((resolve) => (this.#wake = resolve)), left);
    }
    return this.messages >= messages;
  }

  /** How it ended, or `undefined` where it does not in time. @param ms - how long at most */
  closed(ms: number): Promise<CloseReport | undefined> {
    return within(this.#connection.closed, ms);
  }
}

/** An end in words. */
export function reportText(report: CloseReport | undefined): string {
  if (report === undefined) return "did not end";
  const { code, wasClean, seen, error, fault, check } = report;
  const parts = [check, error, fault?.code, seen].filter((part) => part !== undefined && part !== "");
  return `${code}${wasClean ? " clean" : ""}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}
