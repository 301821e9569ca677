/**
 * `ws2 connect`: a client for terminals and pipes.
 *
 * @module
 */
import { Client, type Connection } from "../../reference/http2/index.ts";
import { requestTargetOf, urlOf } from "../../reference/http2/client/request-target.ts";
import { LocalError } from "../../reference/layout/index.ts";
import { UsageError, exitCode } from "../common/program.ts";
import { isOpeningError } from "./advice.ts";
import { type ParsedArguments, type Command, type InteractivePrompt, type CommandIo, integerOption } from "./command.ts";
import { methodsHelp } from "./options/compression.ts";
import { type InputReader, octetReader, readJsonLines, readTextLines } from "./connect/input.ts";
import { completeLine, mayKeepLine } from "./connect/line-commands.ts";
import { readConnectOptions, withoutCredentials } from "./connect/options.ts";
import { jsonReporter, terminalReporter, pipeReporter, type ConnectReporter } from "./connect/reporter.ts";
import { ConnectSession } from "./connect/session.ts";
import { readRoute, routeOptions } from "./options/route.ts";
import { readUrlArgument } from "./options/url.ts";
import { traceFrames } from "./terminal/frame-trace.ts";
import { historyPath, openHistory } from "./terminal/history.ts";

/** The default of `--wait`, in ms. */
const DEFAULT_WAIT_MS = 1000;

/** The most octets of `--size`. */
const MAX_SIZE = 2 ** 30;

const readWait = (args: ParsedArguments): number => integerOption(args, "wait", 0, 3_600_000) ?? DEFAULT_WAIT_MS;

/** Returns how the standard input is read. @throws {@link UsageError} for options that exclude each other */
function readInputOption(args: ParsedArguments, io: CommandIo): InputReader {
  const size = integerOption(args, "size", 1, MAX_SIZE);
  if (!args.has("binary")) {
    if (size !== undefined) throw new UsageError("expected --binary with --size");
    return args.has("json") ? readJsonLines : readTextLines;
  }
  if (args.has("echo")) throw new UsageError("expected either --binary or --echo");
  if (io.converse !== undefined) throw new UsageError("--binary: expected a pipe or a file as standard input, found a terminal");
  return octetReader(size);
}

/** A command line of `ws2 connect`. */
interface ConnectRun {
  readonly url: URL;
  readonly args: ParsedArguments;
  readonly io: CommandIo;
  readonly reporter: ConnectReporter;
  readonly conversation: InteractivePrompt | undefined;
}

/** Opens the prompt at a terminal. */
function openConversation(args: ParsedArguments, io: CommandIo): InteractivePrompt | undefined {
  if (args.has("echo") || io.converse === undefined) return undefined;
  const path = args.has("no-history") ? undefined : historyPath(io.environment);
  return io.converse(io.style.faint("> "), {
    complete: completeLine,
    keeps: mayKeepLine,
    ...(path === undefined ? {} : { history: openHistory(path, mayKeepLine) }),
  });
}

/** Uses the connection until it has ended, and returns the exit code. */
async function runSession(connection: Connection, { args, io, reporter, conversation }: ConnectRun): Promise<number> {
  const session = new ConnectSession(connection, reporter);
  const off = io.onStop(() => connection.close(1001));
  const talking = args.has("echo")
    ? session.echo()
    : conversation === undefined
      ? session.sendInput(io, readInputOption(args, io), readWait(args))
      : session.sendTypedLines(conversation);
  const report = await Promise.race([connection.closed, talking.then(() => connection.closed)]).finally(off);
  conversation?.end();
  reporter.closed(report);
  return report.wasClean && !(session.hasUnsent && conversation === undefined) ? exitCode.ok : exitCode.failed;
}

function createReporter(url: URL, args: ParsedArguments, io: CommandIo, conversation?: InteractivePrompt): ConnectReporter {
  const print = conversation?.print ?? ((line: string) => io.out(`${line}\n`));
  const target = { url: withoutCredentials(url).href, protocols: args.values("protocol") };
  if (args.has("json")) return jsonReporter(target, io, print);
  return conversation === undefined ? pipeReporter(target, io) : terminalReporter(target, io, print);
}

