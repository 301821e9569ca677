/**
 * Frames as a user writes them: a JSON value, or a few words.
 *
 * @module
 */
import { fromPlain, LocalError } from "../../reference/layout/index.ts";
import { frame, type Frame } from "../../reference/schema/index.ts";
import { UsageError } from "./command.ts";
import { fromHex } from "./octets.ts";

/** One short form. */
interface Short {
  /** What follows its first word, for the help. */
  readonly takes: string;
  readonly read: (rest: string) => Frame;
}

function closing(code: string, words: string): Frame {
  const [, status, reason] = /^(\d+)(?:\s+(.*))?$/s.exec(words) ?? [];
  if (words === "") return { type: "error", code };
  if (status === undefined) throw new UsageError(`expected a status, then perhaps a reason, found ${JSON.stringify(words)}`);
  return { type: "error", code, status: Number(status), reason: reason ?? "" };
}

function error(words: string): Frame {
  const [, code = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(words) ?? [];
  return closing(code, rest);
}

/** The short forms by their first word. */
export const shorts: Readonly<Record<string, Short>> = {
  text: { takes: "[TEXT]", read: (text) => ({ type: "text", text }) },
  binary: { takes: "[HEX]", read: (hex) => ({ type: "binary", bytes: fromHex(hex) }) },
  close: { takes: "[STATUS [REASON]]", read: (words) => closing("CLOS", words) },
  error: { takes: "CODE [STATUS [REASON]]", read: error },
  ping: { takes: "HEX", read: (hex) => ({ type: "ping", kind: "ping", data: fromHex(hex) }) },
  pong: { takes: "HEX", read: (hex) => ({ type: "ping", kind: "pong", data: fromHex(hex) }) },
};

function fromShort(line: string): Frame {
  const [, word = "", rest = ""] = /^\s*(\S+)\s?(.*)$/s.exec(line) ?? [];
  const short = Object.hasOwn(shorts, word) ? shorts[word] : undefined;
  if (short !== undefined) return short.read(rest);
  throw new UsageError(`expected a JSON object, or one of ${Object.keys(shorts).join(", ")}, found ${JSON.stringify(word)}`);
}

function fromJson(line: string): Frame {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new UsageError(`expected one JSON object, but ${(error as Error).message}`);
  }
  return fromPlain(frame.model, value) as Frame;
}

/**
 * A frame from its JSON value or its short form.
 *
 * @throws {@link UsageError}
 */
export function frameFrom(line: string): Frame {
  try {
    return line.trimStart().startsWith("{") ? fromJson(line) : fromShort(line);
  } catch (error) {
    if (error instanceof LocalError) throw new UsageError(error.message);
    throw error;
  }
}
