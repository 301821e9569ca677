/**
 * Generates the vectors of the opening handshake from the models of the header fields:
 * each field at the ends of its ranges, with members and items of every wrong type, and with one member too many.
 *
 * @module
 */
import type { HttpFieldModel, Model, RegistryModel, SfModel } from "../../../reference/layout/model.ts";
import { type ElementIds, websocket2ElementIds } from "../format/element-ids.ts";
import { SuiteBuilder } from "./suite-builder.ts";
import { itemOfEachType, validItems, validMember, type SfText, invalidItems, invalidMembers } from "./sf-texts.ts";

type FieldPair = readonly [name: string, value: string];

/** A text of a field's value, and whether it is valid. */
interface FieldValueTrial extends SfText {
  readonly valid: boolean;
}

interface HandshakeContext {
  readonly builder: SuiteBuilder;
  readonly model: Model;
  readonly field: HttpFieldModel;
  readonly ids: ElementIds;
}

const validTrial = (name: string, text: string): FieldValueTrial => ({ name, text, valid: true });

const invalidTrial = ({ name, text }: SfText): FieldValueTrial => ({ name, text, valid: false });

function findRegistry(model: Model, id: string): RegistryModel {
  const found = model.elements[id];
  if (found?.kind !== "registry") throw new Error(`the model has no registry ${id}`);
  return found;
}

/** Returns whether a field is an Item with an Integer: advice that a receiver follows if it can read it, and no check. */
const isAdvice = ({ request, response }: HttpFieldModel): boolean =>
  [request, response].some((sf) => sf?.type === "item" && sf.of.type === "integer");

