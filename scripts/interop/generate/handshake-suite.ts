/**
 * Vectors of the opening handshake, from the models of the header fields:
 * each field at the ends of its ranges, with members and items of every wrong type, with one member too many.
 *
 * @module
 */
import type { HttpFieldModel, Model, RegistryModel, SfModel } from "../../../reference/layout/model.ts";
import { type ElementIds, websocket2ElementIds } from "../format/element-ids.ts";
import { SuiteBuilder } from "./suite-builder.ts";
import { itemOfEachType, validItems, validMember, type SfText, invalidItems, invalidMembers } from "./sf-texts.ts";

type FieldPair = readonly [name: string, value: string];

/** A text of a field's value, and whether it is right. */
interface FieldValueTrial extends SfText {
  readonly valid: boolean;
}

interface HandshakeContext {
  readonly draft: SuiteBuilder;
  readonly model: Model;
  readonly field: HttpFieldModel;
  readonly parts: ElementIds;
}

const validTrial = (name: string, text: string): FieldValueTrial => ({ name, text, valid: true });

const invalidTrial = ({ name, text }: SfText): FieldValueTrial => ({ name, text, valid: false });

function findRegistry(model: Model, id: string): RegistryModel {
  const found = model.elements[id];
  if (found?.kind !== "registry") throw new Error(`the model has no registry ${id}`);
  return found;
}

function itemTrials(sf: Extract<SfModel, { type: "item" }>): FieldValueTrial[] {
  return [...validItems(sf.of).map(({ name, text }) => validTrial(name, text)), ...invalidItems(sf.of).map(invalidTrial), invalidTrial({ name: "two", text: `${validMember(sf.of)}, ${validMember(sf.of)}` })];
}

function listTrials(sf: Extract<SfModel, { type: "list" }>): FieldValueTrial[] {
  const member = validMember(sf.of);
  const many = (count: number): string => Array.from({ length: count }, () => member).join(", ");
  const fits = (count: number): boolean => count >= sf.least && (sf.most === null || count <= sf.most);
  return [
    ...[0, 1, 2, 3].map((count): FieldValueTrial => ({ name: `${count}-members`, text: many(count), valid: fits(count) })),
    validTrial("parameters", `${member};a;b=2;c="x"`),
    invalidTrial({ name: "trailing-comma", text: `${member},` }),
    invalidTrial({ name: "no-comma", text: `${member} ${member}` }),
    ...invalidMembers(sf.of).map(invalidTrial),
  ];
}

function dictionaryTrials(sf: Extract<SfModel, { type: "dictionary" }>): FieldValueTrial[] {
  const members = Object.entries(sf.of);
  const all = members.map(([key, member]) => `${key}=${validMember(member)}`);
  // Where one member at most is expected, another key is a choice that nobody offered.
  const unknown = itemOfEachType.map(({ name, text }): FieldValueTrial => ({ name: `unknown-${name}`, text: `x-unknown=${text}`, valid: sf.most === null }));
  const each = members.flatMap(([key, member]): FieldValueTrial[] => {
    const text = validMember(member);
    return [
      validTrial(key, `${key}=${text}`),
      validTrial(`${key}-parameters`, `${key}=${text};a;b=2`),
      validTrial(`${key}-last-counts`, `${key}=?0, ${key}=${text}`),
      invalidTrial({ name: `${key}-last-is-wrong`, text: `${key}=${text}, ${key}=?0` }),
      invalidTrial({ name: `${key}-alone`, text: key }),
      ...invalidMembers(member).map((one) => invalidTrial({ name: `${key}-${one.name}`, text: `${key}=${one.text}` })),
    ];
  });
  const together: FieldValueTrial = { name: "all", text: all.join(", "), valid: sf.most === null || all.length <= sf.most };
  return [validTrial("empty", ""), together, ...unknown, ...each];
}

function fieldValueTrials(sf: SfModel): FieldValueTrial[] {
  if (sf.type === "item") return itemTrials(sf);
  return sf.type === "list" ? listTrials(sf) : dictionaryTrials(sf);
}

/** The fields of a request or a reply that have one value, with this column's value. */
function fixedFields(model: Model, id: string, column: string, instead: Readonly<Record<string, string>>): FieldPair[] {
  return findRegistry(model, id).entries.flatMap((entry): FieldPair[] => {
    const value = entry.columns[column] ?? instead[entry.name];
    const needed = entry.columns["presence"] === undefined || entry.columns["presence"] === "always";
    return value === undefined || !needed ? [] : [[entry.name, String(value)]];
  });
}

function withField(fields: readonly FieldPair[], name: string, value: string): FieldPair[] {
  return [...fields.filter(([each]) => each !== name), [name, value]];
}

/** `websocket2-version` as `version`: the name of its check and its place in ids. */
const shortName = (field: HttpFieldModel): string => field.id.replace(/^[a-z0-9]+-/, "");

function flagOf({ draft, field }: HandshakeContext, direction: "request" | "response"): string {
  const words = shortName(field).replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  const flag = `${direction === "request" ? "Request" : "Reply"}${words}`;
  return draft.note(flag, `${field.id} in a ${direction} is a Structured Field of one type; a value of another type is malformed`);
}

/** The status of a reply that opens a connection. */
function openStatus({ model, parts }: HandshakeContext): unknown {
  return findRegistry(model, parts.fields.reply).entries.find((entry) => entry.name === ":status")?.columns[parts.fields.accepted];
}

