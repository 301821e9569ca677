/**
 * Runs the cases of httpwg/structured-field-tests on the parser and the serializer of Structured Fields.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { LocalError } from "../../../reference/layout/errors.ts";
import type { SfBareModel, SfMemberModel, SfModel } from "../../../reference/layout/model.ts";
import { type MemberNode, parseStructured } from "../../../reference/wire/handshake/parse-structured.ts";
import { serializeStructured } from "../../../reference/wire/handshake/serialize-structured.ts";
import type { SubtestResult, SuiteRun } from "../suite.ts";

/** Value with a type of its own in the files of the suite; `decimal` is added when a file is read. */
interface TypedValue {
  readonly __type: "token" | "binary" | "date" | "displaystring" | "decimal";
  readonly value: string | number;
}

type SuiteBareItem = string | number | boolean | TypedValue;
type SuiteItem = readonly [item: SuiteBareItem, parameters: readonly unknown[]];
type SuiteMember = readonly [item: SuiteBareItem | readonly SuiteItem[], parameters: readonly unknown[]];

/** Case of the suite. */
interface SuiteCase {
  readonly name: string;
  readonly header_type: SfModel["type"];
  readonly raw?: readonly string[];
  readonly expected?: SuiteMember | readonly SuiteMember[] | readonly (readonly [key: string, member: SuiteMember])[];
  readonly must_fail?: boolean;
  readonly can_fail?: boolean;
  readonly canonical?: readonly string[];
}

type BareNodeText = readonly [type: SfBareModel["type"] | "display-string", value: number | string | boolean];
type NodeText = BareNodeText | readonly [type: "inner-list", items: readonly BareNodeText[]];

/** Parses a file of the suite. A number with a point is a Decimal, also if it has no fraction. */
function readCases(path: string): SuiteCase[] {
  const text = readFileSync(path, "utf8").replaceAll(/"(?:[^"\\]|\\.)*"|-?\d+\.\d+/g, (part) =>
    part.startsWith('"') ? part : `{"__type":"decimal","value":${part}}`);
  return JSON.parse(text) as SuiteCase[];
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Returns the octets of base32 in hexadecimal. */
function hexOfBase32(text: string): string {
  const bits = [...text.replace(/=+$/, "")].map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, "0")).join("");
  return (bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2).toString(16).padStart(2, "0")).join("");
}

function typedText({ __type: type, value }: TypedValue): BareNodeText {
  if (type === "binary") return ["byte-sequence", hexOfBase32(String(value))];
  return [type === "displaystring" ? "display-string" : type, value];
}

function expectedBare(item: SuiteBareItem): BareNodeText {
  if (typeof item === "object") return typedText(item);
  return [typeof item === "number" ? "integer" : typeof item === "boolean" ? "boolean" : "string", item];
}

function expectedMember([item]: SuiteMember): NodeText {
  return Array.isArray(item)
    ? ["inner-list", (item as readonly SuiteItem[]).map(([each]) => expectedBare(each))]
    : expectedBare(item as SuiteBareItem);
}

function expectedMembers({ header_type, expected }: SuiteCase): [key: string, member: NodeText][] {
  if (header_type === "item") return [["", expectedMember(expected as SuiteMember)]];
  if (header_type === "list") return (expected as SuiteMember[]).map((member, index) => [String(index), expectedMember(member)]);
  return (expected as [string, SuiteMember][]).map(([key, member]) => [key, expectedMember(member)]);
}

function nodeText(node: MemberNode): NodeText {
  if (node.type === "inner-list") return ["inner-list", node.items.map((item) => nodeText(item) as BareNodeText)];
  const { type, value } = node;
  // The sum turns -0 into 0, as the suite expects.
  return [type, value instanceof Uint8Array ? Buffer.from(value).toString("hex") : typeof value === "number" ? value + 0 : value];
}

/** Returns what is wrong about parsing a case; the empty string for nothing. */
function parseProblem(suiteCase: SuiteCase, raw: readonly string[]): string {
  const parsed = parseStructured(suiteCase.header_type, raw.join(", "));
  if (!parsed.ok) return suiteCase.must_fail === true || suiteCase.can_fail === true ? "" : `refused: ${parsed.issue.expected}`;
  if (suiteCase.must_fail === true) return "accepted";
  const found = [...parsed.members].map(([key, member]) => [key, nodeText(member)]);
  return isDeepStrictEqual(found, expectedMembers(suiteCase)) ? "" : `found ${JSON.stringify(found)}`;
}

