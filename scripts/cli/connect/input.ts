/**
 * Messages from the standard input of `ws2 connect`: lines of text, lines of JSON, or octets.
 *
 * @module
 */
import { z } from "zod";

import type { ReceivedData } from "../../../reference/http2/index.ts";
import { type OctetLine, splitOctetLines } from "../../common/lines.ts";
import { UsageError } from "../../common/program.ts";
import { invalidUtf8Offset } from "../../common/utf8.ts";
import { pathText } from "../../common/validate-file.ts";
import { valueProblems } from "../../common/zod-messages.ts";
import { octetsFromBase64, octetsFromHex } from "../../frames/octets.ts";

/** What a part of the input asks for. */
export type InputAction =
  | { readonly type: "message"; readonly data: ReceivedData; readonly compress: boolean }
  | { readonly type: "ping" }
  | { readonly type: "close"; readonly code: number; readonly reason: string };

/** Reads the input. @throws {@link UsageError} with line or octet of a mistake */
export type InputReader = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<InputAction>;

const message = (data: ReceivedData, compress = true): InputAction => ({ type: "message", data, compress });

function lineText({ octets, offset }: OctetLine): string {
  const invalid = invalidUtf8Offset(octets);
  if (invalid === undefined) return octets.toString("utf8");
  throw new UsageError(`standard input: octet ${offset + invalid} is not UTF-8; --binary sends octets as they are`);
}

/** Returns each line as a text message. */
export const readTextLines: InputReader = async function* (chunks) {
  for await (const line of splitOctetLines(chunks)) yield message(lineText(line));
};

/** Members of the events that `--json` prints: a line of the output can be used as input. */
const eventMembers = { time: z.string().optional(), event: z.enum(["sent", "received"]).optional() };
const compress = z.boolean().default(true);

const inputLine = z.discriminatedUnion("type", [
  z.strictObject({ ...eventMembers, type: z.literal("text"), text: z.string(), compress }),
  z.strictObject({ ...eventMembers, type: z.literal("binary"), base64: z.string().optional(), bytes: z.string().optional(), compress }),
  z.strictObject({ type: z.literal("ping") }),
  z.strictObject({ type: z.literal("close"), code: z.int().default(1000), reason: z.string().default("") }),
]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('expected a JSON object such as {"type":"text","text":"Hi"}');
  }
}

function parseLine(text: string): InputAction {
  const value = parseJson(text);
  const parsed = inputLine.safeParse(value);
  if (!parsed.success) {
    const [{ path, message: problem } = { path: [], message: "" }] = valueProblems(parsed.error, value, inputLine);
    const types = inputLine.options.map((option) => option.shape.type.value).join(", ");
    throw new UsageError(pathText(path) === "type" ? `expected the type ${types}` : `${pathText(path)}: ${problem}`);
  }
  const { data } = parsed;
  if (data.type === "close" || data.type === "ping") return data;
  if (data.type === "text") return message(data.text, data.compress);
  const { base64, bytes } = data;
  if ((base64 === undefined) === (bytes === undefined)) throw new UsageError("expected either base64 or bytes, in hexadecimal");
  return message(base64 === undefined ? octetsFromHex(bytes ?? "") : octetsFromBase64(base64), data.compress);
}

/** Returns the action of each line of JSON; empty lines are ignored. */
export const readJsonLines: InputReader = async function* (chunks) {
  let number = 0;
  for await (const line of splitOctetLines(chunks)) {
    number += 1;
    const text = lineText(line);
    if (text.trim() === "") continue;
    try {
      yield parseLine(text);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(`standard input, line ${number}: ${error.message}`);
    }
  }
};

/**
 * Returns a reader of octets: one binary message, or several.
 *
 * @param size - the octets of each message; without it, the whole input is one
 */
export function octetReader(size = Infinity): InputReader {
  return async function* (chunks) {
    let waiting: Buffer[] = [];
    let length = 0;
    let count = 0;
    for await (const chunk of chunks) {
      waiting.push(Buffer.from(chunk));
      length += chunk.length;
      if (length < size) continue;
      const all = Buffer.concat(waiting);
      let from = 0;
      for (; length - from >= size; from += size, count += 1) yield message(new Uint8Array(all.subarray(from, from + size)));
      waiting = [all.subarray(from)];
      length -= from;
    }
    if (length > 0 || count === 0) yield message(new Uint8Array(Buffer.concat(waiting)));
  };
}
