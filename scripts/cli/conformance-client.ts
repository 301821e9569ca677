/**
 * `ws2 conformance client`: plays a server against a live client.
 *
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

import type { Model } from "../../reference/layout/index.ts";
import { type Clients, runAgainstClient } from "../interop/conformance/run-client.ts";
import { type Arguments, type Command, type Io, UsageError, wholeNumber } from "./command.ts";
import { conform, conformanceOptions, conformanceText } from "./conformance.ts";

const IDLE = 30_000;

/** `HOST:PORT`, the host perhaps in brackets. @throws UsageError */
function addressOf(text: string | undefined): { host: string; port: number } {
  if (text === undefined) return { host: "127.0.0.1", port: 0 };
  const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d{1,5})$/.exec(text);
  if (match === null || Number(match[3]) > 65535) throw new UsageError(`--listen: expected HOST:PORT such as 127.0.0.1:8080, found ${JSON.stringify(text)}`);
  return { host: match[1] ?? (match[2] === "" || match[2] === undefined ? "127.0.0.1" : match[2]), port: Number(match[3]) };
}

function fileOf(args: Arguments, name: string): Uint8Array | undefined {
  const path = args.text(name);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`--${name}: ${path}: ${(error as NodeJS.ErrnoException).code ?? "cannot be read"}`);
  }
}

function tlsOf(args: Arguments): { tls: { key: Uint8Array; cert: Uint8Array } } | object {
  const [key, cert] = [fileOf(args, "key"), fileOf(args, "cert")];
  if ((key === undefined) !== (cert === undefined)) throw new UsageError("--key and --cert: expected both or neither");
  return key === undefined || cert === undefined ? {} : { tls: { key, cert } };
}

/** Ends a client and what it has started. */
function end(child: ChildProcess): void {
  try {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}

/** Starts a client for a URL, as the leader of a group of processes. */
function start(command: string, url: string): () => void {
  const child = spawn(`${command} ${url}`, { shell: true, detached: true, stdio: "ignore" });
  child.on("error", () => undefined);
  return () => end(child);
}

async function run(args: Arguments, io: Io, model: Model): Promise<number> {
  if (args.words.length > 0) throw new UsageError(`expected no arguments, found ${args.words.join(" ")}`);
  const command = args.text("run");
  const say = (text: string): void => (args.text("report") === undefined || args.text("out") !== undefined ? io.out(text) : io.error(text));
  const clients: Clients = {
    listening: { ...addressOf(args.text("listen")), ...tlsOf(args) },
    idle: wholeNumber(args, "idle", 1, 86_400_000) ?? IDLE,
    invite: (url) => (command === undefined ? say(`${url}\n`) : start(command, url)),
    listens: (base) => say(`Listening on ${base}\n`),
  };
  return conform(args, io, model, "client", command ?? "client", (plan) => runAgainstClient(clients, command === undefined ? { ...plan, concurrency: plan.cases.length } : plan));
}

/** Makes the command for a protocol. */
export function conformanceClientCommand(model: Model): Command {
  return {
    name: "conformance client",
    summary: "check a live client against the draft",
    takes: "",
    text: [
      "Plays servers, well-behaved and hostile ones. Every case has a URL of its own. The client under test has to connect once to each URL, send every message back as it came, close when the server closes, and not try again when an opening fails. It may come to the URLs in any order, several at once, and over one HTTP/2 connection.",
      "With --run the command is started for each URL, which stands behind it as the last word, and ended when the case is over. Without it the URLs are printed, one a line, and the run ends when no client has come for a while.",
      ...conformanceText,
    ],
    options: {
      listen: { short: "l", value: "HOST:PORT", says: "where to listen; port 0 lets the system choose (127.0.0.1:0 unless given)" },
      run: { short: "r", value: "COMMAND", says: "the command line that starts the client, for the shell; the URL is put behind it" },
      idle: { value: "MS", says: `how long no client may come before the rest is given up, in ms (${IDLE} unless given)` },
      key: { value: "FILE", says: "the private key in PEM, for TLS" },
      cert: { value: "FILE", says: "the certificate in PEM, for TLS; cleartext unless given" },
      ...conformanceOptions,
    },
    examples: [
      ["conformance client --run 'node echo-client.js'", "starts the client for each case"],
      ["conformance client --listen 127.0.0.1:8080", "prints the URLs for a client that is started by hand"],
      ["conformance client --run ./client --case opening", "one topic"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
