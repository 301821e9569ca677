/**
 * `ws2 conformance server`: the cases of the draft against a live server.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { runAgainstServer, statusOf } from "../../interop/conformance/run-server.ts";
import { type Target, targetOf } from "../../interop/conformance/target.ts";
import { type Arguments, type Command, type Io, UsageError } from "../command.ts";
import { choicesText } from "../compression-option.ts";
import { readUrl } from "../url.ts";
import { caseOptions, caseText, casesOf, listCases, runSession } from "./cases.ts";

/** Without a server that accepts the plainest handshake there is nothing to test. @throws {@link UsageError} */
async function checkEchoes(target: Target, href: string): Promise<void> {
  const status = await statusOf(target);
  if (status !== "200") throw new UsageError(`${href}: expected a resource that accepts a handshake and echoes, found status ${status}`);
}

async function run(args: Arguments, io: Io, model: Model): Promise<number> {
  const cases = casesOf(args, "server", model);
  if (args.has("list")) return listCases(cases, io);
  const { href } = readUrl(args);
  const target = targetOf(href, args.has("insecure"));
  if (typeof target === "string") throw new UsageError(target);
  return runSession(args, io, {
    cases,
    role: "server",
    name: href,
    run: async (plan) => {
      await checkEchoes(target, href);
      return runAgainstServer(target, plan);
    },
  });
}

/** Makes the command for a protocol. */
export function conformanceServerCommand(model: Model): Command {
  return {
    name: "conformance server",
    summary: "check a live server, case by case",
    takes: "URL",
    text: [
      "Plays a client, clean and hostile, to a server that sends every message back as it came. It chooses each octet itself, HTTP/2 frames included, and opens new connections for each case.",
      `The server should agree to compression with ${choicesText} if it has them, allow no origin, and keep the draft's default limits; what it does not have is told as unimplemented.`,
      ...caseText,
    ],
    options: { insecure: { short: "k", says: "accept any certificate" }, ...caseOptions },
    examples: [
      ["conformance server --insecure https://localhost:8443/", "ws2 serve, in another terminal"],
      ["conformance server http://localhost:8080/ --case closing", "one topic"],
      ["conformance server http://localhost:8080/ --requirement R-096 --verbose", "what one statement asks"],
      ["conformance server wss://example.com/echo --report html --out report.html", "a page to read"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
