/**
 * `ws2 conformance server`: the cases of the draft against a live server.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { UsageError } from "../../common/program.ts";
import { runAgainstServer, handshakeStatus } from "../../interop/conformance/run-against-server.ts";
import { type ServerTarget, readTarget } from "../../interop/conformance/server-target.ts";
import { type ParsedArguments, type Command, type CommandIo } from "../command.ts";
import { parametersHelp } from "../options/compression.ts";
import { readUrlArgument } from "../options/url.ts";
import { caseOptions, caseHelp, chosenCases, listCases, runConformance } from "./cases.ts";

/** Without a server that accepts the plainest handshake there is nothing to test. @throws {@link UsageError} */
async function checkAcceptsHandshake(target: ServerTarget, href: string): Promise<void> {
  const status = await handshakeStatus(target);
  if (status !== "200") throw new UsageError(`${href}: expected a resource that accepts a handshake and echoes, found status ${status}`);
}

async function run(args: ParsedArguments, io: CommandIo, model: Model): Promise<number> {
  const cases = chosenCases(args, "server", model);
  if (args.has("list")) return listCases(cases, io);
  const { href } = readUrlArgument(args);
  const target = readTarget(href, args.has("insecure"));
  if (typeof target === "string") throw new UsageError(target);
  return runConformance(args, io, {
    cases,
    role: "server",
    name: href,
    run: async (plan) => {
      await checkAcceptsHandshake(target, href);
      return runAgainstServer(target, plan);
    },
  });
}

/** Makes the command for a protocol. */
export function conformanceServerCommand(model: Model): Command {
  return {
    name: "conformance server",
    summary: "check a live server, case by case",
    operands: "URL",
    description: [
      "Plays a client, clean and hostile, to a server that sends every message back as it came. It chooses each octet itself, HTTP/2 frames included, and opens new connections for each case.",
      `The server should agree to compression with ${parametersHelp} if it has them, allow no origin, and keep the draft's default limits; what it does not have is told as unimplemented.`,
      ...caseHelp,
    ],
    options: { insecure: { short: "k", summary: "accept any certificate" }, ...caseOptions },
    examples: [
      ["conformance server --insecure https://localhost:8443/", "ws2 serve, in another terminal"],
      ["conformance server http://localhost:8080/ --case closing", "one topic"],
      ["conformance server http://localhost:8080/ --requirement R-096 --verbose", "what one statement asks"],
      ["conformance server wss://example.com/echo --report html --out report.html", "a page to read"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
