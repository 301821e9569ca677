/**
 * Reports the events of a connection of `ws2 connect`, as text or as JSON.
 *
 * @module
 */
import type { CloseReport } from "../../../reference/connection/index.ts";
import type { Connection, OpeningError, ReceivedData } from "../../../reference/http2/index.ts";
import { escapeControls, escapeLineControls, safeJson } from "../../common/escape-controls.ts";
import { toHex } from "../../common/octets.ts";
import { openingErrorLines } from "../advice.ts";
import type { CommandIo } from "../command.ts";
import { formatCompression, formatCloseReport, formatTime } from "../terminal/format-text.ts";

/** Receives the events of a connection. */
export interface ConnectReporter {
  readonly opened: (connection: Connection) => void;
  readonly failed: (error: OpeningError) => void;
  readonly received: (data: ReceivedData) => void;
  readonly sent: (data: ReceivedData) => void;
  readonly closed: (report: CloseReport) => void;
  /** Prints a note that is not an event. */
  readonly note: (text: string) => void;
}

/** Prints one line. */
export type PrintLine = (line: string) => void;

function openedText(url: string, { protocol, compression }: Connection): string {
  const facts = [
    `connected to ${url}`,
    protocol === null ? "" : `subprotocol ${protocol}`,
    compression === null ? "" : `compression ${formatCompression(compression)}`,
  ];
  return facts.filter((fact) => fact !== "").join(", ");
}

function failureText(error: OpeningError, url: string, io: CommandIo): string {
  return [`${io.style.bad("ws2")}: ${url}: no connection was opened`, ...openingErrorLines(error, io.style, io.columns), ""].join("\n");
}

/** Returns a reporter for a terminal: one line per event with its time, above the prompt. */
export function terminalReporter(url: string, io: CommandIo, print: PrintLine): ConnectReporter {
  const { style } = io;
  const line = (mark: string, text: string): void => print(`${style.faint(formatTime(io.now()))} ${mark} ${text}`);
  return {
    opened: (connection) => line(style.good("*"), openedText(url, connection)),
    failed: (error) => io.error(failureText(error, url, io)),
    received: (data) => line(style.name("<"), typeof data === "string" ? escapeControls(data) : style.value(toHex(data))),
    // The terminal already shows the typed line.
    sent: () => undefined,
    closed: (report) => line(report.wasClean ? style.good("*") : style.bad("*"), `closed ${formatCloseReport(report)}`),
    note: (text) => print(style.faint(text)),
  };
}

/** Returns a reporter for a piped input: messages on standard output, all other events on standard error. */
export function pipeReporter(url: string, io: CommandIo): ConnectReporter {
  // A program receives texts as they are, a terminal without sequences that control it.
  const shown = io.isTerminal ? escapeLineControls : (text: string) => text;
  const aside = (text: string): void => io.error(`${io.style.faint(text)}\n`);
  return {
    opened: (connection) => aside(openedText(url, connection)),
    failed: (error) => io.error(failureText(error, url, io)),
    received: (data) => io.out(`${typeof data === "string" ? shown(data) : toHex(data)}\n`),
    sent: () => undefined,
    closed: (report) => aside(`closed ${formatCloseReport(report)}`),
    note: aside,
  };
}

function messageJson(data: ReceivedData): object {
  return typeof data === "string" ? { type: "text", text: data } : { type: "binary", bytes: toHex(data) };
}

/** Returns a reporter for programs: one line of JSON per event. */
export function jsonReporter(url: string, io: CommandIo, print: PrintLine): ConnectReporter {
  const event = (name: string, facts: object): void => print(safeJson({ time: io.now().toISOString(), event: name, ...facts }));
  return {
    opened: ({ protocol, compression }) => event("open", { url, protocol, compression }),
    failed: ({ meaning, failure: { content, ...facts } }) =>
      event("failed", { url, ...facts, means: meaning, ...(content === undefined ? {} : { content: new TextDecoder().decode(content) }) }),
    received: (data) => event("received", messageJson(data)),
    sent: (data) => event("sent", messageJson(data)),
    closed: (report) => event("close", report),
    note: (text) => io.error(`${text}\n`),
  };
}
