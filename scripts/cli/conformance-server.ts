/**
 * `ws2 conformance server`: plays a client against a live server.
 *
 * @module
 */
import type { Model } from "../../reference/layout/index.ts";
import { runAgainstServer } from "../interop/conformance/run-server.ts";
import { targetOf } from "../interop/conformance/target.ts";
import { type Arguments, type Command, type Io, UsageError } from "./command.ts";
import { conform, conformanceOptions, conformanceText } from "./conformance.ts";

async function run(args: Arguments, io: Io, model: Model): Promise<number> {
  const [url, ...others] = args.words;
  if (url === undefined || others.length > 0) throw new UsageError(`expected one URL, found ${args.words.length}`);
  const target = targetOf(url, args.has("insecure"));
  if (typeof target === "string") throw new UsageError(target);
  return conform(args, io, model, "server", url, (plan) => runAgainstServer(target, plan));
}

/** Makes the command for a protocol. */
export function conformanceServerCommand(model: Model): Command {
  return {
    name: "conformance server",
    summary: "check a live server against the draft",
    takes: "URL",
    text: [
      "Plays clients, well-behaved and hostile ones, against the resource of the URL, which has to send every message back as it came. It needs no other set-up; http is HTTP/2 in cleartext with prior knowledge. A server that negotiates lz4 and deflate, and has the draft's limits, is checked most fully.",
      ...conformanceText,
    ],
    options: { insecure: { says: "accept any certificate" }, ...conformanceOptions },
    examples: [
      ["conformance server https://localhost:8443/echo --insecure", "every case but the slow ones"],
      ["conformance server http://127.0.0.1:8080/ --case closing", "one topic"],
      ["conformance server http://127.0.0.1:8080/ --report html --out report.html", "a page"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
