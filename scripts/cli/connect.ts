/**
 * `ws2 connect`: a client to talk with.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";

import { Client, type Connection, type ConnectOptions, type Received } from "../../reference/http2/index.ts";
import { LocalError } from "../../reference/layout/index.ts";
import { isOpening } from "./advice.ts";
import { type Arguments, type Command, type Conversation, exit, type Io, UsageError, wholeNumber } from "./command.ts";
import { methodsText, readOffer } from "./compression-option.ts";
import { enter } from "./connect/commands.ts";
import { asJson, conversational, plainly, type Reporter } from "./connect/report.ts";
import { linesOf } from "./lines.ts";
import { sendBack } from "./serve/modes.ts";
import { readUrl } from "./url.ts";

/** The default of `--wait`, in ms. */
const WAIT = 1000;

/** While more octets than this wait to be sent, no line of a pipe is read. */
const MOST_WAITING = 1024 * 1024;

function headerOf(text: string): readonly [string, string] {
  const [, name, value] = /^([^:\s]+):\s*(.*?)\s*$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--header: expected NAME: VALUE, found ${JSON.stringify(text)}`);
  return [name.toLowerCase(), value];
}

function readOptions(args: Arguments, signal: AbortSignal): ConnectOptions {
  const origin = args.text("origin");
  return {
    signal,
    protocols: args.texts("protocol"),
    compression: readOffer(args),
    confirm: args.has("confirm"),
    headers: args.texts("header").map(headerOf),
    ...(origin === undefined ? {} : { origin }),
  };
}

/** Waits until what is to be sent is little enough, or nothing can be sent any more. */
function room(connection: Connection): Promise<unknown> | undefined {
  if (connection.bufferedAmount <= MOST_WAITING) return undefined;
  return Promise.race([connection.closed, new Promise<void>((resolve) => (connection.ondrain = resolve))]);
}

/** One talk over an open connection. */
class Talk {
  readonly #connection: Connection;
  readonly #reporter: Reporter;

  constructor(connection: Connection, reporter: Reporter) {
    this.#connection = connection;
    this.#reporter = reporter;
    reporter.opened(connection);
    connection.onmessage = (data) => reporter.received(data);
  }

  send(data: Received, compress = true): void {
    if (this.#connection.send(data, { compress })) this.#reporter.sent(data);
    else this.#reporter.note("not sent: the connection is closing");
  }

  /** What a user types, until either side ends it. */
  async converse({ lines }: Conversation): Promise<void> {
    this.#reporter.note("Each line is sent as a message. /help shows what else there is, Ctrl-D closes.");
    const desk = { connection: this.#connection, send: (data: Received, compress: boolean) => this.send(data, compress), note: this.#reporter.note };
    for await (const line of lines) if (line !== "") enter(line, desk);
    this.#connection.close(1000);
  }

  /** Sends back every message until the peer ends it. */
  async echo(): Promise<void> {
    sendBack(this.#connection, (data) => this.#reporter.received(data));
    await this.#connection.closed;
  }

  /** Each line of a pipe, then what still comes within the wait; until the connection has ended. */
  async pipe(io: Io, wait: number): Promise<void> {
    const ended = new AbortController();
    void this.#connection.closed.then(() => ended.abort());
    for await (const line of linesOf(io.pieces(ended.signal))) {
      if (ended.signal.aborted) return;
      this.send(line);
      await room(this.#connection);
    }
    await sleep(wait, undefined, { signal: ended.signal }).catch(() => undefined);
    this.#connection.close(1000);
  }
}

const waitOf = (args: Arguments): number => wholeNumber(args, "wait", 0, 3_600_000) ?? WAIT;

/** Talks until the connection has ended. @returns the exit code */
async function talk(connection: Connection, url: string, args: Arguments, io: Io, conversation: Conversation | undefined): Promise<number> {
  const wait = waitOf(args);
  const reporter = reporterFor(url, args, io, conversation);
  const here = new Talk(connection, reporter);
  const off = io.onstop(() => connection.close(1001));
  const talking = args.has("echo") ? here.echo() : conversation === undefined ? here.pipe(io, wait) : here.converse(conversation);
  const report = await Promise.race([connection.closed, talking.then(() => connection.closed)]);
  off();
  conversation?.end();
  reporter.closed(report);
  return report.wasClean ? exit.ok : exit.found;
}

function reporterFor(url: string, args: Arguments, io: Io, conversation?: Conversation): Reporter {
  const print = conversation?.print ?? ((line: string) => io.out(`${line}\n`));
  if (args.has("json")) return asJson(url, io, print);
  return conversation === undefined ? plainly(url, io) : conversational(url, io, print);
}

/** Opens a connection; `undefined` where that failed, which has been reported. */
async function open(client: Client, url: URL, args: Arguments, io: Io, conversation: Conversation | undefined): Promise<Connection | undefined> {
  const abort = new AbortController();
  const off = io.onstop(() => abort.abort());
  conversation?.interrupted.addEventListener("abort", () => abort.abort());
  try {
    return await client.connect(url, readOptions(args, abort.signal));
  } catch (error) {
    conversation?.end();
    if (error instanceof LocalError) throw new UsageError(error.message);
    if (!isOpening(error)) throw error;
    reporterFor(url.href, args, io).failed(error);
    return undefined;
  } finally {
    off();
  }
}

async function run(args: Arguments, io: Io): Promise<number> {
  const url = readUrl(args);
  // A mistake is told before anything is opened.
  waitOf(args);
  // From the beginning on: what a terminal shows of a line that is typed meanwhile would be shown again.
  const conversation = args.has("echo") ? undefined : io.converse?.(io.style.faint("> "));
  const client = new Client({ tls: { rejectUnauthorized: !args.has("insecure") } });
  try {
    const connection = await open(client, url, args, io, conversation);
    return connection === undefined ? exit.found : await talk(connection, url.href, args, io, conversation);
  } finally {
    await client.close();
  }
}

/** The command. */
export const connectCommand: Command = {
  name: "connect",
  summary: "open a connection and talk",
  takes: "URL",
  text: [
    "Opens a WebSocket2 connection to a URL with https or wss, or without TLS to one with http or ws.",
    "At a terminal each line that you type is sent as a text message and each message that comes is shown above it, with its time. A line that begins with a slash is a command: /help lists them. Ctrl-D closes.",
    "Without a terminal each line of the standard input is a message. At its end the connection stays open for what still comes, then it is closed. Text messages are printed as they are and octets in hexadecimal, one message a line; the rest goes to the standard error output. With --json every event is one line of JSON.",
    "The exit code is 0 only for a clean close. Where nothing opens, the check that failed is told with what was seen, what it means for the path, and what to try.",
  ],
  options: {
    insecure: { short: "k", says: "accept any certificate" },
    json: { short: "j", says: "print every event as one line of JSON" },
    origin: { short: "o", value: "ORIGIN", says: "act for a page of this origin" },
    header: { short: "H", value: "NAME:VALUE", many: true, says: "a further field of the request, such as cookie or authorization" },
    protocol: { short: "s", value: "NAME", many: true, says: "a subprotocol to offer, the preferred one first" },
    compression: { short: "c", value: "METHODS", says: `the methods to offer, the preferred one first, each with its range if not the whole: ${methodsText} (none unless given)` },
    echo: { short: "e", says: "send every message back as it came, in place of what is typed, until the other side closes" },
    confirm: { says: "wait for the second pong, which shows that the path stays open both ways" },
    wait: { short: "w", value: "MS", says: `how long to wait at the end of the standard input, in ms (${WAIT} unless given)` },
  },
  examples: [
    ["connect --insecure https://localhost:8443/", "to ws2 serve, in another terminal"],
    ["connect wss://example.com/chat -H 'cookie: id=7' -c lz4,deflate", "with a cookie and compression"],
    ["connect --echo -c lz4,deflate http://localhost:8080/", "an echo client, as ws2 conformance client asks for"],
    ["connect --json --wait 200 http://localhost:8080/ < messages.txt", "in a script"],
  ],
  run,
};
