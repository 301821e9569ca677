/**
 * `ws2 decode`: shows octets field by field.
 *
 * @module
 */
// Modules without Zod: the index and the schema take several times as long to load as the rest of this command.
import { compileElement } from "../../../reference/layout/compile/codec.ts";
import { issueText, LocalError } from "../../../reference/layout/errors.ts";
import type { Model } from "../../../reference/layout/index.ts";
import { escapeControls, safeJson } from "../../common/escape-controls.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import {
  type DecodeContext,
  type DecodedItem,
  decodeItems,
  fieldKinds,
  isFaultless,
  itemJson,
  offsetIssue,
} from "../../frames/decode-items.ts";
import { type FieldTableInput, fieldTableRows } from "../../frames/field-rows.ts";
import { choiceOption, type ParsedArguments, type Command, type CommandIo, integerOption } from "../command.ts";
import type { Style } from "../terminal/style.ts";
import { formatDecompressed } from "./decompressed-message.ts";
import { fieldTableLines } from "./field-table.ts";
import { octetForms, octetsFromInput, octetsFromArguments } from "./octets.ts";

async function readOctets(args: ParsedArguments, io: CommandIo): Promise<Uint8Array> {
  const form = choiceOption(args, "from", octetForms);
  if (args.positionals.length === 0) throw new UsageError("expected octets in hexadecimal or base64, or - for the standard input");
  if (args.positionals.length === 1 && args.positionals[0] === "-") return octetsFromInput(await io.input(), form);
  return octetsFromArguments(args.positionals, form);
}

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

/** The most characters of a found value in a message. */
const MAX_FOUND_CHARACTERS = 80;

/** Returns a text, cut at the limit. */
function truncate(text: string): string {
  return text.length > MAX_FOUND_CHARACTERS ? `${text.slice(0, MAX_FOUND_CHARACTERS)}...` : text;
}

function resultLines({ result, octet }: DecodedItem): string[] {
  if (result.ok) return [];
  if (result.issue === undefined) return [`incomplete: at least ${plural(result.needs, "octet")} more`];
  return [escapeControls(issueText({ ...offsetIssue(result.issue, octet), found: truncate(result.issue.found) }))];
}

function itemText(title: string, item: DecodedItem, kindOf: FieldTableInput["kindOf"], style: Style): string {
  const { result, octets, octet, fields } = item;
  const head = `${style.strong(title)}${octet === 0 ? "" : ` at octet ${octet}`}, ${plural(octets.length, "octet")}`;
  const fault = result.ok ? undefined : result.issue;
  const table = fieldTableLines(fieldTableRows({ octets, fields, kindOf, firstOffset: octet, fault }), style);
  const within = item.decompressed === undefined ? [] : [formatDecompressed(item.decompressed, style)];
  const blocks = [[head], table, resultLines(item).map(style.bad), within].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`;
}

/** Returns the ids of the elements that have octets. */
function decodableElements(model: Model): string[] {
  return Object.values(model.elements)
    .filter((element) => element.kind === "struct" || element.kind === "prefixed")
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
 * Returns octets field by field, until the end or the first fault.
 *
 * @param type - the id of the element; the octets are a sequence of it
 */
export function annotateOctets(model: Model, type: string, input: Uint8Array, given: DecodeContext, style: Style): string {
  return itemsText(model, type, decodeElement(model, type, input, given), style);
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
    operands: "OCTETS... | -",
    description: [
      "Decodes one frame after the other and prints each field beside its octets, until the end or the first fault. A fault is marked, with the expected and the found value.",
      "OCTETS are hexadecimal, with optional spaces, colons, commas and 0x; a string with escapes such as \\x03; a dump of xxd, hexdump -C or Wireshark; or base64, recognised by its padding or by letters of both cases. With -, the octets come from the standard input: printable text as above, other input as binary.",
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
      limit: { short: "l", valueName: "OCTETS", summary: "the limit of the receiver for one message (default: none)" },
      json: { short: "j", summary: "print JSON: fields with bit offsets, values in plain form" },
    },
    examples: [
      ["decode 05 02 43 4c 4f 53", "a close without status"],
      ["decode --type varsize feff00", "a VarSize"],
      ["decode AwBIaQ==", "a text frame in base64"],
      ["decode -c lz4 0f041d3f686f2003000250686f20686f", "a compressed message and its content"],
      ["decode - < capture.bin", "the octets of a stream, from a file"],
    ],
    run: async (args, io) => {
      const input = await readOctets(args, io);
      try {
        return await decode(args, io, input, model);
      } catch (error) {
        if (error instanceof LocalError) throw new UsageError(error.message);
        throw error;
      }
    },
  };
}
