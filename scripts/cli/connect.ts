/**
 * `ws2 connect`: a client to talk with.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";

import { Client, type Connection, type ConnectOptions, type ReceivedData } from "../../reference/http2/index.ts";
import { LocalError } from "../../reference/layout/index.ts";
import { splitLines } from "../common/lines.ts";
import { UsageError, exitCode } from "../common/program.ts";
import { isOpeningError } from "./advice.ts";
import { type ParsedArguments, type Command, type InteractivePrompt, type CommandIo, integerOption } from "./command.ts";
import { methodsHelp, readCompressionOffer } from "./options/compression.ts";
import { handleLine } from "./connect/line-commands.ts";
import { jsonReporter, terminalReporter, pipeReporter, type ConnectReporter } from "./connect/reporter.ts";
import { echoMessages } from "./serve/modes.ts";
import { readUrlArgument } from "./options/url.ts";

/** The default of `--wait`, in ms. */
const DEFAULT_WAIT_MS = 1000;

/** While more octets than this wait to be sent, no line of a pipe is read. */
const MAX_BUFFERED_OCTETS = 1024 * 1024;

function parseHeader(text: string): readonly [string, string] {
  const [, name, value] = /^([^:\s]+):\s*(.*?)\s*$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--header: expected NAME: VALUE, found ${JSON.stringify(text)}`);
  return [name.toLowerCase(), value];
}

function readOptions(args: ParsedArguments, signal: AbortSignal): ConnectOptions {
  const origin = args.value("origin");
  return {
    signal,
    protocols: args.values("protocol"),
    compression: readCompressionOffer(args),
    confirm: args.has("confirm"),
    headers: args.values("header").map(parseHeader),
    ...(origin === undefined ? {} : { origin }),
  };
}

/** Waits until what is to be sent is little enough, or nothing can be sent any more. */
function waitForDrain(connection: Connection): Promise<unknown> | undefined {
  if (connection.bufferedAmount <= MAX_BUFFERED_OCTETS) return undefined;
  return Promise.race([connection.closed, new Promise<void>((resolve) => (connection.ondrain = resolve))]);
}

/** One talk over an open connection. */
class ConnectSession {
  readonly #connection: Connection;
  readonly #reporter: ConnectReporter;

  constructor(connection: Connection, reporter: ConnectReporter) {
    this.#connection = connection;
    this.#reporter = reporter;
    reporter.opened(connection);
    connection.onmessage = (data) => reporter.received(data);
  }

  send(data: ReceivedData, compress = true): void {
    if (this.#connection.send(data, { compress })) this.#reporter.sent(data);
    else this.#reporter.note("not sent: the connection is closing");
  }

  /** What a user types, until either side ends it. */
  async sendTypedLines({ lines }: InteractivePrompt): Promise<void> {
    this.#reporter.note("Each line is sent as a message. /help shows what else there is, Ctrl-D closes.");
    const desk = { connection: this.#connection, send: (data: ReceivedData, compress: boolean) => this.send(data, compress), note: this.#reporter.note };
    for await (const line of lines) if (line !== "") handleLine(line, desk);
    this.#connection.close(1000);
  }

  /** Sends back every message until the peer ends it. */
  async echo(): Promise<void> {
    echoMessages(this.#connection, (data) => this.#reporter.received(data));
    await this.#connection.closed;
  }

  /** Each line of a pipe, then what still comes within the wait; until the connection has ended. */
  async sendInputLines(io: CommandIo, wait: number): Promise<void> {
    const ended = new AbortController();
    void this.#connection.closed.then(() => ended.abort());
    for await (const line of splitLines(io.inputChunks(ended.signal))) {
      if (ended.signal.aborted) return;
      this.send(line);
      await waitForDrain(this.#connection);
    }
    await sleep(wait, undefined, { signal: ended.signal }).catch(() => undefined);
    this.#connection.close(1000);
  }
}

const readWait = (args: ParsedArguments): number => integerOption(args, "wait", 0, 3_600_000) ?? DEFAULT_WAIT_MS;

/** Talks until the connection has ended. @returns the exit code */
async function runSession(connection: Connection, url: string, args: ParsedArguments, io: CommandIo, conversation: InteractivePrompt | undefined): Promise<number> {
  const wait = readWait(args);
  const reporter = createReporter(url, args, io, conversation);
  const here = new ConnectSession(connection, reporter);
  const off = io.onStop(() => connection.close(1001));
  const talking = args.has("echo") ? here.echo() : conversation === undefined ? here.sendInputLines(io, wait) : here.sendTypedLines(conversation);
  const report = await Promise.race([connection.closed, talking.then(() => connection.closed)]);
  off();
  conversation?.end();
  reporter.closed(report);
  return report.wasClean ? exitCode.ok : exitCode.failed;
}

function createReporter(url: string, args: ParsedArguments, io: CommandIo, conversation?: InteractivePrompt): ConnectReporter {
  const print = conversation?.print ?? ((line: string) => io.out(`${line}\n`));
  if (args.has("json")) return jsonReporter(url, io, print);
  return conversation === undefined ? pipeReporter(url, io) : terminalReporter(url, io, print);
}

/** Opens a connection; `undefined` where that failed, which has been reported. */
async function openConnection(client: Client, url: URL, args: ParsedArguments, io: CommandIo, conversation: InteractivePrompt | undefined): Promise<Connection | undefined> {
  const abort = new AbortController();
  const off = io.onStop(() => abort.abort());
  conversation?.interrupted.addEventListener("abort", () => abort.abort());
  try {
    return await client.connect(url, readOptions(args, abort.signal));
  } catch (error) {
    conversation?.end();
    if (error instanceof LocalError) throw new UsageError(error.message);
    if (!isOpeningError(error)) throw error;
    createReporter(url.href, args, io).failed(error);
    return undefined;
  } finally {
    off();
  }
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const url = readUrlArgument(args);
  // A mistake is told before anything is opened.
  readWait(args);
  // From the beginning on: what a terminal shows of a line that is typed meanwhile would be shown again.
  const conversation = args.has("echo") ? undefined : io.converse?.(io.style.faint("> "));
  const client = new Client({ tls: { rejectUnauthorized: !args.has("insecure") } });
  try {
    const connection = await openConnection(client, url, args, io, conversation);
    return connection === undefined ? exitCode.failed : await runSession(connection, url.href, args, io, conversation);
  } finally {
    await client.close();
  }
}

/** The command. */
export const connectCommand: Command = {
  name: "connect",
  summary: "open a connection and talk",
  operands: "URL",
  description: [
    "Opens a WebSocket2 connection to a URL with https or wss, or without TLS to one with http or ws.",
    "At a terminal each line that you type is sent as a text message and each message that comes is shown above it, with its time. A line that begins with a slash is a command: /help lists them. Ctrl-D closes.",
    "Without a terminal each line of the standard input is a message. At its end the connection stays open for what still comes, then it is closed. Text messages are printed as they are and octets in hexadecimal, one message a line; the rest goes to the standard error output. With --json every event is one line of JSON.",
    "The exit code is 0 only for a clean close. Where nothing opens, the check that failed is told with what was seen, what it means for the path, and what to try.",
  ],
  options: {
    insecure: { short: "k", summary: "accept any certificate" },
    json: { short: "j", summary: "print every event as one line of JSON" },
    origin: { short: "o", valueName: "ORIGIN", summary: "act for a page of this origin" },
    header: { short: "H", valueName: "NAME:VALUE", multiple: true, summary: "a further field of the request, such as cookie or authorization" },
    protocol: { short: "s", valueName: "NAME", multiple: true, summary: "a subprotocol to offer, the preferred one first" },
    compression: { short: "c", valueName: "METHODS", summary: `the methods to offer, the preferred one first, each with its range if not the whole: ${methodsHelp} (none unless given)` },
    echo: { short: "e", summary: "send every message back as it came, in place of what is typed, until the other side closes" },
    confirm: { summary: "wait for the second pong, which shows that the path stays open both ways" },
    wait: { short: "w", valueName: "MS", summary: `how long to wait at the end of the standard input, in ms (${DEFAULT_WAIT_MS} unless given)` },
  },
  examples: [
    ["connect --insecure https://localhost:8443/", "to ws2 serve, in another terminal"],
    ["connect wss://example.com/chat -H 'cookie: id=7' -c lz4,deflate", "with a cookie and compression"],
    ["connect --echo -c lz4,deflate http://localhost:8080/", "an echo client, as ws2 conformance client asks for"],
    ["connect --json --wait 200 http://localhost:8080/ < messages.txt", "in a script"],
  ],
  run,
};
