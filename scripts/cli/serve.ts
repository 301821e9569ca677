/**
 * `ws2 serve`: a server for tests and examples.
 *
 * @module
 */
import type { IncomingMessage } from "node:http";
import type { Http2ServerResponse } from "node:http2";

import {
  type Connection,
  type FrameMessage,
  type Handshake,
  type HandshakeFailure,
  type Resource,
  WebSocket2Server,
} from "../../reference/http2/index.ts";
import { validateOrigins } from "../../reference/http2/api/validate-negotiation.ts";
import { LocalError } from "../../reference/layout/index.ts";
import { escapeControls } from "../common/escape-controls.ts";
import { UsageError, exitCode } from "../common/program.ts";
import { frameWords } from "../interop/conformance/exchange/frame-lister.ts";
import { type ParsedArguments, choiceOption, type Command, type CommandIo, integerOption } from "./command.ts";
import { methodsHelp, readCompressionOffer } from "./options/compression.ts";
import { messageText } from "./connect/message-text.ts";
import { DEFAULT_PORTS, startListening, type ListeningServer } from "./serve/listen.ts";
import { loadHandler, modes } from "./serve/modes.ts";
import { formatCompression, formatCloseReport, formatTime } from "./terminal/format-text.ts";
import { type FrameDirection, frameLines, traceFrames, TracedMessages } from "./terminal/frame-trace.ts";

const modeNames = Object.keys(modes) as (keyof typeof modes)[];

async function selectResource(args: ParsedArguments): Promise<Resource> {
  const [mode, handler] = [choiceOption(args, "mode", modeNames), args.value("handler")];
  if (mode !== undefined && handler !== undefined) throw new UsageError("expected either --mode or --handler");
  return handler === undefined ? modes[mode ?? "echo"]() : loadHandler(handler);
}

/** Returns the resource with the settings of the options, and with a log of its connections. */
function applyOptions(resource: Resource, args: ParsedArguments, log: ConnectionLog): Resource {
  const { origins, requireOrigin, protocols, compression, requireCompression } = resource;
  const given = args.values("origin");
  validateOrigins("--origin", given);
  const own = Object.fromEntries(
    Object.entries({ origins, requireOrigin, protocols, compression, requireCompression }).filter(([, value]) => value !== undefined),
  );
  return {
    ...own,
    ...(given.length === 0 ? {} : { origins: given, requireOrigin: true }),
    ...(args.value("compression") === undefined ? {} : { compression: readCompressionOffer(args) }),
    authorize: (handshake, signal) => resource.authorize?.(handshake, signal),
    connection: (connection, handshake) => {
      log.opened(connection, handshake);
      return resource.connection(connection, handshake);
    },
  };
}

/** Writes one line per event. */
class ConnectionLog {
  readonly #io: CommandIo;
  readonly #names = new WeakMap<Connection, string>();
  readonly #messages = new TracedMessages();
  #count = 0;

  constructor(io: CommandIo) {
    this.#io = io;
  }

  /** Returns the number of a connection; before it is open, the URL path. */
  #subject({ connection, target }: FrameMessage): string {
    const name = connection === undefined ? undefined : this.#names.get(connection);
    return name ?? `-- ${escapeControls(target)}`;
  }

  /** Prints the message in a frame, for `--verbose`. */
  message(direction: FrameDirection, message: FrameMessage): void {
    const data = this.#messages.read(direction, message);
    if (data !== undefined) this.#line(this.#subject(message), `${direction === "in" ? "<" : ">"} ${messageText(data, this.#io.style)}`);
  }

  /** Prints a frame, for `--trace`. */
  frame(direction: FrameDirection, message: FrameMessage): void {
    const head = `${direction === "in" ? "received" : "sent"} ${escapeControls(frameWords(message.frame))}`;
    this.#line(this.#subject(message), this.#io.style.faint([head, ...frameLines(message)].join("\n")));
  }

  #line(subject: string, event: string): void {
    const { style, now, out } = this.#io;
    out(`${style.faint(formatTime(now()))}  ${style.name(subject)}  ${event}\n`);
  }

  opened(connection: Connection, { path, socket, origin }: Handshake): void {
    const number = `#${++this.#count}`;
    this.#names.set(connection, number);
    const facts = [
      path,
      `from ${socket?.remoteAddress ?? "nowhere"}`,
      origin ?? "",
      connection.protocol ?? "",
      formatCompression(connection.compression),
    ];
    this.#line(number, `opened ${escapeControls(facts.filter((fact) => fact !== "").join(", "))}`);
    void connection.closed.then((report) => this.#line(number, `closed ${formatCloseReport(report)}`));
  }

  handlerFailed(error: unknown, connection: Connection): void {
    this.#line(this.#names.get(connection) ?? "--", `${this.#io.style.bad("failed")} ${escapeControls(errorLocationText(error))}`);
  }

  handshakeFailed({ path, seen, status, error }: HandshakeFailure): void {
    const facts = [path, status === undefined ? "" : String(status), seen, error instanceof Error ? error.message : ""];
    this.#line("--", `${this.#io.style.bad("refused")} ${escapeControls(facts.filter((fact) => fact !== "").join(", "))}`);
  }
}

