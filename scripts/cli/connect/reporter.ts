/**
 * Reports the events of a connection of `ws2 connect`, as text or as JSON.
 *
 * @module
 */
import type { CloseReport } from "../../../reference/connection/index.ts";
import type { Connection, OpeningError, ReceivedData } from "../../../reference/http2/index.ts";
import { toPlain } from "../../../reference/layout/plain.ts";
import { escapeControls, escapeLineControls, safeJson } from "../../common/escape-controls.ts";
import { toHex } from "../../common/octets.ts";
import { frameWords } from "../../interop/conformance/exchange/frame-lister.ts";
import { openingErrorLines } from "../advice.ts";
import type { CommandIo } from "../command.ts";
import { messageText } from "./message-text.ts";
import { formatCompression, formatCloseReport, formatMilliseconds, formatTime } from "../terminal/format-text.ts";
import { frameLines, type FrameListener } from "../terminal/frame-trace.ts";

/** Result of a ping: its round trip in ms, or the problem. */
export type PingResult = { readonly roundTrip: number } | { readonly problem: string };

/** Receives the events of a connection. */
export interface ConnectReporter {
  readonly opened: (connection: Connection) => void;
  readonly failed: (error: OpeningError) => void;
  readonly received: (data: ReceivedData) => void;
  readonly sent: (data: ReceivedData) => void;
  readonly pinged: (result: PingResult) => void;
  readonly closed: (report: CloseReport) => void;
  /** Reports a frame, for `--trace`. */
  readonly frame: FrameListener;
  /** Prints a note that is not an event. */
  readonly note: (text: string) => void;
}

/** What the reports name. */
export interface ReportedTarget {
  /** The URL, without user name and password. */
  readonly url: string;
  /** The subprotocols that the client offers. */
  readonly protocols: readonly string[];
}

/** Prints one line. */
export type PrintLine = (line: string) => void;

function openedText({ url, protocols }: ReportedTarget, { protocol, compression }: Connection): string {
  const refused = protocols.length === 0 ? "" : `without subprotocol: the server chose none of ${protocols.join(", ")}`;
  const facts = [
    `connected to ${url}`,
    protocol === null ? refused : `subprotocol ${protocol}`,
    compression === null ? "" : `compression ${formatCompression(compression)}`,
  ];
  return facts.filter((fact) => fact !== "").join(", ");
}

function pingText(result: PingResult): string {
  return "roundTrip" in result ? `pong after ${formatMilliseconds(result.roundTrip)}` : result.problem;
}

function failureText(error: OpeningError, { url }: ReportedTarget, io: CommandIo): string {
  return [`${io.style.bad("ws2")}: ${url}: no connection was opened`, ...openingErrorLines(error, io.style, io.columns), ""].join("\n");
}

/** Returns a reporter for a terminal: one line per event with its time, above the prompt. */
export function terminalReporter(target: ReportedTarget, io: CommandIo, print: PrintLine): ConnectReporter {
  const { style } = io;
  const line = (mark: string, text: string): void => print(`${style.faint(formatTime(io.now()))} ${mark} ${text}`);
  return {
    opened: (connection) => line(style.good("*"), openedText(target, connection)),
    failed: (error) => io.error(failureText(error, target, io)),
    received: (data) => line(style.name("<"), messageText(data, style)),
    // The terminal already shows the typed line.
    sent: () => undefined,
    pinged: (result) => line("roundTrip" in result ? style.good("*") : style.bad("*"), pingText(result)),
    closed: (report) => line(report.wasClean ? style.good("*") : style.bad("*"), `closed ${formatCloseReport(report)}`),
    frame: (direction, message) => {
      const head = `${direction === "in" ? "received" : "sent"} ${escapeControls(frameWords(message.frame))}`;
      line(style.faint("="), style.faint([head, ...frameLines(message)].join("\n")));
    },
    note: (text) => print(style.faint(text)),
  };
}

/** Returns a reporter for a piped input: messages on standard output, all other events on standard error. */
export function pipeReporter(target: ReportedTarget, io: CommandIo): ConnectReporter {
  // A program receives texts as they are, a terminal without sequences that control it.
  const shown = io.isTerminal ? escapeLineControls : (text: string) => text;
  const octetsText = (octets: Uint8Array): string => (io.isTerminal ? messageText(octets, io.style) : toHex(octets));
  const aside = (text: string): void => io.error(`${io.style.faint(text)}\n`);
  return {
    opened: (connection) => aside(openedText(target, connection)),
    failed: (error) => io.error(failureText(error, target, io)),
    received: (data) => io.out(`${typeof data === "string" ? shown(data) : octetsText(data)}\n`),
    sent: () => undefined,
    pinged: (result) => aside(pingText(result)),
    closed: (report) => aside(`closed ${formatCloseReport(report)}`),
    frame: (direction, message) => {
      aside([`${direction === "in" ? "<" : ">"} ${escapeControls(frameWords(message.frame))}`, ...frameLines(message)].join("\n"));
    },
    note: aside,
  };
}

function messageJson(data: ReceivedData): object {
  return typeof data === "string" ? { type: "text", text: data } : { type: "binary", base64: Buffer.from(data).toString("base64") };
}

/** Returns a reporter for programs: one line of JSON per event. */
export function jsonReporter({ url }: ReportedTarget, io: CommandIo, print: PrintLine): ConnectReporter {
  const event = (name: string, facts: object): void => print(safeJson({ time: io.now().toISOString(), event: name, ...facts }));
  return {
    opened: ({ protocol, compression }) => event("open", { url, protocol, compression }),
    failed: ({ meaning, fields, failure: { content, ...facts } }) => {
      const text = content === undefined ? {} : { content: new TextDecoder().decode(content) };
      event("failed", { url, ...facts, fields, means: meaning, ...text });
    },
    received: (data) => event("received", messageJson(data)),
    sent: (data) => event("sent", messageJson(data)),
    pinged: (result) => {
      if ("roundTrip" in result) event("received", { type: "pong", ...result });
      else event("error", { type: "ping", ...result });
    },
    closed: (report) => event("close", report),
    frame: (direction, { frame, octets }) => event("frame", { direction, frame: toPlain(frame), octets: toHex(octets) }),
    note: (text) => io.error(`${text}\n`),
  };
}