function itemTrials(sf: Extract<SfModel, { type: "item" }>): FieldValueTrial[] {
  return [
    ...validItems(sf.of).map(({ name, text }) => validTrial(name, text)),
    ...invalidItems(sf.of).map(invalidTrial),
    invalidTrial({ name: "two", text: `${validMember(sf.of)}, ${validMember(sf.of)}` }),
  ];
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
  // In a Dictionary of at most one member, another key is a choice that the client did not offer.
  const unknown = itemOfEachType.map(({ name, text }): FieldValueTrial =>
    ({ name: `unknown-${name}`, text: `x-unknown=${text}`, valid: sf.most === null }));
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

/** Returns the fields of a request or a response that have one value, with the value of this column of the registry. */
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

/** Returns the id of a field without its prefix: the name of its check, and its part of the ids of cases. */
const shortName = (field: HttpFieldModel): string => field.id.replace(/^[a-z0-9]+-/, "");

function flagOf(
  { builder, field }: HandshakeContext,
  direction: "request" | "response",
  why = `${field.id} in a ${direction} is a Structured Field of one type; a value of another type is malformed`,
): string {
  const words = shortName(field).replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  const flag = `${direction === "request" ? "Request" : "Reply"}${words}`;
  return builder.note(flag, why);
}

/** Returns the status of a response that opens a connection. */
function openStatus({ model, ids }: HandshakeContext): unknown {
  return findRegistry(model, ids.fields.reply).entries.find((entry) => entry.name === ":status")?.columns[ids.fields.accepted];
}

/** Returns the outcome of a handshake that opens a connection without compression and subprotocol. */
function openOutcome(context: HandshakeContext): Record<string, unknown> {
  return { error: context.ids.outcome.opens, status: openStatus(context), compression: null, protocol: null };
}

/** Replaces numbers of one digit by a supported version, so that only the type or form of the text can be wrong. */
const withSupportedVersion = (text: string, version: string): string => text.replaceAll(/(?<![\d.])\d(?!\d)/g, version);

/** Adds values of a request field that the server checks: valid values pass, others fail the check of that name. */
function addRequest(context: HandshakeContext): void {
  const { builder, model, field, ids } = context;
  const check = findRegistry(model, ids.checks.server).entries.find((entry) => entry.name === shortName(field));
  if (field.request === undefined || check === undefined) return;
  const base = fixedFields(model, ids.fields.request, ids.fields.sent, { ":authority": "ws.example", ":path": "/" });
  const version: FieldPair = [ids.version.field, ids.version.text];
  const key = { op: "handshake", config: { role: "server" } };
  for (const { name, text, valid: fits } of fieldValueTrials(field.request)) {
    const outcome = fits
      ? openOutcome(context)
      : { error: check.columns["token"], status: check.columns["status"], compression: null, protocol: null };
    const value = field.id === version[0] ? withSupportedVersion(text, version[1]) : text;
    builder.add(
      key,
      [flagOf(context, "request")],
      `server/${shortName(field)}/${name}`,
      { fields: withField([...base, version], field.id, value), outcome },
    );
  }
}

/** Returns the configuration of a client that offers every value that a response can have. */
function clientConfig(model: Model): Record<string, unknown> {
  const compression = Object.values(model.elements).find((element) =>
    element.kind === "http-field" && element.request?.type === "dictionary");
  const offered = compression?.kind === "http-field" && compression.request?.type === "dictionary" ? compression.request.of : {};
  const offer = Object.entries(offered).map(([name, member]): [string, unknown] => {
    const ends = member.type === "inner-list"
      ? member.items.map((item, index) => (item.type === "integer" ? (index === 0 ? item.least : item.most) : undefined))
      : [];
    return [name, ends];
  });
  return { role: "client", offer: Object.fromEntries(offer), protocols: ["x", "", '"\\'] };
}

/** Returns the choice that a valid text of a response's field stands for. */
function chosenOutcome(field: HttpFieldModel, { text }: FieldValueTrial): { compression?: unknown; protocol?: unknown } {
  const sf = field.response;
  if (sf?.type === "list") return text === "" ? {} : { protocol: "x" };
  if (sf?.type !== "dictionary") return {};
  const last = Object.keys(sf.of).map((key) => ({ key, level: new RegExp(`(?:^|, )${key}=(\\d+)`).exec(text)?.[1] }));
  const chosen = last.find(({ level }) => level !== undefined);
  return chosen === undefined ? {} : { compression: { [chosen.key]: Number(chosen.level) } };
}

function addReply(context: HandshakeContext, config: Record<string, unknown>): void {
  const { builder, model, field, ids } = context;
  if (field.response === undefined) return;
  const base: FieldPair[] = [...fixedFields(model, ids.fields.reply, ids.fields.accepted, {}), [ids.outcome.field, ids.outcome.opens]];
  const key = { op: "handshake", config };
  for (const trial of fieldValueTrials(field.response)) {
    const fields = withField(base, field.id, trial.text);
    const opens = { outcome: { ...openOutcome(context), ...chosenOutcome(field, trial) } };
    builder.add(
      key,
      [flagOf(context, "response")],
      `client/${shortName(field)}/${trial.name}`,
      { fields, ...(trial.valid ? opens : { check: ids.failedChecks.choice }) },
    );
  }
}

/** Adds the values of a field that announces a message limit: the connection opens with any value, and a malformed one is unknown. */
function addAdvice(context: HandshakeContext): void {
  const { builder, model, field, ids } = context;
  const request = fixedFields(model, ids.fields.request, ids.fields.sent, { ":authority": "ws.example", ":path": "/" });
  const version: FieldPair = [ids.version.field, ids.version.text];
  const reply = fixedFields(model, ids.fields.reply, ids.fields.accepted, {});
  const sides = [
    { role: "server", direction: "request", base: [...request, version], sf: field.request },
    { role: "client", direction: "response", base: [...reply, [ids.outcome.field, ids.outcome.opens] as const], sf: field.response },
  ] as const;
  for (const { role, direction, base, sf } of sides) {
    if (sf?.type !== "item") continue;
    const why = `${field.id} in a ${direction} fails no check: a value that is not an Integer in range counts as absent`;
    const flag = flagOf(context, direction, why);
    for (const { name, text, valid } of itemTrials(sf)) {
      const announced = valid ? { limit: Math.min(Number(text), ids.announcedLimit.most) } : {};
      builder.add(
        { op: "handshake", config: { role } },
        [flag],
        `${role}/${shortName(field)}/${name}`,
        { fields: withField(base, field.id, text), outcome: { ...openOutcome(context), ...announced } },
      );
    }
  }
}

/** Adds the tokens of a response: one opens the connection, all others refuse it. */
function addTokens(context: HandshakeContext, config: Record<string, unknown>): void {
  const { builder, model, field, ids } = context;
  if (field.response?.type !== "item" || field.response.of.type !== "token") return;
  const base = fixedFields(model, ids.fields.reply, ids.fields.accepted, {});
  const tokens = [...findRegistry(model, field.response.of.registry ?? "").entries.map((entry) => entry.name), "unknown", "a:b/c"];
  const valid = tokens.map((text): SfText => ({ name: text.replaceAll(/[^a-z0-9]/g, "-"), text }));
  for (const { name, text } of [...valid, ...invalidItems(field.response.of)]) {
    const end = text === ids.outcome.opens ? { outcome: openOutcome(context) } : { check: ids.failedChecks.outcome };
    builder.add(
      { op: "handshake", config },
      [flagOf(context, "response")],
      `client/${shortName(field)}/${name}`,
      { fields: withField(base, field.id, text), ...end },
    );
  }
}

/** Returns the suite of a protocol's header fields. */
export function handshakeSuite(model: Model, ids = websocket2ElementIds): Record<string, unknown> {
  const builder = new SuiteBuilder("handshake");
  const fields = Object.values(model.elements).filter((element) => element.kind === "http-field");
  const config = clientConfig(model);
  for (const field of fields) addRequest({ builder, model, field, ids });
  for (const field of fields) {
    const isChoice = field.request !== undefined && field.response?.type !== "item" && field.id !== ids.version.field;
    if (isChoice) addReply({ builder, model, field, ids }, config);
    addTokens({ builder, model, field, ids }, config);
    if (isAdvice(field)) addAdvice({ builder, model, field, ids });
  }
  return builder.build();
}
