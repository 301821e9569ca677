/**
 * What happens on a connection of `ws2 connect`, reported: as lines to read, or as JSON.
 *
 * @module
 */
import type { CloseReport } from "../../../reference/connection/index.ts";
import type { Connection, OpeningError, Received } from "../../../reference/http2/index.ts";
import { openingText } from "../advice.ts";
import type { Io } from "../command.ts";
import { compressionText, endText, hexText, lineText, timeText } from "../shown.ts";

/** Where events go. */
export interface Reporter {
  readonly opened: (connection: Connection) => void;
  readonly failed: (error: OpeningError) => void;
  readonly received: (data: Received) => void;
  readonly sent: (data: Received) => void;
  readonly closed: (report: CloseReport) => void;
  /** Something to tell the user that is no event. */
  readonly note: (text: string) => void;
}

/** Prints one line. */
export type Print = (line: string) => void;

function openedText(url: string, { protocol, compression }: Connection): string {
  const facts = [`connected to ${url}`, protocol === null ? "" : `subprotocol ${protocol}`, compression === null ? "" : `compression ${compressionText(compression)}`];
  return facts.filter((fact) => fact !== "").join(", ");
}

function failure(error: OpeningError, url: string, io: Io): string {
  return [`${io.style.bad("ws2")}: ${url}: no connection was opened`, ...openingText(error, io.style, io.columns), ""].join("\n");
}

/** For a user at a terminal: every event on a line with its time, above what is being typed. */
export function conversational(url: string, io: Io, print: Print): Reporter {
  const { style } = io;
  const line = (mark: string, text: string): void => print(`${style.faint(timeText(io.now()))} ${mark} ${text}`);
  return {
    opened: (connection) => line(style.good("*"), openedText(url, connection)),
    failed: (error) => io.error(failure(error, url, io)),
    received: (data) => line(style.name("<"), typeof data === "string" ? lineText(data) : style.value(hexText(data))),
    // What the user typed stands there already.
    sent: () => undefined,
    closed: (report) => line(report.wasClean ? style.good("*") : style.bad("*"), `closed ${endText(report)}`),
    note: (text) => print(style.faint(text)),
  };
}

/** For a pipe: the messages alone on the standard output, a text as it is and octets in hexadecimal; the rest beside it. */
export function plainly(url: string, io: Io): Reporter {
  const aside = (text: string): void => io.error(`${io.style.faint(text)}\n`);
  return {
    opened: (connection) => aside(openedText(url, connection)),
    failed: (error) => io.error(failure(error, url, io)),
    received: (data) => io.out(`${typeof data === "string" ? data : hexText(data)}\n`),
    sent: () => undefined,
    closed: (report) => aside(`closed ${endText(report)}`),
    note: aside,
  };
}

function message(data: Received): object {
  return typeof data === "string" ? { type: "text", text: data } : { type: "binary", bytes: hexText(data) };
}

/** For programs: every event as one line of JSON. */
export function asJson(url: string, io: Io, print: Print): Reporter {
  const event = (name: string, facts: object): void => print(JSON.stringify({ time: io.now().toISOString(), event: name, ...facts }));
  return {
    opened: ({ protocol, compression }) => event("open", { url, protocol, compression }),
    failed: ({ meaning, failure: { content, ...facts } }) =>
      event("failed", { url, ...facts, means: meaning, ...(content === undefined ? {} : { content: new TextDecoder().decode(content) }) }),
    received: (data) => event("received", message(data)),
    sent: (data) => event("sent", message(data)),
    closed: (report) => event("close", report),
    note: (text) => io.error(`${text}\n`),
  };
}
