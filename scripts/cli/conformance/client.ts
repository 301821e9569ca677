/**
 * `ws2 conformance client`: tests a live client.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { UsageError } from "../../common/program.ts";
import type { ConformanceCase } from "../../interop/conformance/conformance-case.ts";
import { type ClientRunOptions, casePath, runAgainstClient } from "../../interop/conformance/run-against-client.ts";
import { NO_CLIENT } from "../../interop/conformance/client-fixture.ts";
import type { TestResult } from "../../interop/report/result.ts";
import { type ParsedArguments, type Command, type CommandIo, integerOption } from "../command.ts";
import { parametersHelp } from "../options/compression.ts";
import { readCertificate } from "../serve/listen.ts";
import { caseOptions, caseHelp, chosenCases, listCases, runConformance, shellWord } from "./cases.ts";
import { startClient } from "../../interop/conformance/start-client.ts";

/** The default of `--idle`, in ms. */
const DEFAULT_IDLE_MS = 10_000;

/** Parses an address: `HOST:PORT`, `[HOST]:PORT`, `HOST` or `:PORT`. @throws {@link UsageError} */
export function parseListenAddress(text: string): { host: string; port: number } {
  const [, brackets, name, port = "0"] = /^(?:\[([\da-f:.]+)\]|([^:[\]]*))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = brackets ?? name;
  if (host === undefined || Number(port) > 65535) {
    throw new UsageError(`--listen: expected HOST:PORT such as 127.0.0.1:8080, found ${JSON.stringify(text)}`);
  }
  return { host: host === "" ? "127.0.0.1" : host, port: Number(port) };
}

/** Returns a function that prints the URL for clients that the user starts. */
function printBaseUrl(io: CommandIo, cases: readonly ConformanceCase[], hasCommand: boolean) {
  return (base: string): void => {
    if (hasCommand) return;
    const [first] = cases;
    const example = first === undefined ? "" : `, such as ${base}${casePath(first)}`;
    const hint = `Waiting for a client at each of ${cases.length} URLs${example}. GET ${base}/ lists the open ones. Ctrl-C ends.`;
    io.error(`${base}/\n${io.style.faint(hint)}\n`);
  };
}

/** Returns a note if no client connected. */
function noClientNotes(results: readonly TestResult[]): string[] {
  return results.length > 0 && results.every(({ detail }) => detail === NO_CLIENT) ? ["No client connected to any URL."] : [];
}

async function run(args: ParsedArguments, io: CommandIo, model: Model): Promise<number> {
  if (args.positionals.length > 0) throw new UsageError(`expected no arguments, found ${args.positionals.join(" ")}`);
  const cases = chosenCases(args, "client", model);
  if (args.has("list")) return listCases(cases, io);
  const command = args.value("command");
  const address = parseListenAddress(args.value("listen") ?? "127.0.0.1:0");
  const tls =
    args.has("tls") || args.value("cert") !== undefined || args.value("key") !== undefined
      ? await readCertificate(args, address.host)
      : undefined;
  const started = command === undefined ? [] : [`--command ${shellWord(command)}`];
  const clients: ClientRunOptions = {
    listenOptions: { ...address, ...(tls === undefined ? {} : { tls }) },
    idleTimeoutMs: integerOption(args, "idle", 1, 3_600_000) ?? DEFAULT_IDLE_MS,
    onListening: printBaseUrl(io, cases, command !== undefined),
    ...(command === undefined ? {} : { startClient: (url, onFailure) => startClient(command, url, onFailure) }),
  };
  return runConformance(args, io, {
    cases,
    role: "client",
    name: command ?? "client",
    showCommand: ["ws2 conformance client", ...started, ...(tls === undefined ? [] : ["--tls"]), "--case ID --trace"].join(" "),
    notes: noClientNotes,
    run: (plan) => runAgainstClient(clients, plan),
  });
}

/** Makes the command for a protocol. */
export function conformanceClientCommand(model: Model): Command {
  return {
    operands: "",
    description: [
      "Acts as a correct or faulty server for a client. Each case has its own URL, such as https://127.0.0.1:8443/closing/plain.",
      `The client under test opens one connection to its URL, offers compression with ${parametersHelp} if it has them, sends every message back until the connection ends, and does not reconnect. Its output and exit code are ignored.`,
      "With --command, the runner starts a client for each case and ends it after the case. {url} stands for the URL; a command without {url} gets it as its last argument. Without --command, the runner waits for clients that you start, in any order and number. GET / lists the URLs without a client, one per line. A case without a client has the verdict unimplemented. The run ends if the first clients fail before one connects.",
      ...caseHelp,
    ],
    options: {
      listen: { valueName: "HOST:PORT", summary: "the address to listen on; port 0 lets the system choose (default: 127.0.0.1:0)" },
      command: { valueName: "COMMAND", summary: "the shell command that starts a client" },
      idle: {
        valueName: "MS",
        summary: `end the run after this time without a client, in ms (default: ${DEFAULT_IDLE_MS}); without --command, the time starts with the first client`,
      },
      tls: { summary: "listen with TLS and a self-signed certificate, which clients cannot verify" },
      cert: { valueName: "FILE", summary: "listen with TLS and this certificate chain, in PEM" },
      key: { valueName: "FILE", summary: "the private key of the certificate, in PEM" },
      ...caseOptions,
    },
    examples: [
      ["conformance client --command 'ws2 connect --echo -c lz4,deflate {url}'", "the client of this package, started for each case"],
      ["conformance client --listen 127.0.0.1:8080", "clients that you start"],
      ["conformance client --tls --command 'node client.js' --case 'opening/*'", "one topic, with TLS"],
      ["conformance client --list", "the list of cases"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
