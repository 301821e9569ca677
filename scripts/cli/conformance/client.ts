/**
 * `ws2 conformance client`: the cases of the draft against a live client.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import type { Case } from "../../interop/conformance/case.ts";
import { type Clients, pathOf, runAgainstClient } from "../../interop/conformance/run-client.ts";
import { type Result, weightOf } from "../../interop/report/result.ts";
import { type Arguments, type Command, type Io, UsageError, wholeNumber } from "../command.ts";
import { choicesText } from "../compression-option.ts";
import { tlsOf } from "../serve/listen.ts";
import { caseOptions, caseText, casesOf, listCases, runSession } from "./cases.ts";
import { startClient } from "../../interop/conformance/start-client.ts";

/** How long no client may come, in ms. */
const IDLE = 10_000;

/** Where to listen, from `HOST:PORT`, `[HOST]:PORT`, `HOST` or `:PORT`. @throws {@link UsageError} */
export function addressOf(text: string): { host: string; port: number } {
  const [, brackets, name, port = "0"] = /^(?:\[([\da-f:.]+)\]|([^:[\]]*))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = brackets ?? name;
  if (host === undefined || Number(port) > 65535) throw new UsageError(`--listen: expected HOST:PORT such as 127.0.0.1:8080, found ${JSON.stringify(text)}`);
  return { host: host === "" ? "127.0.0.1" : host, port: Number(port) };
}

/** Tells whoever starts clients where they have to go. */
function listens(io: Io, cases: readonly Case[], starts: boolean) {
  return (base: string): void => {
    if (starts) return;
    const [first] = cases;
    const example = first === undefined ? "" : `, such as ${base}${pathOf(first)}`;
    io.error(`${base}/\n${io.style.faint(`It waits for a client at each of ${cases.length} URLs${example}; GET ${base}/ lists those that are still open. Ctrl-C ends.`)}\n`);
  };
}

/** What is to be said where no client came: how the first one that was started ended. */
function notesOf(results: readonly Result[], failures: readonly string[]): string[] {
  if (results.length === 0 || results.some((result) => weightOf(result) !== "left")) return [];
  const [first] = failures;
  return [first === undefined ? "No client came to any URL." : `No client came to any URL: ${failures.length} of those started failed. The first ${first}.`];
}

async function run(args: Arguments, io: Io, model: Model): Promise<number> {
  if (args.words.length > 0) throw new UsageError(`expected no arguments, found ${args.words.join(" ")}`);
  const cases = casesOf(args, "client", model);
  if (args.has("list")) return listCases(cases, io);
  const command = args.text("command");
  const address = addressOf(args.text("listen") ?? "127.0.0.1:0");
  const tls = args.has("tls") || args.text("cert") !== undefined || args.text("key") !== undefined ? await tlsOf(args, address.host) : undefined;
  const failures: string[] = [];
  const clients: Clients = {
    listening: { ...address, ...(tls === undefined ? {} : { tls }) },
    idle: wholeNumber(args, "idle", 1, 3_600_000) ?? IDLE,
    listens: listens(io, cases, command !== undefined),
    ...(command === undefined ? {} : { invite: (url: string) => startClient(command, url, (why) => failures.push(why)) }),
  };
  return runSession(args, io, { cases, role: "client", name: command ?? "client", notes: (results) => notesOf(results, failures), run: (plan) => runAgainstClient(clients, plan) });
}

/** Makes the command for a protocol. */
export function conformanceClientCommand(model: Model): Command {
  return {
    name: "conformance client",
    summary: "check a live client, case by case",
    takes: "",
    text: [
      "Plays a server, clean and hostile, to a client. Each case has a URL of its own, by which it knows for whom a handshake is: https://127.0.0.1:8443/closing/plain.",
      `The client under test opens one connection to the URL that it is given, offers compression with ${choicesText} if it has them, sends every message back as it came until the connection ends, and does not come again. Its exit code and what it prints do not matter.`,
      "With --command the runner starts a client for each case and ends it with the case; {url} stands for the URL, which is put behind the command where it has none. Without it the runner waits for you to start clients, in any order and as many at once as you like; GET of / lists the URLs that nobody has come to, one a line. A case to whose URL nobody comes is told as unimplemented.",
      ...caseText,
    ],
    options: {
      listen: { value: "HOST:PORT", says: "where to listen; port 0 lets the system choose (127.0.0.1:0 unless given)" },
      command: { value: "COMMAND", says: "the command line that starts a client, for the shell" },
      idle: { value: "MS", says: `when no client has come for so long, the rest is given up (${IDLE} ms unless given); without --command it counts from the first client` },
      tls: { says: "listen with TLS and a certificate made on the spot, which clients cannot verify" },
      cert: { value: "FILE", says: "listen with TLS and this certificate chain in PEM" },
      key: { value: "FILE", says: "its private key in PEM" },
      ...caseOptions,
    },
    examples: [
      ["conformance client --command 'ws2 connect --echo -c lz4,deflate {url}'", "the client of this package, started for each case"],
      ["conformance client --listen 127.0.0.1:8080", "clients that somebody else starts"],
      ["conformance client --tls --command 'node client.js' --case 'opening/*'", "over TLS, one topic"],
      ["conformance client --list", "the cases, without running them"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
