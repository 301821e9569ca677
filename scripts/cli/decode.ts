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
} from "../../reference/layout/index.ts";
import { websocket2Parts } from "../interop/format/parts.ts";
import { choice, type Arguments, type Command, exit, type Io, UsageError, wholeNumber } from "./command.ts";
import { type Agreed, agreedText, readAgreed } from "./method.ts";
import { forms, fromInput, fromWords } from "./octets.ts";
import { rowsOf, type Shown, tableText } from "./rows.ts";
import type { Style } from "./style.ts";
import { type Unsealed, unsealedText, Unsealer } from "./unsealed.ts";

/** What stands at one place of the input. */
interface Item {
  /** Where it begins, in octets from the first octet of the input. */
  readonly octet: number;
  readonly octets: Uint8Array;
  readonly fields: readonly TracedField[];
  readonly result: Decoded<unknown>;
  /** The message in a compressed frame. */
  readonly unsealed?: Unsealed | undefined;
}

async function octetsOf(args: Arguments, io: Io): Promise<Uint8Array> {
  const form = choice(args, "from", forms);
  if (args.words.length === 0) throw new UsageError("expected octets in hexadecimal or base64, or - for the standard input");
  if (args.words.length === 1 && args.words[0] === "-") return fromInput(await io.input(), form);
  return fromWords(args.words, form);
}

/** What is known of the connection whose octets are shown. */
export interface Given {
  /** The receiver's limit for one message, in octets. */
  readonly limit?: number | undefined;
  /** What both ends agreed on. */
  readonly agreed: Agreed;
}

/** The bounds that an element knows, from what is given. */
function boundsOf({ limit, agreed: { method } }: Given, element: StructModel | undefined): Record<string, number | string> {
  const bounds: Record<string, number | string> = {};
  for (const constraint of (element?.fields ?? []).flatMap((field) => field.constraints)) {
    if (constraint.rule === "bound" && limit !== undefined) bounds[constraint.bound] = limit;
    if (constraint.rule === "agreed") bounds[constraint.bound] = method;
  }
  return bounds;
}

/** How many octets the first struct of the input takes; `undefined` where it is not whole and well formed. */
function firstSize(codec: Codec<unknown>, octets: Uint8Array, bounds: Record<string, number | string>): number | undefined {
  if (codec.model.kind === "prefixed" || !codec.model.fields.some((field) => field.role === "length")) return undefined;
  const end = codec.reader(bounds).read(octets, 0, octets.length);
  return end > 0 ? end : undefined;
}

/** One struct after the other, up to the end or the first fault. */
export function itemsOf(codec: Codec<unknown>, input: Uint8Array, bounds: Record<string, number | string>, unsealer: Unsealer): Item[] {
  const items: Item[] = [];
  let octet = 0;
  do {
    const rest = input.subarray(octet);
    const octets = rest.subarray(0, firstSize(codec, rest, bounds) ?? rest.length);
    const traced = codec.trace(octets, bounds);
    const unsealed = traced.result.ok ? unsealer.unseal({ octet, fields: traced.fields, frame: traced.result.value as object }) : undefined;
    items.push({ octet, octets, ...traced, unsealed });
    octet += octets.length;
    if (!traced.result.ok || unsealed?.ok === false) break;
  } while (octet < input.length);
  return items;
}

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

/** How many characters of what was found a message shows. */
const MOST_FOUND = 80;

/** A text of at most so many characters. */
function clipped(text: string): string {
  return text.length > MOST_FOUND ? `${text.slice(0, MOST_FOUND)}...` : text;
}

/** An issue with its place counted from the first octet of the input. */
function placed(issue: Issue, base: number): Issue {
  return { ...issue, octet: issue.octet + base, bit: issue.bit + base * 8 };
}

function outcomeText({ result, octet }: Item): string[] {
  if (result.ok) return [];
  if (result.issue === undefined) return [`incomplete: at least ${plural(result.needs, "octet")} more`];
  return [issueText({ ...placed(result.issue, octet), found: clipped(result.issue.found) })];
}

