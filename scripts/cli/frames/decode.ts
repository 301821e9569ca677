/**
 * `ws2 decode`: octets, field by field.
 *
 * @module
 */
import {
  type Codec,
  compileElement,
  type Decoded,
  type Issue,
  issueText,
  LocalError,
  type Model,
  type StructModel,
  toPlain,
  type TracedField,
} from "../../../reference/layout/index.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import { websocket2ElementIds } from "../../interop/format/element-ids.ts";
import { choiceOption, type ParsedArguments, type Command, type CommandIo, integerOption } from "../command.ts";
import { type AgreedCompression, agreedCompressionHelp, readAgreedCompression } from "../options/agreed-compression.ts";
import { octetForms, octetsFromInput, octetsFromArguments } from "./octets.ts";
import { fieldTableRows, type FieldTableInput, fieldTableLines } from "./field-table.ts";
import type { Style } from "../terminal/style.ts";
import { type DecompressedMessage, formatDecompressed, MessageDecompressor } from "./message-decompressor.ts";

/** What stands at one place of the input. */
interface DecodedItem {
  /** Where it begins, in octets from the first octet of the input. */
  readonly octet: number;
  readonly octets: Uint8Array;
  readonly fields: readonly TracedField[];
  readonly result: Decoded<unknown>;
  /** The message in a compressed frame. */
  readonly decompressed?: DecompressedMessage | undefined;
}

async function readOctets(args: ParsedArguments, io: CommandIo): Promise<Uint8Array> {
  const form = choiceOption(args, "from", octetForms);
  if (args.positionals.length === 0) throw new UsageError("expected octets in hexadecimal or base64, or - for the standard input");
  if (args.positionals.length === 1 && args.positionals[0] === "-") return octetsFromInput(await io.input(), form);
  return octetsFromArguments(args.positionals, form);
}

/** What is known of the connection whose octets are shown. */
export interface DecodeContext {
  /** The receiver's limit for one message, in octets. */
  readonly limit?: number | undefined;
  /** What both ends agreed on. */
  readonly compression: AgreedCompression;
}

/** The bounds that an element knows, from what is given. */
function boundsFor({ limit, compression: { method } }: DecodeContext, element: StructModel | undefined): Record<string, number | string> {
  const bounds: Record<string, number | string> = {};
  for (const constraint of (element?.fields ?? []).flatMap((field) => field.constraints)) {
    if (constraint.rule === "bound" && limit !== undefined) bounds[constraint.bound] = limit;
    if (constraint.rule === "agreed") bounds[constraint.bound] = method;
  }
  return bounds;
}

/** How many octets the first struct of the input takes; `undefined` where it is not whole and well formed. */
function firstStructSize(codec: Codec<unknown>, octets: Uint8Array, bounds: Record<string, number | string>): number | undefined {
  if (codec.model.kind === "prefixed" || !codec.model.fields.some((field) => field.role === "length")) return undefined;
  const end = codec.reader(bounds).read(octets, 0, octets.length);
  return end > 0 ? end : undefined;
}

/** One struct after the other, up to the end or the first fault. */
export function decodeItems(codec: Codec<unknown>, input: Uint8Array, bounds: Record<string, number | string>, unsealer: MessageDecompressor): DecodedItem[] {
  const items: DecodedItem[] = [];
  let octet = 0;
  do {
    const rest = input.subarray(octet);
    const octets = rest.subarray(0, firstStructSize(codec, rest, bounds) ?? rest.length);
    const traced = codec.trace(octets, bounds);
    const unsealed = traced.result.ok ? unsealer.decompress({ octet, fields: traced.fields, frame: traced.result.value as object }) : undefined;
    items.push({ octet, octets, ...traced, decompressed: unsealed });
    octet += octets.length;
    if (!traced.result.ok || unsealed?.ok === false) break;
  } while (octet < input.length);
  return items;
}

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

/** How many characters of what was found a message shows. */
const MAX_FOUND_CHARACTERS = 80;

/** A text of at most so many characters. */
function truncate(text: string): string {
  return text.length > MAX_FOUND_CHARACTERS ? `${text.slice(0, MAX_FOUND_CHARACTERS)}...` : text;
}

/** An issue with its place counted from the first octet of the input. */
function offsetIssue(issue: Issue, base: number): Issue {
  return { ...issue, octet: issue.octet + base, bit: issue.bit + base * 8 };
}