/** The outcome of a handshake that opens a connection without a choice. */
function openOutcome(work: HandshakeContext): Record<string, unknown> {
  return { error: work.parts.outcome.opens, status: openStatus(work), compression: null, protocol: null };
}

/** A text whose numbers of one digit are a version that is supported, so that only its type or form can be wrong. */
const withSupportedVersion = (text: string, version: string): string => text.replaceAll(/(?<![\d.])\d(?!\d)/g, version);

/** A request field that the server judges: right values pass, wrong ones fail the check of its name. */
function addRequest(work: HandshakeContext): void {
  const { draft, model, field, parts } = work;
  const check = findRegistry(model, parts.checks.server).entries.find((entry) => entry.name === shortName(field));
  if (field.request === undefined || check === undefined) return;
  const base = fixedFields(model, parts.fields.request, parts.fields.sent, { ":authority": "ws.example", ":path": "/" });
  const version: FieldPair = [parts.version.field, parts.version.text];
  const key = { op: "handshake", config: { role: "server" } };
  for (const { name, text, valid: fits } of fieldValueTrials(field.request)) {
    const outcome = fits ? openOutcome(work) : { error: check.columns["token"], status: check.columns["status"], compression: null, protocol: null };
    const value = field.id === version[0] ? withSupportedVersion(text, version[1]) : text;
    draft.add(key, [flagOf(work, "request")], `server/${shortName(field)}/${name}`, { fields: withField([...base, version], field.id, value), outcome });
  }
}

/** What a client offered, so that every value that a reply can have was offered. */
function clientConfig(model: Model): Record<string, unknown> {
  const compression = Object.values(model.elements).find((element) => element.kind === "http-field" && element.request?.type === "dictionary");
  const offered = compression?.kind === "http-field" && compression.request?.type === "dictionary" ? compression.request.of : {};
  const offer = Object.entries(offered).map(([name, member]): [string, unknown] => {
    const ends = member.type === "inner-list" ? member.items.map((item, index) => (item.type === "integer" ? (index === 0 ? item.least : item.most) : undefined)) : [];
    return [name, ends];
  });
  return { role: "client", offer: Object.fromEntries(offer), protocols: ["x", "", '"\\'] };
}

/** The choice that a right text of a reply's field stands for. */
function chosenOutcome(field: HttpFieldModel, { text }: FieldValueTrial): { compression?: unknown; protocol?: unknown } {
  const sf = field.response;
  if (sf?.type === "list") return text === "" ? {} : { protocol: "x" };
  if (sf?.type !== "dictionary") return {};
  const last = Object.keys(sf.of).map((key) => ({ key, level: new RegExp(`(?:^|, )${key}=(\\d+)`).exec(text)?.[1] }));
  const chosen = last.find(({ level }) => level !== undefined);
  return chosen === undefined ? {} : { compression: { [chosen.key]: Number(chosen.level) } };
}

function addReply(work: HandshakeContext, config: Record<string, unknown>): void {
  const { draft, model, field, parts } = work;
  if (field.response === undefined) return;
  const base: FieldPair[] = [...fixedFields(model, parts.fields.reply, parts.fields.accepted, {}), [parts.outcome.field, parts.outcome.opens]];
  const key = { op: "handshake", config };
  for (const trial of fieldValueTrials(field.response)) {
    const fields = withField(base, field.id, trial.text);
    const opens = { outcome: { ...openOutcome(work), ...chosenOutcome(field, trial) } };
    draft.add(key, [flagOf(work, "response")], `client/${shortName(field)}/${trial.name}`, { fields, ...(trial.valid ? opens : { check: parts.failedChecks.choice }) });
  }
}

/** The tokens of a reply: `okay` opens, all others are refusals. */
function addTokens(work: HandshakeContext, config: Record<string, unknown>): void {
  const { draft, model, field, parts } = work;
  if (field.response?.type !== "item" || field.response.of.type !== "token") return;
  const base = fixedFields(model, parts.fields.reply, parts.fields.accepted, {});
  const tokens = [...findRegistry(model, field.response.of.registry ?? "").entries.map((entry) => entry.name), "unknown", "a:b/c"];
  const right = tokens.map((text): SfText => ({ name: text.replaceAll(/[^a-z0-9]/g, "-"), text }));
  for (const { name, text } of [...right, ...invalidItems(field.response.of)]) {
    const end = text === parts.outcome.opens ? { outcome: openOutcome(work) } : { check: parts.failedChecks.outcome };
    draft.add({ op: "handshake", config }, [flagOf(work, "response")], `client/${shortName(field)}/${name}`, { fields: withField(base, field.id, text), ...end });
  }
}

/** The suite of a protocol's header fields. */
export function handshakeSuite(model: Model, parts = websocket2ElementIds): Record<string, unknown> {
  const draft = new SuiteBuilder("handshake");
  const fields = Object.values(model.elements).filter((element) => element.kind === "http-field");
  const config = clientConfig(model);
  for (const field of fields) addRequest({ draft, model, field, parts });
  for (const field of fields) {
    const isChoice = field.request !== undefined && field.response?.type !== "item" && field.id !== parts.version.field;
    if (isChoice) addReply({ draft, model, field, parts }, config);
    addTokens({ draft, model, field, parts }, config);
  }
  return draft.build();
}
