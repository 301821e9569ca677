/**
 * The parser of Structured Fields (RFC 9651).
 *
 * @module
 */
import {
  type BareItem,
  DisplayString,
  type InnerList,
  type Item,
  ParseError,
  parseDictionary,
  parseItem,
  parseList,
  Token,
} from "structured-headers";

import type { SfBareModel, SfModel } from "../../layout/model.ts";
import { type ScannedField, scan } from "./scan.ts";

/** A fault in a field value, with its place. */
export interface FieldIssue {
  /** The member or item, keys and indexes joined by dots; empty for the whole value. */
  readonly path: string;
  /** The offset of the fault in characters; 0 if it is unknown or the fault is in the whole value. */
  readonly offset: number;
  /** The expected value, in words. */
  readonly expected: string;
  /** The value found, in words. */
  readonly found: string;
}

/** A parsed bare item. */
export interface BareNode {
  readonly type: SfBareModel["type"] | "display-string";
  readonly value: number | string | boolean | Uint8Array;
  /** The offset in characters; 0 if it is unknown. */
  readonly offset: number;
}

/** A parsed member of a List or Dictionary, without parameters. */
export type MemberNode = BareNode | { readonly type: "inner-list"; readonly items: readonly BareNode[] };

/** A parsed field value: one member for an Item, members by index for a List and by key for a Dictionary. */
export type ParsedField = ReadonlyMap<string, MemberNode>;

/**
 * Returns an issue as one line of text.
 *
 * @example
 * ```ts
 * import { fieldIssueText, readRequestField } from "websocket2";
 * import { websocket2Version } from "websocket2/schema";
 *
 * const result = readRequestField(websocket2Version, "one");
 * if (!result.ok) console.log(fieldIssueText(result.issue)); // member 0 at offset 0: expected a bare item of type integer, found a token
 * ```
 */
export function fieldIssueText(issue: FieldIssue): string {
  const where = issue.path === "" ? "" : `member ${issue.path} `;
  return `${where}at offset ${issue.offset}: expected ${issue.expected}, found ${issue.found}`;
}

/** Returns the text at an offset, for a message. */
export function excerpt(raw: string, offset: number): string {
  return offset >= raw.length ? "the end" : JSON.stringify(raw.slice(offset, offset + 20));
}

function bareNode(item: BareItem, numbers: ScannedField["numbers"]): BareNode {
  if (typeof item === "number") return numbers[item] as BareNode;
  if (typeof item === "string") return { type: "string", value: item, offset: 0 };
  if (typeof item === "boolean") return { type: "boolean", value: item, offset: 0 };
  if (item instanceof Token) return { type: "token", value: item.toString(), offset: 0 };
  if (item instanceof DisplayString) return { type: "display-string", value: item.toString(), offset: 0 };
  return { type: "byte-sequence", value: new Uint8Array(item as ArrayBuffer), offset: 0 };
}

function memberNode(member: Item | InnerList, numbers: ScannedField["numbers"]): MemberNode {
  const [content] = member;
  if (!Array.isArray(content)) return bareNode(content, numbers);
  return { type: "inner-list", items: content.map(([item]) => bareNode(item, numbers)) };
}

const parsers: Readonly<Record<SfModel["type"], (text: string) => Iterable<readonly [string | number, Item | InnerList]>>> = {
  item: (text) => [["", parseItem(text)]],
  list: (text) => parseList(text).entries(),
  dictionary: (text) => parseDictionary(text).entries(),
};

function parseIssue(error: unknown, raw: string, scanned: ScannedField): FieldIssue {
  if (!(error instanceof ParseError)) throw error;
  const [, problem = error.message, at = "0"] = /^Parse error: (.*) at offset ([0-9]+)$/s.exec(error.message) ?? [];
  const offset = Math.min(scanned.origin(Number(at)), raw.length);
  return { path: "", offset, expected: `a well-formed Structured Field (${problem})`, found: excerpt(raw, offset) };
}

/**
 * Parses a field value as an Item, a List or a Dictionary.
 *
 * @param type - the type of the field
 * @param raw - the value; several lines are joined
 */
export function parseStructured(
  type: SfModel["type"],
  raw: string,
): { readonly ok: true; readonly members: ParsedField } | { readonly ok: false; readonly issue: FieldIssue } {
  const scanned = scan(raw);
  if (!scanned.ok) {
    const { offset, expected } = scanned;
    return { ok: false, issue: { path: "", offset, expected, found: excerpt(raw, offset) } };
  }
  try {
    const members = new Map<string, MemberNode>();
    for (const [key, member] of parsers[type](scanned.text)) members.set(String(key), memberNode(member, scanned.numbers));
    return { ok: true, members };
  } catch (error) {
    return { ok: false, issue: parseIssue(error, raw, scanned) };
  }
}