function resultLines({ result, octet }: DecodedItem): string[] {
  if (result.ok) return [];
  if (result.issue === undefined) return [`incomplete: at least ${plural(result.needs, "octet")} more`];
  return [issueText({ ...offsetIssue(result.issue, octet), found: truncate(result.issue.found) })];
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

/** The items in a form for programs. */
function itemJson({ octet, octets, fields, result, decompressed: unsealed }: DecodedItem): object {
  const shown = { octet, octets: octets.length, fields };
  const within = unsealed === undefined ? {} : unsealed.ok ? { content: toPlain(unsealed.content) } : { issue: unsealed.issue };
  if (result.ok) return { ...shown, value: toPlain(result.value), ...within };
  return { ...shown, ...(result.issue === undefined ? { needs: result.needs } : { issue: offsetIssue(result.issue, octet) }) };
}

/** The kind of each field, by the last name of its path. */
function fieldKinds(model: Model): FieldTableInput["kindOf"] {
  const kinds = new Map<string, string>();
  for (const element of Object.values(model.elements)) {
    if (element.kind !== "struct") continue;
    for (const field of element.fields) kinds.set(field.name, field.wire.kind);
  }
  return (path) => kinds.get(path.split(".").at(-1) ?? "");
}

/** The elements that have octets. */
function decodableElements(model: Model): string[] {
  return Object.values(model.elements).filter((element) => element.kind === "struct" || element.kind === "prefixed").map((element) => element.id);
}

/** The items of the input, for an element of the model. */
function decodeElement(model: Model, type: string, input: Uint8Array, given: DecodeContext): DecodedItem[] {
  const element = model.elements[type];
  const bounds = boundsFor(given, element?.kind === "struct" ? element : undefined);
  return decodeItems(compileElement(model, type), input, bounds, new MessageDecompressor(given.compression, given.limit));
}

function itemsText(model: Model, type: string, items: readonly DecodedItem[], style: Style): string {
  return items.map((item) => itemText(model.elements[type]?.title ?? type, item, fieldKinds(model), style)).join("\n");
}

/**
 * Octets field by field, up to the end or the first fault.
 *
 * @param type - the id of the element that they are a sequence of
 */
export function annotateOctets(model: Model, type: string, input: Uint8Array, given: DecodeContext, style: Style): string {
  return itemsText(model, type, decodeElement(model, type, input, given), style);
}

function decode(args: ParsedArguments, io: CommandIo, input: Uint8Array, model: Model): number {
  const type = choiceOption(args, "type", decodableElements(model)) ?? websocket2ElementIds.frame;
  const items = decodeElement(model, type, input, { limit: integerOption(args, "limit", 0, 2 ** 32), compression: readAgreedCompression(args) });
  if (input.length === 0 && items.some(({ result }) => !result.ok)) throw new UsageError(`expected the octets of ${type}, found none${args.positionals[0] === "-" ? ": the standard input is empty" : ""}`);
  if (args.has("json")) io.out(`${JSON.stringify({ type, items: items.map(itemJson) }, null, 2)}\n`);
  else io.out(itemsText(model, type, items, io.style));
  return items.every(({ result, decompressed: unsealed }) => result.ok && unsealed?.ok !== false) ? exitCode.ok : exitCode.failed;
}

/** Makes the command for a protocol. */
export function decodeCommand(model: Model): Command {
  return {
    name: "decode",
    summary: "show octets field by field, and where a fault lies",
    operands: "OCTETS... | -",
    description: [
      "Shows the fields of one frame after the other, each beside its octets, up to the end or the first fault. A fault is marked, with what was expected and what was found.",
      "OCTETS are hexadecimal, which may hold spaces, colons, commas and 0x, or base64, which a padding or letters of both cases tell apart. With - the octets come from the standard input: printable text is read in the same way, anything else as it is.",
    ],
    options: {
      type: { short: "t", valueName: "ELEMENT", summary: `what the octets are: ${decodableElements(model).join(", ")} (${websocket2ElementIds.frame} unless given)` },
      from: { short: "f", valueName: "FORM", summary: "the form of the octets, where a guess would be wrong: hex, base64, binary" },
      compression: { short: "c", valueName: "METHOD", summary: agreedCompressionHelp },
      limit: { short: "l", valueName: "OCTETS", summary: "the receiver's limit for one message (none unless given)" },
      json: { short: "j", summary: "print JSON: fields with their bits, values in plain form" },
    },
    examples: [
      ["decode 05 02 43 4c 4f 53", "the plain close"],
      ["decode --type varsize feff00", "a VarSize"],
      ["decode AwBIaQ==", "a text frame in base64"],
      ["decode -c lz4 0f041d3f686f2003000250686f20686f", "a compressed message, and what it holds"],
    ["decode - < capture.bin", "the octets of a stream"],
    ],
    run: async (args, io) => {
      const input = await readOctets(args, io);
      try {
        return decode(args, io, input, model);
      } catch (error) {
        if (error instanceof LocalError) throw new UsageError(error.message);
        throw error;
      }
    },
  };
}
