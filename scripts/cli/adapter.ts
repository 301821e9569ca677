/**
 * `ws2 adapter`: this package's codec behind the line protocol of the vectors.
 *
 * @module
 */
import { UsageError, exitCode } from "../common/program.ts";
import { LineError, operations, serveAdapter } from "../interop/adapter/serve.ts";
import { type Command } from "./command.ts";
import { packageInfo } from "./package.ts";

/** The command. */
export const adapterCommand: Command = {
  name: "adapter",
  summary: "answer a runner of vectors: JSON lines in, JSON lines out",
  operands: "",
  description: [
    `Reads one JSON object a line from the standard input and answers each with one line on the standard output, until {"cmd":"stop"} or the end. Operations: ${Object.keys(operations).join(", ")}.`,
    "It is the adapter of this package, and an example for adapters of other implementations: spec-tests/vectors/README.md has the protocol.",
  ],
  options: {},
  examples: [["vectors run --adapter 'ws2 adapter'", "how a runner starts it"]],
  run: async (args, io) => {
    if (args.positionals.length > 0) throw new UsageError(`expected no arguments, found ${args.positionals.join(" ")}`);
    try {
      await serveAdapter(io.inputChunks(), io.out, packageInfo);
    } catch (error) {
      if (error instanceof LineError) throw new UsageError(error.message);
      throw error;
    }
    return exitCode.ok;
  },
};
