/**
 * `ws2 conformance server`: tests a live server.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { UsageError } from "../../common/program.ts";
import { runAgainstServer, handshakeStatus } from "../../interop/conformance/run-against-server.ts";
import { type ServerTarget, readTarget } from "../../interop/conformance/server-target.ts";
import type { ParsedArguments, Command, CommandIo } from "../command.ts";
import { parametersHelp } from "../options/compression.ts";
import { readUrlArgument } from "../options/url.ts";
import { caseOptions, caseHelp, chosenCases, listCases, runConformance, shellWord } from "./cases.ts";

/** Checks that the server accepts a plain handshake, which all cases need. @throws {@link UsageError} if it does not */
async function checkAcceptsHandshake(target: ServerTarget, href: string): Promise<void> {
  const status = await handshakeStatus(target);
  if (status !== "200") throw new UsageError(`${href}: expected an echo resource that accepts a handshake, found status ${status}`);
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
    showCommand: `ws2 conformance server ${shellWord(href)}${args.has("insecure") ? " --insecure" : ""} --case ID --trace`,
    run: async (plan) => {
      await checkAcceptsHandshake(target, href);
      return runAgainstServer(target, plan);
    },
  });
}

/** Makes the command for a protocol. */
export function conformanceServerCommand(model: Model): Command {
  return {
    operands: "URL",
    description: [
      "Acts as a correct or faulty client for a server that sends every message back. The runner chooses each octet, including HTTP/2 frames, and opens new connections for each case.",
      `The server should accept compression with ${parametersHelp} if it has them, allow no origin, and use the default limits of the draft. A case for a feature that the server lacks has the verdict unimplemented.`,
      ...caseHelp,
    ],
    options: { insecure: { short: "k", summary: "accept any certificate" }, ...caseOptions },
    examples: [
      ["conformance server --insecure https://localhost:8443/", "a server started with ws2 serve"],
      ["conformance server http://localhost:8080/ --case closing", "one topic"],
      ["conformance server http://localhost:8080/ --requirement R-096 --verbose", "one requirement"],
      ["conformance server wss://example.com/echo --report html --out report.html", "a report as HTML"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