const bareModel = ([type]: BareNodeText): SfBareModel => ({ type }) as SfBareModel;

function memberModel(member: NodeText): SfMemberModel {
  if (member[0] !== "inner-list") return bareModel(member);
  return { type: "inner-list", items: member[1].map(bareModel) } as unknown as SfMemberModel;
}

function valueOf([type, value]: NodeText): unknown {
  if (type === "inner-list") return (value as readonly BareNodeText[]).map(valueOf);
  return type === "byte-sequence" ? new Uint8Array(Buffer.from(value as string, "hex")) : value;
}

/** Returns whether a case has parameters. */
function hasParameters({ header_type, expected }: SuiteCase): boolean {
  const members: readonly SuiteMember[] =
    header_type === "item"
      ? [expected as SuiteMember]
      : header_type === "list"
        ? (expected as SuiteMember[])
        : (expected as [string, SuiteMember][]).map(([, member]) => member);
  const itemsOf = ([item]: SuiteMember): readonly SuiteItem[] => (Array.isArray(item) ? (item as readonly SuiteItem[]) : []);
  return members.some((member) => [member, ...itemsOf(member)].some(([, parameters]) => parameters.length > 0));
}

/** Returns the model and the value of a case; `undefined` if the serializer has no model for it. */
function serializable(suiteCase: SuiteCase): { model: SfModel; value: unknown } | undefined {
  if (JSON.stringify(suiteCase.expected).includes("displaystring") || hasParameters(suiteCase)) return undefined;
  const members = expectedMembers(suiteCase);
  const models = members.map(([, member]) => memberModel(member));
  const values = members.map(([, member]) => valueOf(member));
  if (suiteCase.header_type === "item") return { model: { type: "item", of: models[0] as SfBareModel }, value: values[0] };
  if (suiteCase.header_type === "dictionary") {
    const byKey = <T>(list: readonly T[]) => Object.fromEntries(members.map(([key], index) => [key, list[index] as T]));
    return { model: { type: "dictionary", most: null, of: byKey(models) }, value: byKey(values) };
  }
  const [of = { type: "integer" } as SfMemberModel] = models;
  if (models.some((model) => !isDeepStrictEqual(model, of))) return undefined;
  return { model: { type: "list", least: 0, most: null, of }, value: values };
}

/** Returns what is wrong about serializing a case; the empty string for nothing. */
function serializeProblem(suiteCase: SuiteCase, { model, value }: { readonly model: SfModel; readonly value: unknown }): string {
  const canonical = (suiteCase.canonical ?? suiteCase.raw ?? []).join(", ");
  try {
    const text = serializeStructured(model, value, "value");
    if (suiteCase.must_fail === true) return `written as ${text}`;
    return text === canonical ? "" : `written as ${text}, expected ${canonical}`;
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    return suiteCase.must_fail === true ? "" : `refused: ${error.message}`;
  }
}

function* resultsOf(file: string, suiteCase: SuiteCase): Generator<SubtestResult> {
  const result = (action: string, message: string): SubtestResult =>
    ({ file, name: `${suiteCase.name} (${action})`, passed: message === "", message });
  if (suiteCase.raw !== undefined) yield result("parse", parseProblem(suiteCase, suiteCase.raw));
  if (suiteCase.expected === undefined) return;
  const given = serializable(suiteCase);
  yield given === undefined ? result("serialize, no model", "no model") : result("serialize", serializeProblem(suiteCase, given));
}

/** Runs all cases of a checkout. */
export function runStructuredFields(folder: string): SuiteRun {
  const files = ["", "serialisation-tests"].flatMap((part) =>
    readdirSync(join(folder, part)).filter((name) => name.endsWith(".json")).map((name) => join(part, name)).sort());
  const results = files.flatMap((file) => readCases(join(folder, file)).flatMap((each) => [...resultsOf(file, each)]));
  return { title: `structured-field-tests: ${files.length} files`, results, skipped: new Map() };
}
