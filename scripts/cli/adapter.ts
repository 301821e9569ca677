/**
 * `ws2 adapter`: the adapter of this package for the runner of the vectors.
 *
 * @module
 */
import { UsageError, exitCode } from "../common/program.ts";
import { LineError, operations, serveAdapter } from "../interop/adapter/serve.ts";
import type { Command } from "./command.ts";
import { packageInfo } from "./package.ts";

/** Yields octets as text. */
async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The command. */
export const adapterCommand: Command = {
  operands: "",
  description: [
    `Reads requests from the standard input, one JSON object per line, and writes one line per reply to the standard output, until {"cmd":"stop"} or the end of the input. Operations: ${Object.keys(operations).join(", ")}.`,
    "This is the adapter of this package. Adapters of other implementations can follow it; spec-tests/vectors/README.md defines the protocol.",
  ],
  options: {},
  examples: [["vectors run --adapter 'ws2 adapter'", "the vectors against this package"]],
  run: async (args, io) => {
    if (args.positionals.length > 0) throw new UsageError(`expected no arguments, found ${args.positionals.join(" ")}`);
    try {
      await serveAdapter(textOf(io.inputChunks()), io.out, packageInfo);
    } catch (error) {
      if (error instanceof LineError) throw new UsageError(error.message);
      throw error;
    }
    return exitCode.ok;
  },
};
