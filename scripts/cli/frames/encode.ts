/**
 * `ws2 encode`: encodes frames.
 *
 * @module
 */
import { MessageCompressor } from "../../../reference/compression/index.ts";
import { LocalError } from "../../../reference/layout/index.ts";
import type { Frame } from "../../../reference/schema/index.ts";
import { FrameEncoder } from "../../../reference/wire/index.ts";
import { toHex } from "../../common/octets.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import { type ParsedArguments, choiceOption, type Command, type CommandIo } from "../command.ts";
import { parseFrame, frameShorthands } from "./frame-text.ts";
import { type OctetForm, octetForms } from "./octets.ts";
import { type AgreedCompression, agreedCompressionHelp, readAgreedCompression } from "../options/agreed-compression.ts";

/** Returns the frames to encode, each with its place in the input for error messages. */
async function readFrameLines(args: ParsedArguments, io: CommandIo): Promise<readonly (readonly [place: string, line: string])[]> {
  if (args.positionals.length === 0) throw new UsageError("expected a frame, or - for the standard input with one frame per line");
  if (args.positionals.length > 1 || args.positionals[0] !== "-") return [["", args.positionals.join(" ")]];
  const text = Buffer.from(await io.input()).toString("utf8");
  const lines = text.split(/\r?\n/).map((line, index) => [`line ${index + 1}: `, line] as const);
  return lines.filter(([, line]) => line.trim() !== "");
}

/** Encodes the frames of one direction of a connection. */
class CompressingEncoder {
  readonly #encoder: FrameEncoder;
  readonly #compression: MessageCompressor | undefined;

  constructor({ method, parameters: choice }: AgreedCompression) {
    this.#encoder = new FrameEncoder({ compression: method });
    // The option asks for compression, so short messages are compressed too.
    this.#compression = choice === null ? undefined : new MessageCompressor(choice, { threshold: 0 });
  }

  encode(frame: Frame): Uint8Array {
    return this.#encoder.encode(this.#compressed(frame));
  }

  /** Compresses a message if the result is smaller. A compressed frame stays unchanged. */
  #compressed(frame: Frame): Frame {
    if (frame.type !== "text" && frame.type !== "binary") return frame;
    if (frame.compression !== undefined) return frame;
    const sealed = this.#compression?.compress(frame.type === "text" ? Buffer.from(frame.text) : frame.bytes);
    return sealed === undefined ? frame : { type: frame.type, ...sealed };
  }
}

function encodeLine(sender: CompressingEncoder, place: string, line: string): Uint8Array {
  try {
    return sender.encode(parseFrame(line));
  } catch (error) {
    if (error instanceof UsageError || error instanceof LocalError) throw new UsageError(`${place}${error.message}`);
    throw error;
  }
}

const outputWriters: Readonly<Record<OctetForm, (io: CommandIo, octets: readonly Uint8Array[]) => void>> = {
  hex: (io, frames) => io.out(frames.map((each) => `${toHex(each)}\n`).join("")),
  base64: (io, frames) => io.out(`${Buffer.concat(frames).toString("base64")}\n`),
  binary: (io, frames) => io.outOctets(Buffer.concat(frames)),
};

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const form = choiceOption(args, "to", octetForms) ?? "hex";
  if (form === "binary" && io.isTerminal) throw new UsageError("--to binary: expected a pipe or a file, found a terminal");
  const sender = new CompressingEncoder(readAgreedCompression(args));
  const frames = (await readFrameLines(args, io)).map(([place, line]) => encodeLine(sender, place, line));
  outputWriters[form](io, frames);
  return exitCode.ok;
}

/** The command. */
export const encodeCommand: Command = {
  operands: "FRAME | -",
  description: [
    `A FRAME is one of: ${Object.entries(frameShorthands)
      .map(([word, { operands: takes }]) => `${word} ${takes}`)
      .join("; ")}. A FRAME can also be a JSON object in the form of ws2 decode --json: {"type":"text","text":"Hi"}.`,
    "With -, the standard input has one frame per line. Hexadecimal output has one frame per line; base64 and binary output is one sequence of all frames.",
  ],
  options: {
    to: { short: "o", valueName: "FORM", summary: `the form of the octets: ${octetForms.join(", ")} (default: hex)` },
    compression: { short: "c", valueName: "METHOD", summary: agreedCompressionHelp },
  },
  examples: [
    ["encode text Hi", "a text frame"],
    ["encode close 1000 done", "a close with status and reason"],
    ['encode \'{"type":"binary","bytes":{"repeat":"00","count":300}}\'', "a JSON object; octets are hexadecimal, or a repeated pattern"],
    ["encode --compression lz4 text 'ho ho ho ho ho ho'", "a compressed message"],
    ["encode --to binary - < frames.txt | ws2 decode -", "frames encoded and decoded again"],
  ],
  run,
};
