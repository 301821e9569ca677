/**
 * What happens on a connection of `ws2 connect`, reported: as lines to read, or as JSON.
 *
 * @module
 */
import type { CloseReport } from "../../../reference/connection/index.ts";
import type { Connection, OpeningError, ReceivedData } from "../../../reference/http2/index.ts";
import { toHex } from "../../common/octets.ts";
import { openingErrorLines } from "../advice.ts";
import type { CommandIo } from "../command.ts";
import { formatCompression, formatCloseReport, escapeControls, formatTime } from "../terminal/format-text.ts";

/** Where events go. */
export interface ConnectReporter {
  readonly opened: (connection: Connection) => void;
  readonly failed: (error: OpeningError) => void;
  readonly received: (data: ReceivedData) => void;
  readonly sent: (data: ReceivedData) => void;
  readonly closed: (report: CloseReport) => void;
  /** Something to tell the user that is no event. */
  readonly note: (text: string) => void;
}

/** Prints one line. */
export type PrintLine = (line: string) => void;

function openedText(url: string, { protocol, compression }: Connection): string {
  const facts = [`connected to ${url}`, protocol === null ? "" : `subprotocol ${protocol}`, compression === null ? "" : `compression ${formatCompression(compression)}`];
  return facts.filter((fact) => fact !== "").join(", ");
}

function failureText(error: OpeningError, url: string, io: CommandIo): string {
  return [`${io.style.bad("ws2")}: ${url}: no connection was opened`, ...openingErrorLines(error, io.style, io.columns), ""].join("\n");
}

/** For a user at a terminal: every event on a line with its time, above what is being typed. */
export function terminalReporter(url: string, io: CommandIo, print: PrintLine): ConnectReporter {
  const { style } = io;
  const line = (mark: string, text: string): void => print(`${style.faint(formatTime(io.now()))} ${mark} ${text}`);
  return {
    opened: (connection) => line(style.good("*"), openedText(url, connection)),
    failed: (error) => io.error(failureText(error, url, io)),
    received: (data) => line(style.name("<"), typeof data === "string" ? escapeControls(data) : style.value(toHex(data))),
    // What the user typed stands there already.
    sent: () => undefined,
    closed: (report) => line(report.wasClean ? style.good("*") : style.bad("*"), `closed ${formatCloseReport(report)}`),
    note: (text) => print(style.faint(text)),
  };
}

/** For a pipe: the messages alone on the standard output, a text as it is and octets in hexadecimal; the rest beside it. */
export function pipeReporter(url: string, io: CommandIo): ConnectReporter {
  const aside = (text: string): void => io.error(`${io.style.faint(text)}\n`);
  return {
    opened: (connection) => aside(openedText(url, connection)),
    failed: (error) => io.error(failureText(error, url, io)),
    received: (data) => io.out(`${typeof data === "string" ? data : toHex(data)}\n`),
    sent: () => undefined,
    closed: (report) => aside(`closed ${formatCloseReport(report)}`),
    note: aside,
  };
}

function messageJson(data: ReceivedData): object {
  return typeof data === "string" ? { type: "text", text: data } : { type: "binary", bytes: toHex(data) };
}

/** For programs: every event as one line of JSON. */
export function jsonReporter(url: string, io: CommandIo, print: PrintLine): ConnectReporter {
  const event = (name: string, facts: object): void => print(JSON.stringify({ time: io.now().toISOString(), event: name, ...facts }));
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
