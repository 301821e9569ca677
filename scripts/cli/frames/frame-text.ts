/**
 * Frames on the command line: words or JSON.
 *
 * @module
 */
import { fromPlain, LocalError } from "../../../reference/layout/index.ts";
import { frame, type Frame } from "../../../reference/schema/index.ts";
import { UsageError } from "../../common/program.ts";
import { octetsFromHex } from "../../frames/octets.ts";

/** A short form of a frame. */
interface FrameShorthand {
  /** The operands after the first word, for the help. */
  readonly operands: string;
  readonly parse: (rest: string) => Frame;
}

function errorFrame(code: string, words: string): Frame {
  const [, status, reason] = /^(\d+)(?:\s+(.*))?$/s.exec(words) ?? [];
  if (words === "") return { type: "error", code };
  if (status === undefined) throw new UsageError(`expected a status and optionally a reason, found ${JSON.stringify(words)}`);
  return { type: "error", code, status: Number(status), reason: reason ?? "" };
}

function parseError(words: string): Frame {
  const [, code = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(words) ?? [];
  return errorFrame(code, rest);
}

/** The short forms by first word. */
export const frameShorthands: Readonly<Record<string, FrameShorthand>> = {
  text: { operands: "[TEXT]", parse: (text) => ({ type: "text", text }) },
  binary: { operands: "[HEX]", parse: (hex) => ({ type: "binary", bytes: octetsFromHex(hex) }) },
  close: { operands: "[STATUS [REASON]]", parse: (words) => errorFrame("CLOS", words) },
  error: { operands: "CODE [STATUS [REASON]]", parse: parseError },
  ping: { operands: "HEX", parse: (hex) => ({ type: "ping", kind: "ping", data: octetsFromHex(hex) }) },
  pong: { operands: "HEX", parse: (hex) => ({ type: "ping", kind: "pong", data: octetsFromHex(hex) }) },
};

function parseShorthand(line: string): Frame {
  const [, word = "", rest = ""] = /^\s*(\S+)\s?(.*)$/s.exec(line) ?? [];
  const short = Object.hasOwn(frameShorthands, word) ? frameShorthands[word] : undefined;
  if (short !== undefined) return short.parse(rest);
  throw new UsageError(`expected a JSON object, or one of ${Object.keys(frameShorthands).join(", ")}, found ${JSON.stringify(word)}`);
}

function parseJson(line: string): Frame {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new UsageError(`expected a JSON object: ${(error as Error).message}`);
  }
  return fromPlain(frame.model, value) as Frame;
}

/**
 * Parses a frame in JSON or in a short form.
 *
 * @throws {@link UsageError}
 */
export function parseFrame(line: string): Frame {
  try {
    return line.trimStart().startsWith("{") ? parseJson(line) : parseShorthand(line);
  } catch (error) {
    if (error instanceof LocalError) throw new UsageError(error.message);
    throw error;
  }
}
