/**
 * The use of one open connection by `ws2 connect`.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";

import { CloseError, type Connection, type ReceivedData } from "../../../reference/http2/index.ts";
import { LocalError } from "../../../reference/layout/index.ts";
import { UsageError } from "../../common/program.ts";
import type { CommandIo, InteractivePrompt } from "../command.ts";
import { echoMessages } from "../serve/modes.ts";
import type { InputAction, InputReader } from "./input.ts";
import { handleLine } from "./line-commands.ts";
import type { ConnectReporter } from "./reporter.ts";

/** Reading from a pipe pauses while the send queue holds more octets than this. */
const MAX_BUFFERED_OCTETS = 1024 * 1024;

/** Waits until the send queue is below the limit or the connection closes. */
function waitForDrain(connection: Connection): Promise<unknown> | undefined {
  if (connection.bufferedAmount <= MAX_BUFFERED_OCTETS) return undefined;
  return Promise.race([connection.closed, new Promise<void>((resolve) => (connection.ondrain = resolve))]);
}

/** The use of one open connection. */
export class ConnectSession {
  readonly #connection: Connection;
  readonly #reporter: ConnectReporter;
  /** Whether a message of the input was not sent. */
  hasUnsent = false;

  constructor(connection: Connection, reporter: ConnectReporter) {
    this.#connection = connection;
    this.#reporter = reporter;
    reporter.opened(connection);
    connection.onmessage = (data) => reporter.received(data);
  }

  /** Sends a message and reports it. */
  send(data: ReceivedData, compress = true): void {
    const most = this.#connection.peerMessageLimit ?? Infinity;
    if (Buffer.byteLength(data) > most) this.#notSent(`the peer accepts messages of at most ${most} octets`);
    else if (this.#connection.send(data, { compress })) this.#reporter.sent(data);
    else this.#notSent("the connection is closing");
  }

  /** Sends a ping and reports its round trip, or the problem: a limit on pings, or the end of the connection. */
  async ping(): Promise<void> {
    try {
      this.#reporter.pinged({ roundTrip: await this.#connection.ping() });
    } catch (error) {
      if (!(error instanceof LocalError || error instanceof CloseError)) throw error;
      this.#reporter.pinged({ problem: error.message });
    }
  }

  #notSent(reason: string): void {
    this.hasUnsent = true;
    this.#reporter.note(`not sent: ${reason}`);
  }

  /** Sends the lines that a user types, until either side closes. */
  async sendTypedLines({ lines }: InteractivePrompt): Promise<void> {
    this.#reporter.note("Each line is sent as a message. /help lists the commands, Ctrl-D closes.");
    const desk = {
      connection: this.#connection,
      send: (data: ReceivedData, compress: boolean) => this.send(data, compress),
      ping: () => void this.ping(),
      note: this.#reporter.note,
    };
    for await (const line of lines) if (line !== "") handleLine(line, desk);
    this.#connection.close(1000);
  }

  /** Sends back every message until the peer closes. */
  async echo(): Promise<void> {
    echoMessages(this.#connection, (data) => this.#reporter.received(data));
    await this.#connection.closed;
  }

  #act(action: InputAction): void {
    if (action.type === "message") this.send(action.data, action.compress);
    else if (action.type === "ping") void this.ping();
    else this.#connection.close(action.code, action.reason);
  }

  /**
   * Sends what the input asks for, then receives messages for a time, and closes.
   *
   * @param waitMs - the time to receive after the end of the input, in ms
   * @throws {@link UsageError} if the input has a mistake; what comes before it has been sent
   */
  async sendInput(io: CommandIo, read: InputReader, waitMs: number): Promise<void> {
    const ended = new AbortController();
    void this.#connection.closed.then(() => ended.abort());
    try {
      for await (const action of read(io.inputChunks(ended.signal))) {
        if (ended.signal.aborted) return;
        this.#act(action);
        await waitForDrain(this.#connection);
      }
    } catch (error) {
      if (error instanceof LocalError) throw new UsageError(`standard input: ${error.message}`);
      throw error;
    }
    await sleep(waitMs, undefined, { signal: ended.signal }).catch(() => undefined);
    this.#connection.close(1000);
  }
}
