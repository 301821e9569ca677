/**
 * The loop of the adapter: one request per line, one reply per line.
 *
 * @module
 */
import { z } from "zod";

import { nodeCompression } from "../../../reference/compression/index.ts";
import { LocalError } from "../../../reference/layout/errors.ts";
import { problemLines } from "../../common/validate-file.ts";
import { LineSplitter } from "../../common/lines.ts";
import { formatVersion } from "../format/suite-schema.ts";
import type { AdapterIntroduction } from "../protocol/messages.ts";
import { decompress } from "./decompress.ts";
import { decode, encode, varsize } from "./frames.ts";
import { handshake } from "./handshake.ts";
import type { OperationReply, Operation } from "./operation.ts";
import { session } from "./session.ts";

/** The operations by name. */
export const operations: Readonly<Record<string, Operation>> = { decode, encode, varsize, handshake, decompress, session };

const command = z.discriminatedUnion("cmd", [
  z.looseObject({ cmd: z.literal("start"), format: z.int() }),
  z.looseObject({ cmd: z.literal("run"), seq: z.int(), op: z.string() }),
  z.looseObject({ cmd: z.literal("stop") }),
]);

/** Thrown for a line that is not a valid request. */
export class LineError extends Error {
  override readonly name = "LineError";
}

function commandOf(line: string): z.output<typeof command> {
  try {
    return command.parse(JSON.parse(line));
  } catch (error) {
    const problem = error instanceof z.ZodError ? 'expected {"cmd":"start"|"run"|"stop",...}' : (error as Error).message;
    throw new LineError(`${problem}; the line was ${line.slice(0, 120)}`);
  }
}

/**
 * Answers one line.
 *
 * @param self - the name and the version of the adapter
 * @returns the reply; `undefined` after `stop`
 * @throws {@link LineError}
 */
export function answerLine(line: string, self: Omit<AdapterIntroduction, "ops">, ops = operations): object | undefined {
  const received = commandOf(line);
  if (received.cmd === "stop") return undefined;
  if (received.cmd === "start") {
    if (received.format !== formatVersion) throw new LineError(`expected format ${formatVersion}, found ${received.format}`);
    return { ...self, ops: Object.keys(ops) };
  }
  const { seq, op } = received;
  const operation = Object.hasOwn(ops, op) ? ops[op] : undefined;
  return { seq, ...(operation === undefined ? { skipped: `no op ${op}` } : runOperation(operation, received)) };
}

/** Runs an operation. @throws {@link LineError} if the request lacks a member, or has an invalid one */
function runOperation(operation: Operation, request: unknown): OperationReply {
  try {
    return operation(request);
  } catch (error) {
    // A runtime that lacks a method, such as Deno, is not tested with it.
    if (error instanceof LocalError && nodeCompression.deflate === undefined) return { skipped: error.message };
    if (error instanceof z.ZodError) throw new LineError(problemLines("request", error, request).join("\n"));
    throw error;
  }
}

/**
 * Answers lines until `stop` or the end of the input.
 *
 * @param input - pieces of text
 * @param write - receives each reply as a line with its line end
 * @param self - the name and the version of the adapter
 * @throws {@link LineError}
 */
export async function serveAdapter(
  input: AsyncIterable<string>,
  write: (line: string) => void,
  self: Omit<AdapterIntroduction, "ops">,
): Promise<void> {
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
