import test from "ava";

import { CloseError, type Connection } from "../../../../reference/http2/index.ts";
import { LocalError } from "../../../../reference/layout/index.ts";
import { readJsonLines } from "../../../../scripts/cli/connect/input.ts";
import { handleLine } from "../../../../scripts/cli/connect/line-commands.ts";
import { jsonReporter, terminalReporter, type ConnectReporter } from "../../../../scripts/cli/connect/reporter.ts";
import { ConnectSession } from "../../../../scripts/cli/connect/session.ts";
import type { CommandIo } from "../../../../scripts/cli/command.ts";
import { plainStyle } from "../../../../scripts/cli/terminal/style.ts";

const refused = new LocalError("ping", "expected at most 4 in 10000 ms; the next may follow in 9000 ms");
const ended = new CloseError({ code: 1006, reason: "", wasClean: false, seen: "RST_STREAM" });
const results: readonly (number | Error)[] = [1.26, refused, ended];

const io = {
  now: () => new Date(0),
  style: { ...plainStyle, bad: (text: string) => `!${text}` },
  inputChunks: async function* () {
    yield Buffer.from('{"type":"ping"}\n'.repeat(results.length));
  },
} as unknown as CommandIo;

/** Returns a connection whose pings have the results, one after the other. It stays open until it is closed. */
function fakeConnection(): Connection {
  const waiting = [...results];
  let close: (() => void) | undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const ping = async (): Promise<number> => {
    const result = waiting.shift();
    if (typeof result !== "number") throw result;
    return result;
  };
  return { protocol: null, compression: null, bufferedAmount: 0, ping, closed, close: () => close?.() } as unknown as Connection;
}

const target = { url: "https://a.example/", protocols: [] };

/** Returns the lines that a reporter prints while the session is used. */
async function linesOf(
  reporterOf: (print: (line: string) => void) => ConnectReporter,
  use: (session: ConnectSession) => Promise<void>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  await use(new ConnectSession(fakeConnection(), reporterOf((line) => lines.push(line))));
  return lines.slice(1);
}

test("/ping prints the round trip, or the problem; the prompt stays", async (t) => {
  const lines = await linesOf(
    (print) => terminalReporter(target, io, print),
    (session) => session.sendTypedLines({
      lines: (async function* () {
        for (let count = 0; count < results.length; count++) yield "/ping";
      })(),
      interrupted: new AbortController().signal,
      print: () => undefined,
      end: () => undefined,
    }),
  );
  t.deepEqual(lines.slice(1).map((line) => line.replace(/^[\d:.]+ /, "")), [
    "* pong after 1.3 ms",
    `!* ${refused.message}`,
    `!* ${ended.message}`,
  ]);
});

test("a ping of the JSON lines is answered by an event: a pong or an error", async (t) => {
  const lines = await linesOf((print) => jsonReporter(target, io, print), (session) => session.sendInput(io, readJsonLines, 0));
  const time = "1970-01-01T00:00:00.000Z";
  t.deepEqual(lines.map((line) => JSON.parse(line) as unknown), [
    { time, event: "received", type: "pong", roundTrip: 1.26 },
    { time, event: "error", type: "ping", problem: refused.message },
    { time, event: "error", type: "ping", problem: ended.message },
  ]);
});

test("/help lists each command", (t) => {
  const notes: string[] = [];
  handleLine("/help", { connection: fakeConnection(), send: () => undefined, ping: () => undefined, note: (text) => notes.push(text) });
  t.deepEqual(notes.join("\n").match(/^ {2}\/\w+/gm), ["  /binary", "  /secret", "  /close", "  /ping", "  /stats", "  /help"]);
});