/** Opens a connection; reports a failure and returns `undefined`. */
async function openConnection(client: Client, { url, args, io, reporter, conversation }: ConnectRun): Promise<Connection | undefined> {
  const abort = new AbortController();
  const abortOpening = (): void => abort.abort();
  const off = io.onStop(abortOpening);
  conversation?.interrupted.addEventListener("abort", abortOpening);
  try {
    return await client.connect(withoutCredentials(url), readConnectOptions(args, url, abort.signal));
  } catch (error) {
    conversation?.end();
    if (error instanceof LocalError) throw new UsageError(error.message);
    if (!isOpeningError(error)) throw error;
    reporter.failed(error);
    return undefined;
  } finally {
    off();
    // The signal would terminate the open connection, which an interruption closes.
    conversation?.interrupted.removeEventListener("abort", abortOpening);
  }
}

/** Reports each frame of the connection. Returns a function that ends it. */
function startTrace({ url, args, reporter }: ConnectRun): () => void {
  if (!args.has("trace")) return () => undefined;
  const target = urlOf(requestTargetOf(withoutCredentials(url)));
  return traceFrames("client", (direction, message) => {
    if (message.target === target) reporter.frame(direction, message);
  });
}

function createClient(args: ParsedArguments, io: CommandIo): Client {
  try {
    return new Client(readRoute(args, io.environment));
  } catch (error) {
    if (error instanceof LocalError) throw new UsageError(`--${error.message}`);
    throw error;
  }
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const url = readUrlArgument(args);
  // Usage errors come before the connection opens.
  readWait(args);
  readInputOption(args, io);
  const client = createClient(args, io);
  // The prompt opens first: otherwise the terminal would echo a line that the user types meanwhile a second time.
  const conversation = openConversation(args, io);
  const command: ConnectRun = { url, args, io, reporter: createReporter(url, args, io, conversation), conversation };
  const endTrace = startTrace(command);
  try {
    const connection = await openConnection(client, command);
    return connection === undefined ? exitCode.failed : await runSession(connection, command);
  } finally {
    await client.close();
    endTrace();
  }
}

/** The command. */
export const connectCommand: Command = {
  operands: "URL",
  description: [
    "Opens a WebSocket2 connection to a URL: https or wss with TLS, http or ws without.",
    "At a terminal, each line that you type is sent as a text message, and received messages appear above the prompt with their time. A line that begins with a slash is a command; /help lists them. Ctrl-D closes the connection.",
    "Without a terminal, each line of the standard input is sent as a text message, in UTF-8; with --binary, the octets are sent as they are. At the end of the input, the client waits for further messages (--wait) and closes. It prints one message per line: text as it is, octets in hexadecimal. All other output goes to standard error.",
    'With --json, every event is one line of JSON, and so is every line of the input: {"type":"text","text":"Hi"}, {"type":"binary","base64":"AP8="}, {"type":"ping"}, {"type":"close","code":1000,"reason":"done"}; "compress":false sends a message uncompressed. A ping is answered by an event with "type":"pong" and "roundTrip" in ms, or by an event "error" with the problem.',
    "A user name and a password in the URL are sent as Basic credentials. The history of typed lines is kept in ws2/history below XDG_STATE_HOME or ~/.local/state; /secret lines never are.",
    "The exit code is 0 only after a clean close. If the connection does not open, the output names the failed check, the observation, its meaning for the path, and a remedy.",
  ],
  options: {
    ...routeOptions,
    json: { short: "j", summary: "print every event as one line of JSON, and read lines of JSON" },
    binary: { short: "b", summary: "send the standard input as one binary message, or as several with --size" },
    size: { valueName: "OCTETS", summary: "with --binary, the octets of each message" },
    trace: { short: "t", summary: "print every frame in both directions, octet by octet" },
    "no-history": { summary: "keep no history of typed lines, and read none" },
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
    ["connect --json --wait 200 http://localhost:8080/ < messages.jsonl", "in a script"],
    ["connect --binary --trace http://localhost:8080/ < image.png", "a file as one message, with all frames"],
    ["connect --proxy http://proxy:3128 --ca company.pem https://example.com/", "through a proxy, with an own authority"],
  ],
  run,
};
