/**
 * `ws2 conformance client`: the cases of the draft against a live client.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { UsageError } from "../../common/program.ts";
import type { ConformanceCase } from "../../interop/conformance/conformance-case.ts";
import { type ClientRunOptions, casePath, runAgainstClient } from "../../interop/conformance/run-against-client.ts";
import { type TestResult, weightOf } from "../../interop/report/result.ts";
import { type ParsedArguments, type Command, type CommandIo, integerOption } from "../command.ts";
import { parametersHelp } from "../options/compression.ts";
import { readCertificate } from "../serve/listen.ts";
import { caseOptions, caseHelp, chosenCases, listCases, runConformance } from "./cases.ts";
import { startClient } from "../../interop/conformance/start-client.ts";

/** How long no client may come, in ms. */
const DEFAULT_IDLE_MS = 10_000;

/** Where to listen, from `HOST:PORT`, `[HOST]:PORT`, `HOST` or `:PORT`. @throws {@link UsageError} */
export function parseListenAddress(text: string): { host: string; port: number } {
  const [, brackets, name, port = "0"] = /^(?:\[([\da-f:.]+)\]|([^:[\]]*))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = brackets ?? name;
  if (host === undefined || Number(port) > 65535) throw new UsageError(`--listen: expected HOST:PORT such as 127.0.0.1:8080, found ${JSON.stringify(text)}`);
  return { host: host === "" ? "127.0.0.1" : host, port: Number(port) };
}

/** Tells whoever starts clients where they have to go. */
function printBaseUrl(io: CommandIo, cases: readonly ConformanceCase[], starts: boolean) {
  return (base: string): void => {
    if (starts) return;
    const [first] = cases;
    const example = first === undefined ? "" : `, such as ${base}${casePath(first)}`;
    io.error(`${base}/\n${io.style.faint(`It waits for a client at each of ${cases.length} URLs${example}; GET ${base}/ lists those that are still open. Ctrl-C ends.`)}\n`);
  };
}

/** What is to be said where no client came: how the first one that was started ended. */
function startFailureNotes(results: readonly TestResult[], failures: readonly string[]): string[] {
  if (results.length === 0 || results.some((result) => weightOf(result) !== "left")) return [];
  const [first] = failures;
  return [first === undefined ? "No client came to any URL." : `No client came to any URL: ${failures.length} of those started failed. The first ${first}.`];
}

async function run(args: ParsedArguments, io: CommandIo, model: Model): Promise<number> {
  if (args.positionals.length > 0) throw new UsageError(`expected no arguments, found ${args.positionals.join(" ")}`);
  const cases = chosenCases(args, "client", model);
  if (args.has("list")) return listCases(cases, io);
  const command = args.value("command");
  const address = parseListenAddress(args.value("listen") ?? "127.0.0.1:0");
  const tls = args.has("tls") || args.value("cert") !== undefined || args.value("key") !== undefined ? await readCertificate(args, address.host) : undefined;
  const failures: string[] = [];
  const clients: ClientRunOptions = {
    listenOptions: { ...address, ...(tls === undefined ? {} : { tls }) },
    idleTimeoutMs: integerOption(args, "idle", 1, 3_600_000) ?? DEFAULT_IDLE_MS,
    onListening: printBaseUrl(io, cases, command !== undefined),
    ...(command === undefined ? {} : { startClient: (url: string) => startClient(command, url, (why) => failures.push(why)) }),
  };
  return runConformance(args, io, { cases, role: "client", name: command ?? "client", notes: (results) => startFailureNotes(results, failures), run: (plan) => runAgainstClient(clients, plan) });
}

/** Makes the command for a protocol. */
export function conformanceClientCommand(model: Model): Command {
  return {
    name: "conformance client",
    summary: "check a live client, case by case",
    operands: "",
    description: [
      "Plays a server, clean and hostile, to a client. Each case has a URL of its own, by which it knows for whom a handshake is: https://127.0.0.1:8443/closing/plain.",
      `The client under test opens one connection to the URL that it is given, offers compression with ${parametersHelp} if it has them, sends every message back as it came until the connection ends, and does not come again. Its exit code and what it prints do not matter.`,
      "With --command the runner starts a client for each case and ends it with the case; {url} stands for the URL, which is put behind the command where it has none. Without it the runner waits for you to start clients, in any order and as many at once as you like; GET of / lists the URLs that nobody has come to, one a line. A case to whose URL nobody comes is told as unimplemented.",
      ...caseHelp,
    ],
    options: {
      listen: { valueName: "HOST:PORT", summary: "where to listen; port 0 lets the system choose (127.0.0.1:0 unless given)" },
      command: { valueName: "COMMAND", summary: "the command line that starts a client, for the shell" },
      idle: { valueName: "MS", summary: `when no client has come for so long, the rest is given up (${DEFAULT_IDLE_MS} ms unless given); without --command it counts from the first client` },
      tls: { summary: "listen with TLS and a certificate made on the spot, which clients cannot verify" },
      cert: { valueName: "FILE", summary: "listen with TLS and this certificate chain in PEM" },
      key: { valueName: "FILE", summary: "its private key in PEM" },
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
