/**
 * `ws2 connect`: a client for terminals and pipes.
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

/** Reading from a pipe pauses while the send queue holds more octets than this. */
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

/** Waits until the send queue is below the limit or the connection closes. */
function waitForDrain(connection: Connection): Promise<unknown> | undefined {
  if (connection.bufferedAmount <= MAX_BUFFERED_OCTETS) return undefined;
  return Promise.race([connection.closed, new Promise<void>((resolve) => (connection.ondrain = resolve))]);
}

/** The use of one open connection. */
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
    const most = this.#connection.peerMessageLimit ?? Infinity;
    if (Buffer.byteLength(data) > most) this.#reporter.note(`not sent: the peer accepts messages of at most ${most} octets`);
    else if (this.#connection.send(data, { compress })) this.#reporter.sent(data);
    else this.#reporter.note("not sent: the connection is closing");
  }

  /** Sends the lines that a user types, until either side closes. */
  async sendTypedLines({ lines }: InteractivePrompt): Promise<void> {
    this.#reporter.note("Each line is sent as a message. /help lists the commands, Ctrl-D closes.");
    const desk = {
      connection: this.#connection,
      send: (data: ReceivedData, compress: boolean) => this.send(data, compress),
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

  /** Sends each line of a pipe, then receives messages for the time of `--wait`, and closes. */
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

/** Uses the connection until it has ended, and returns the exit code. */
async function runSession(
  connection: Connection,
  url: string,
  args: ParsedArguments,
  io: CommandIo,
  conversation: InteractivePrompt | undefined,
): Promise<number> {
  const wait = readWait(args);
  const reporter = createReporter(url, args, io, conversation);
  const here = new ConnectSession(connection, reporter);
  const off = io.onStop(() => connection.close(1001));
  const talking = args.has("echo")
    ? here.echo()
    : conversation === undefined
      ? here.sendInputLines(io, wait)
      : here.sendTypedLines(conversation);
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

/** Opens a connection; reports a failure and returns `undefined`. */
async function openConnection(
  client: Client,
  url: URL,
  args: ParsedArguments,
  io: CommandIo,
  conversation: InteractivePrompt | undefined,
): Promise<Connection | undefined> {
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
  // Usage errors come before the connection opens.
  readWait(args);
  // The prompt opens first: otherwise the terminal would echo a line that the user types meanwhile a second time.
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
  operands: "URL",
  description: [
    "Opens a WebSocket2 connection to a URL: https or wss with TLS, http or ws without.",
    "At a terminal, each line that you type is sent as a text message, and received messages appear above the prompt with their time. A line that begins with a slash is a command; /help lists them. Ctrl-D closes the connection.",
    "Without a terminal, each line of the standard input is sent as a text message. At the end of the input, the client waits for further messages (--wait) and closes. It prints one message per line: text as it is, octets in hexadecimal. All other output goes to standard error. With --json, every event is one line of JSON.",
    "The exit code is 0 only after a clean close. If the connection does not open, the output names the failed check, the observation, its meaning for the path, and a remedy.",
  ],
  options: {
    insecure: { short: "k", summary: "accept any certificate" },
    json: { short: "j", summary: "print every event as one line of JSON" },
    origin: { short: "o", valueName: "ORIGIN", summary: "send this origin, as a browser does for a page" },
    header: {
      short: "H",
      valueName: "NAME:VALUE",
      multiple: true,
      summary: "a field to add to the request, such as cookie or authorization",
    },
    protocol: { short: "s", valueName: "NAME", multiple: true, summary: "a subprotocol to offer, in the order of preference" },
    compression: {
      short: "c",
      valueName: "METHODS",
      multiple: true,
      summary: `the compression methods to offer, in the order of preference, each optionally with a range: ${methodsHelp} (default: none)`,
    },
    echo: { short: "e", summary: "send back every message instead of reading lines, until the server closes" },
    confirm: { summary: "wait for the second pong, which shows that the path stays open in both directions" },
    wait: {
      short: "w",
      valueName: "MS",
      summary: `the time to wait for messages after the end of the standard input, in ms (default: ${DEFAULT_WAIT_MS})`,
    },
  },
  examples: [
    ["connect --insecure https://localhost:8443/", "a server started with ws2 serve"],
    ["connect wss://example.com/chat -H 'cookie: id=7' -c lz4,deflate", "with a cookie and compression"],
    ["connect --echo -c lz4,deflate http://localhost:8080/", "an echo client for ws2 conformance client"],
    ["connect --json --wait 200 http://localhost:8080/ < messages.txt", "in a script"],
  ],
  run,
};
