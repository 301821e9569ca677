/**
 * The commands that a user can type at the prompt of `ws2 connect`.
 *
 * @module
 */
import type { Statistics } from "../../../reference/connection/index.ts";
import type { Connection, ReceivedData } from "../../../reference/http2/index.ts";
import { LocalError } from "../../../reference/layout/index.ts";
import { UsageError } from "../../common/program.ts";
import { octetsFromHex } from "../../frames/octets.ts";
import { formatMilliseconds } from "../terminal/format-text.ts";

/** The connection and output that a command uses. */
export interface LineContext {
  readonly connection: Connection;
  /** Sends a message and reports it. */
  readonly send: (data: ReceivedData, compress: boolean) => void;
  /** Sends a ping and reports its result. */
  readonly ping: () => void;
  /** Prints a note for the user. */
  readonly note: (text: string) => void;
}

interface LineCommand {
  readonly operands: string;
  readonly summary: string;
  readonly run: (desk: LineContext, rest: string) => void;
}

function closeConnection({ connection }: LineContext, words: string): void {
  const [, code, reason] = /^(\d+)?\s*(.*)$/s.exec(words) ?? [];
  if (code === undefined && reason !== "") throw new UsageError("expected a status code before the reason: /close 1000 done");
  if (code === undefined) connection.close(1000);
  else connection.close(Number(code), reason);
}

const milliseconds = (time: number | undefined): string => (time === undefined ? "unknown" : formatMilliseconds(time));

function statisticsText({ sent, received, pings, roundTrip, opening }: Statistics): string {
  const rows = { sent, received };
  const traffic = Object.entries(rows).map(
    ([name, { messages, octets }]) => `  ${name.padEnd(9)} ${messages} messages in ${octets} octets`,
  );
  return [...traffic, `  opened in ${milliseconds(opening)}, last round trip ${milliseconds(roundTrip)}, pings received ${pings}`].join(
    "\n",
  );
}

/** The commands by name. */
export const lineCommands: Readonly<Record<string, LineCommand>> = {
  binary: { operands: "HEX", summary: "send octets", run: (desk, rest) => desk.send(octetsFromHex(rest), true) },
  secret: { operands: "TEXT", summary: "send a text without compression", run: (desk, rest) => desk.send(rest, false) },
  close: { operands: "[CODE [REASON]]", summary: "close the connection (default: 1000)", run: closeConnection },
  ping: { operands: "", summary: "send a ping and print its round trip", run: ({ ping }) => ping() },
  stats: {
    operands: "",
    summary: "print counters and times",
    run: ({ connection, note }) => note(statisticsText(connection.statistics())),
  },
  help: { operands: "", summary: "show this", run: ({ note }) => note(helpText) },
};

const helpText = [
  "A line is sent as a text message. Begin with // to send a line that begins with a slash.",
  ...Object.entries(lineCommands).map(([name, { operands: takes, summary: says }]) => `  ${`/${name} ${takes}`.padEnd(24)} ${says}`),
].join("\n");

/** Returns the commands that begin with the typed text. */
export function completeLine(line: string): string[] {
  if (!/^\/\w*$/.test(line)) return [];
  const names = Object.entries(lineCommands).filter(([name]) => name.startsWith(line.slice(1)));
  return names.map(([name, { operands }]) => `/${name}${operands === "" ? "" : " "}`);
}

/** Returns whether the history may keep a line: a secret stays out. */
export function mayKeepLine(line: string): boolean {
  return !/^\/secret\b/.test(line);
}

/** Sends a line or runs its command. A usage error becomes a note. */
export function handleLine(line: string, desk: LineContext): void {
  const [, name = "", rest = ""] = /^\/(\w+)\s?(.*)$/s.exec(line) ?? [];
  const command = Object.hasOwn(lineCommands, name) ? lineCommands[name] : undefined;
  try {
    if (command !== undefined) command.run(desk, rest);
    else if (line.startsWith("//")) desk.send(line.slice(1), true);
    else if (line.startsWith("/")) {
      throw new UsageError(
        `expected one of ${Object.keys(lineCommands)
          .map((each) => `/${each}`)
          .join(", ")}, found ${line.split(/\s/)[0] ?? line}`,
      );
    }
    else desk.send(line, true);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof LocalError)) throw error;
    desk.note(error.message);
  }
}
