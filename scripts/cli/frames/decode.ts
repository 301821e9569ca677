/**
 * `ws2 decode`: shows octets field by field.
 *
 * @module
 */
// Modules without Zod: the index and the schema take several times as long to load as the rest of this command.
import { compileElement } from "../../../reference/layout/compile/codec.ts";
import { isEncoded } from "../../../reference/layout/encoded-element.ts";
import { LocalError } from "../../../reference/layout/errors.ts";
import type { Model } from "../../../reference/layout/index.ts";
import { isCapture } from "../../capture/read-capture.ts";
import { safeJson } from "../../common/escape-controls.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import {
  type DecodeContext,
  type DecodedItem,
  decodeItems,
  fieldKinds,
  isFaultless,
  itemJson,
} from "../../frames/decode-items.ts";
import { itemsUntilEnd } from "../../interop/explain/stream-end.ts";
import { choiceOption, type ParsedArguments, type Command, type CommandIo, integerOption } from "../command.ts";
import type { Style } from "../terminal/style.ts";
import { itemText } from "./item-text.ts";
import { namesFile, readInputFile } from "./input-file.ts";
import { octetForms, octetsFromInput, octetsFromArguments } from "./octets.ts";

/** The input of a command line. */
interface DecodeInput {
  /** The path of the file, or `-`; absent for octets on the command line. */
  readonly file?: string;
  readonly octets: Uint8Array;
}

/** Returns the octets of the command line, and those of a file or the standard input as they are. */
async function readInput(args: ParsedArguments, io: CommandIo): Promise<DecodeInput> {
  const [word, ...others] = args.positionals;
  if (word === undefined) throw new UsageError("expected octets in hexadecimal or base64, a file, or - for the standard input");
  if (others.length === 0 && word === "-") return { file: word, octets: await io.input() };
  if (others.length === 0 && namesFile(word)) return { file: word, octets: readInputFile(word) };
  return { octets: octetsFromArguments(args.positionals, choiceOption(args, "from", octetForms)) };
}

/** Returns the ids of the elements that have octets. */
function decodableElements(model: Model): string[] {
  return Object.values(model.elements)
    .filter(isEncoded)
    .map((element) => element.id);
}

/** Decodes the input as a sequence of an element of the model. */
function decodeElement(model: Model, type: string, input: Uint8Array, given: DecodeContext): DecodedItem[] {
  return decodeItems(compileElement(model, type), input, given);
}

function itemsText(model: Model, type: string, items: readonly DecodedItem[], style: Style): string {
  return items.map((item) => itemText(model.elements[type]?.title ?? type, item, fieldKinds(model), style)).join("\n");
}

/**
 * Returns octets field by field, until the end of the stream, such as an error frame, or the first fault.
 *
 * @param type - the id of the element; the octets are a sequence of it
 */
export function annotateOctets(model: Model, type: string, input: Uint8Array, given: DecodeContext, style: Style): string {
  const items = decodeElement(model, type, input, given);
  const shown = itemsUntilEnd(items, type, model);
  const text = itemsText(model, type, shown, style);
  return shown.length < items.length ? `${text}\n${model.stream?.end?.description}\n` : text;
}

/** Reads the options of the connection. Compression is loaded only if the command line names it. */
async function readDecodeContext(args: ParsedArguments): Promise<DecodeContext> {
  const limit = integerOption(args, "limit", 0, 2 ** 32);
  if (args.value("compression") === undefined) return { limit, method: "none" };
  const agreed = (await import("../options/agreed-compression.ts")).readAgreedCompression(args);
  const { messageDecompressor } = await import("../../interop/explain/message-decompressor.ts");
  return { limit, method: agreed.method, decompressor: messageDecompressor(agreed.parameters, limit) };
}

/** The element of the stream of the protocol. */
const defaultType = ({ stream }: Model): string => stream?.element ?? "";

async function decode(args: ParsedArguments, io: CommandIo, input: Uint8Array, model: Model): Promise<number> {
  const type = choiceOption(args, "type", decodableElements(model)) ?? defaultType(model);
  const items = decodeElement(model, type, input, await readDecodeContext(args));
  if (input.length === 0 && items.some(({ result }) => !result.ok)) {
    throw new UsageError(`expected the octets of ${type}, found none${args.positionals[0] === "-" ? ": the standard input is empty" : ""}`);
  }
  if (args.has("json")) io.out(`${safeJson({ type, items: items.map(itemJson) }, 2)}\n`);
  else io.out(itemsText(model, type, items, io.style));
  return items.every(isFaultless) ? exitCode.ok : exitCode.failed;
}

/** Makes the command for a protocol. */
export function decodeCommand(model: Model): Command {
  return {
    operands: "OCTETS... | FILE | -",
    description: [
      "Decodes one frame after the other and prints each field beside its octets, until the end or the first fault. A fault is marked, with the expected and the found value.",
      "OCTETS are hexadecimal, with optional spaces, colons, commas and 0x; a string with escapes such as \\x03; a dump of xxd, hexdump -C or Wireshark; or base64, recognised by its padding or by letters of both cases. With FILE or -, they come from a file or the standard input: printable text as above, other input as binary.",
      "A capture in the format pcap or pcapng is recognised. Its TCP connections are put together, and each stream of WebSocket2 over HTTP/2 or HTTP/1.1 in the clear is shown: header sections, frames with packet and time, both directions in the order of time, messages decompressed as the response says. Values of other fields than those of the handshake are in JSON only. The output names what the capture lacks. For TLS, the output names the command of tshark that decrypts.",
      "Exit codes: 0 if everything is whole and without fault; 1 for a fault, an incomplete frame, missing packets, or a capture without a stream of WebSocket2; 2 if the command line or the input cannot be used.",
    ],
    options: {
      type: {
        short: "t",
        valueName: "ELEMENT",
        summary: `the element to decode: ${decodableElements(model).join(", ")} (default: ${defaultType(model)})`,
      },
      from: { short: "f", valueName: "FORM", summary: "the form of the octets: hex, base64, binary (default: recognised)" },
      compression: {
        short: "c",
        valueName: "METHOD",
        summary: async () => (await import("../options/agreed-compression.ts")).agreedCompressionHelp,
      },
      limit: {
        short: "l",
        valueName: "OCTETS",
        summary: "the limit of the receiver for one message (default: none; in a capture, what the receiver announced)",
      },
      stream: { short: "s", valueName: "NUMBER", summary: "of a capture, show only the streams with this number" },
      json: { short: "j", summary: "print JSON: fields with bit offsets, values in plain form" },
    },
    examples: [
      ["decode 05 02 43 4c 4f 53", "a close without status"],
      ["decode --type varsize feff00", "a VarSize"],
      ["decode AwBIaQ==", "a text frame in base64"],
      ["decode -c lz4 0f041d3f686f2003000250686f20686f", "a compressed message and its content"],
      ["decode frames.bin", "the octets of a stream, from a file"],
      ["decode traffic.pcapng", "the connections in a capture of packets"],
    ],
    run: async (args, io) => {
      const { file, octets } = await readInput(args, io);
      try {
        if (file !== undefined && isCapture(octets) && args.value("from") === undefined) {
          return await (await import("../capture/decode-capture.ts")).decodeCapture(model, { file, octets }, args, io);
        }
        const input = file === undefined ? octets : octetsFromInput(octets, choiceOption(args, "from", octetForms));
        return await decode(args, io, input, model);
      } catch (error) {
        if (error instanceof LocalError) throw new UsageError(error.message);
        throw error;
      }
    },
  };
}