/** Returns an error with the first line of its stack. */
function errorLocationText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split("\n").find((line) => line.startsWith("    at "));
  return `${error.name}: ${error.message}${place === undefined ? "" : `, ${place.trim()}`}`;
}

/** Answers plain HTTP requests, as from a browser, with a hint. */
function plainPage(url: string) {
  return (_: IncomingMessage | object, response: Pick<Http2ServerResponse, "writeHead" | "end">): void => {
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
    response.end(`This is a WebSocket2 server. Connect to it with: ws2 connect ${url}\n`);
  };
}

function printUrl({ url, selfSigned }: ListeningServer, io: CommandIo): void {
  io.out(`${url}\n`);
  const flag = selfSigned ? " --insecure" : "";
  io.error(io.style.faint(`Connect with: ws2 connect${flag} ${url}${selfSigned ? "  (self-signed certificate)" : ""}. Ctrl-C ends.\n`));
}

/** Waits for a stop signal, and then until the connections are drained; a second signal ends at once. */
function waitForStop(io: CommandIo, drain: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    let first = true;
    const off = io.onStop(() => {
      if (first) void drain().then(done);
      else done();
      first = false;
    });
    const done = (): void => {
      off();
      resolve();
    };
  });
}

/** Prints messages and frames as the options ask. Returns a function that ends it. */
function startTrace(args: ParsedArguments, log: ConnectionLog): () => void {
  const [verbose, trace] = [args.has("verbose"), args.has("trace")];
  if (!verbose && !trace) return () => undefined;
  return traceFrames("server", (direction, message) => {
    if (verbose) log.message(direction, message);
    if (trace) log.frame(direction, message);
  });
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  if (args.positionals.length > 0) throw new UsageError(`expected no arguments, found ${args.positionals.join(" ")}`);
  const port = integerOption(args, "port", 0, 65535) ?? DEFAULT_PORTS[args.has("h2c") ? "cleartext" : "tls"];
  const log = new ConnectionLog(io);
  const resource = applyOptions(await selectResource(args), args, log);
  const listening = await startListening(args, port, args.value("host") ?? "127.0.0.1");
  const websockets = new WebSocket2Server({
    resources: () => resource,
    onfailed: (failure) => log.handshakeFailed(failure),
    onerror: (error, connection) => log.handlerFailed(error, connection),
  }).attach(listening.server);
  listening.server.on("request", plainPage(listening.url));
  const endTrace = startTrace(args, log);
  printUrl(listening, io);
  await waitForStop(io, async () => {
    await websockets.close();
    await listening.close();
  });
  endTrace();
  return exitCode.ok;
}

/** The command. */
export const serveCommand: Command = {
  operands: "",
  description: [
    "Serves WebSocket2 at every URL path. The first line of the output is the URL; after it, one line reports each connection that opens, closes or is refused.",
    "Without --cert and --key, the server uses a self-signed certificate for this host, made by openssl; clients accept it with --insecure. SIGINT or SIGTERM drains: the server sends all queued messages, closes every connection with 1001 and ends. A second signal ends it at once.",
    "A handler module exports by default a function (connection, handshake), or a resource: an object with this function as connection, and optionally authorize, protocols, origins and compression.",
  ],
  options: {
    port: {
      short: "p",
      valueName: "PORT",
      summary: `the port to listen on; 0 lets the system choose (default: ${DEFAULT_PORTS.tls}, with --h2c ${DEFAULT_PORTS.cleartext})`,
    },
    host: { valueName: "HOST", summary: "the address to listen on; :: is all addresses (default: 127.0.0.1)" },
    h2c: { summary: "serve cleartext HTTP/2, for clients with prior knowledge" },
    cert: { valueName: "FILE", summary: "the certificate chain, in PEM" },
    key: { valueName: "FILE", summary: "the private key of the certificate, in PEM" },
    verbose: { short: "v", summary: "print every message in both directions" },
    trace: { short: "t", summary: "print every frame in both directions, octet by octet" },
    mode: {
      short: "m",
      valueName: "MODE",
      summary: "echo returns every message; chat sends it to all other clients; probe answers the checks of ws2 paths (default: echo)",
    },
    handler: { valueName: "MODULE", summary: "a JavaScript module that handles the connections, instead of a mode" },
    compression: {
      short: "c",
      valueName: "METHODS",
      multiple: true,
      summary: `the compression methods to accept, each optionally with a range: ${methodsHelp} (default: none)`,
    },
    origin: {
      short: "o",
      valueName: "ORIGIN",
      multiple: true,
      summary: "an allowed origin, as browsers send it; the server then refuses all others",
    },
  },
  examples: [
    ["serve", "an echo server with TLS"],
    ["serve --h2c --port 0 --mode chat", "a chat without TLS, on a free port"],
    ["serve --handler ./clock.js --compression lz4=3,deflate", "a handler module, with compression"],
  ],
  run: async (args, io) => {
    try {
      return await run(args, io);
    } catch (error) {
      if (error instanceof LocalError) throw new UsageError(error.message);
      throw error;
    }
  },
};
