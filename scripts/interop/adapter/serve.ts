/**
 * The loop of an adapter: a line in, a line out.
 *
 * @module
 */
import { z } from "zod";

import { problemLines } from "../../common/validate-file.ts";
import { LineSplitter } from "../../common/lines.ts";
import { formatVersion } from "../format/suite-schema.ts";
import type { AdapterIntroduction } from "../protocol/messages.ts";
import { decompress } from "./decompress.ts";
import { decode, encode, varsize } from "./frames.ts";
import { handshake } from "./handshake.ts";
import type { OperationReply, Operation } from "./operation.ts";
import { session } from "./session.ts";

/** The operations of this package's adapter. */
export const operations: Readonly<Record<string, Operation>> = { decode, encode, varsize, handshake, decompress, session };

const command = z.discriminatedUnion("cmd", [
  z.looseObject({ cmd: z.literal("start"), format: z.int() }),
  z.looseObject({ cmd: z.literal("run"), seq: z.int(), op: z.string() }),
  z.looseObject({ cmd: z.literal("stop") }),
]);

/** A line that an adapter cannot understand. */
export class LineError extends Error {
  override readonly name = "LineError";
}

function commandOf(line: string): z.output<typeof command> {
  try {
    return command.parse(JSON.parse(line));
  } catch (error) {
    const why = error instanceof z.ZodError ? 'expected {"cmd":"start"|"run"|"stop",...}' : (error as Error).message;
    throw new LineError(`${why}; the line was ${line.slice(0, 120)}`);
  }
}

/** The answer to one line; `undefined` where the adapter is to stop. @throws {@link LineError} */
export function answerLine(line: string, self: Omit<AdapterIntroduction, "ops">, ops = operations): object | undefined {
  const asked = commandOf(line);
  if (asked.cmd === "stop") return undefined;
  if (asked.cmd === "start") {
    if (asked.format !== formatVersion) throw new LineError(`expected format ${formatVersion}, found ${asked.format}`);
    return { ...self, ops: Object.keys(ops) };
  }
  const { seq, op } = asked;
  const run = Object.hasOwn(ops, op) ? ops[op] : undefined;
  return { seq, ...(run === undefined ? { skipped: `no op ${op}` } : runOperation(run, asked)) };
}

/** What an operation answers. @throws {@link LineError} where the request has not what the operation needs */
function runOperation(run: Operation, asked: unknown): OperationReply {
  try {
    return run(asked);
  } catch (error) {
    if (error instanceof z.ZodError) throw new LineError(problemLines("request", error, asked).join("\n"));
    throw error;
  }
}

/**
 * Answers lines until it is told to stop or the input ends.
 *
 * @param input - pieces of text
 * @param write - takes each line of the answers, with its end
 * @throws {@link LineError} where a line is not understood
 */
export async function serveAdapter(input: AsyncIterable<string>, write: (line: string) => void, self: Omit<AdapterIntroduction, "ops">): Promise<void> {
  const lines = new LineSplitter();
  for await (const piece of input) {
    for (const line of lines.push(piece)) {
      if (line.trim() === "") continue;
      const answer = answerLine(line, self);
      if (answer === undefined) return;
      write(`${JSON.stringify(answer)}\n`);
    }
  }
}