function itemText(title: string, item: Item, kindOf: Shown["kindOf"], style: Style): string {
  const { result, octets, octet, fields } = item;
  const head = `${style.strong(title)}${octet === 0 ? "" : ` at octet ${octet}`}, ${plural(octets.length, "octet")}`;
  const fault = result.ok ? undefined : result.issue;
  const table = tableText(rowsOf({ octets, fields, kindOf, base: octet, fault }), style);
  const within = item.unsealed === undefined ? [] : [unsealedText(item.unsealed, style)];
  const blocks = [[head], table, outcomeText(item).map(style.bad), within].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`;
}

/** The items in a form for programs. */
function itemJson({ octet, octets, fields, result, unsealed }: Item): object {
  const shown = { octet, octets: octets.length, fields };
  const within = unsealed === undefined ? {} : unsealed.ok ? { content: toPlain(unsealed.content) } : { issue: unsealed.issue };
  if (result.ok) return { ...shown, value: toPlain(result.value), ...within };
  return { ...shown, ...(result.issue === undefined ? { needs: result.needs } : { issue: placed(result.issue, octet) }) };
}

/** The kind of each field, by the last name of its path. */
function kindsOf(model: Model): Shown["kindOf"] {
  const kinds = new Map<string, string>();
  for (const element of Object.values(model.elements)) {
    if (element.kind !== "struct") continue;
    for (const field of element.fields) kinds.set(field.name, field.wire.kind);
  }
  return (path) => kinds.get(path.split(".").at(-1) ?? "");
}

/** The elements that have octets. */
function decodable(model: Model): string[] {
  return Object.values(model.elements).filter((element) => element.kind === "struct" || element.kind === "prefixed").map((element) => element.id);
}

/** The items of the input, for an element of the model. */
function itemsFor(model: Model, type: string, input: Uint8Array, given: Given): Item[] {
  const element = model.elements[type];
  const bounds = boundsOf(given, element?.kind === "struct" ? element : undefined);
  return itemsOf(compileElement(model, type), input, bounds, new Unsealer(given.agreed, given.limit));
}

function itemsText(model: Model, type: string, items: readonly Item[], style: Style): string {
  return items.map((item) => itemText(model.elements[type]?.title ?? type, item, kindsOf(model), style)).join("\n");
}

/**
 * Octets field by field, up to the end or the first fault.
 *
 * @param type - the id of the element that they are a sequence of
 */
export function annotated(model: Model, type: string, input: Uint8Array, given: Given, style: Style): string {
  return itemsText(model, type, itemsFor(model, type, input, given), style);
}

function decode(args: Arguments, io: Io, input: Uint8Array, model: Model): number {
  const type = choice(args, "type", decodable(model)) ?? websocket2Parts.frame;
  const items = itemsFor(model, type, input, { limit: wholeNumber(args, "limit", 0, 2 ** 32), agreed: readAgreed(args) });
  if (input.length === 0 && items.some(({ result }) => !result.ok)) throw new UsageError(`expected the octets of ${type}, found none${args.words[0] === "-" ? ": the standard input is empty" : ""}`);
  if (args.has("json")) io.out(`${JSON.stringify({ type, items: items.map(itemJson) }, null, 2)}\n`);
  else io.out(itemsText(model, type, items, io.style));
  return items.every(({ result, unsealed }) => result.ok && unsealed?.ok !== false) ? exit.ok : exit.found;
}

/** Makes the command for a protocol. */
export function decodeCommand(model: Model): Command {
  return {
    name: "decode",
    summary: "show octets field by field, and where a fault lies",
    takes: "OCTETS... | -",
    text: [
      "Shows the fields of one frame after the other, each beside its octets, up to the end or the first fault. A fault is marked, with what was expected and what was found.",
      "OCTETS are hexadecimal, which may hold spaces, colons, commas and 0x, or base64, which a padding or letters of both cases tell apart. With - the octets come from the standard input: printable text is read in the same way, anything else as it is.",
    ],
    options: {
      type: { short: "t", value: "ELEMENT", says: `what the octets are: ${decodable(model).join(", ")} (${websocket2Parts.frame} unless given)` },
      from: { short: "f", value: "FORM", says: "the form of the octets, where a guess would be wrong: hex, base64, binary" },
      compression: { short: "c", value: "METHOD", says: agreedText },
      limit: { short: "l", value: "OCTETS", says: "the receiver's limit for one message (none unless given)" },
      json: { short: "j", says: "print JSON: fields with their bits, values in plain form" },
    },
    examples: [
      ["decode 05 02 43 4c 4f 53", "the plain close"],
      ["decode --type varsize feff00", "a VarSize"],
      ["decode AwBIaQ==", "a text frame in base64"],
      ["decode -c lz4 0f041d3f686f2003000250686f20686f", "a compressed message, and what it holds"],
    ["decode - < capture.bin", "the octets of a stream"],
    ],
    run: async (args, io) => {
      const input = await octetsOf(args, io);
      try {
        return decode(args, io, input, model);
      } catch (error) {
        if (error instanceof LocalError) throw new UsageError(error.message);
        throw error;
      }
    },
  };
}
