/**
 * Vectors of the opening handshake, from the models of the header fields:
 * each field at the ends of its ranges, with members and items of every wrong type, with one member too many.
 *
 * @module
 */
import type { HttpFieldModel, Model, RegistryModel, SfModel } from "../../../reference/layout/model.ts";
import { type Parts, websocket2Parts } from "../format/parts.ts";
import { SuiteDraft } from "./draft.ts";
import { oneOfEach, rightItems, rightMember, type SfText, wrongItems, wrongMembers } from "./sf-texts.ts";

type Pair = readonly [name: string, value: string];

/** A text of a field's value, and whether it is right. */
interface Trial extends SfText {
  readonly right: boolean;
}

interface Work {
  readonly draft: SuiteDraft;
  readonly model: Model;
  readonly field: HttpFieldModel;
  readonly parts: Parts;
}

const right = (name: string, text: string): Trial => ({ name, text, right: true });

const wrong = ({ name, text }: SfText): Trial => ({ name, text, right: false });

function registry(model: Model, id: string): RegistryModel {
  const found = model.elements[id];
  if (found?.kind !== "registry") throw new Error(`the model has no registry ${id}`);
  return found;
}

function itemTrials(sf: Extract<SfModel, { type: "item" }>): Trial[] {
  return [...rightItems(sf.of).map(({ name, text }) => right(name, text)), ...wrongItems(sf.of).map(wrong), wrong({ name: "two", text: `${rightMember(sf.of)}, ${rightMember(sf.of)}` })];
}

function listTrials(sf: Extract<SfModel, { type: "list" }>): Trial[] {
  const member = rightMember(sf.of);
  const many = (count: number): string => Array.from({ length: count }, () => member).join(", ");
  const fits = (count: number): boolean => count >= sf.least && (sf.most === null || count <= sf.most);
  return [
    ...[0, 1, 2, 3].map((count): Trial => ({ name: `${count}-members`, text: many(count), right: fits(count) })),
    right("parameters", `${member};a;b=2;c="x"`),
    wrong({ name: "trailing-comma", text: `${member},` }),
    wrong({ name: "no-comma", text: `${member} ${member}` }),
    ...wrongMembers(sf.of).map(wrong),
  ];
}

function dictionaryTrials(sf: Extract<SfModel, { type: "dictionary" }>): Trial[] {
  const members = Object.entries(sf.of);
  const all = members.map(([key, member]) => `${key}=${rightMember(member)}`);
  // Where one member at most is expected, another key is a choice that nobody offered.
  const unknown = oneOfEach.map(({ name, text }): Trial => ({ name: `unknown-${name}`, text: `x-unknown=${text}`, right: sf.most === null }));
  const each = members.flatMap(([key, member]): Trial[] => {
    const text = rightMember(member);
    return [
      right(key, `${key}=${text}`),
      right(`${key}-parameters`, `${key}=${text};a;b=2`),
      right(`${key}-last-counts`, `${key}=?0, ${key}=${text}`),
      wrong({ name: `${key}-last-is-wrong`, text: `${key}=${text}, ${key}=?0` }),
      wrong({ name: `${key}-alone`, text: key }),
      ...wrongMembers(member).map((one) => wrong({ name: `${key}-${one.name}`, text: `${key}=${one.text}` })),
    ];
  });
  const together: Trial = { name: "all", text: all.join(", "), right: sf.most === null || all.length <= sf.most };
  return [right("empty", ""), together, ...unknown, ...each];
}

function trials(sf: SfModel): Trial[] {
  if (sf.type === "item") return itemTrials(sf);
  return sf.type === "list" ? listTrials(sf) : dictionaryTrials(sf);
}

/** The fields of a request or a reply that have one value, with this column's value. */
function fixedFields(model: Model, id: string, column: string, instead: Readonly<Record<string, string>>): Pair[] {
  return registry(model, id).entries.flatMap((entry): Pair[] => {
    const value = entry.more[column] ?? instead[entry.name];
    const needed = entry.more["presence"] === undefined || entry.more["presence"] === "always";
    return value === undefined || !needed ? [] : [[entry.name, String(value)]];
  });
}

function withField(fields: readonly Pair[], name: string, value: string): Pair[] {
  return [...fields.filter(([each]) => each !== name), [name, value]];
}

/** `websocket2-version` as `version`: the name of its check and its place in ids. */
const short = (field: HttpFieldModel): string => field.id.replace(/^[a-z0-9]+-/, "");

function flagOf({ draft, field }: Work, direction: "request" | "response"): string {
  const words = short(field).replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  const flag = `${direction === "request" ? "Request" : "Reply"}${words}`;
  return draft.note(flag, `${field.id} in a ${direction} is a Structured Field of one type; a value of another type is malformed`);
}

/** The status of a reply that opens a connection. */
function openStatus({ model, parts }: Work): unknown {
  return registry(model, parts.fields.reply).entries.find((entry) => entry.name === ":status")?.more[parts.fields.accepted];
}

/** The outcome of a handshake that opens a connection without a choice. */
function opened(work: Work): Record<string, unknown> {
  return { error: work.parts.outcome.opens, status: openStatus(work), compression: null, protocol: null };
}

/** A text whose numbers of one digit are a version that is supported, so that only its type or form can be wrong. */
const supported = (text: string, version: string): string => text.replaceAll(/(?<![\d.])\d(?!\d)/g, version);

/** A request field that the server judges: right values pass, wrong ones fail the check of its name. */
function addRequest(work: Work): void {
  const { draft, model, field, parts } = work;
  const check = registry(model, parts.checks.server).entries.find((entry) => entry.name === short(field));
  if (field.request === undefined || check === undefined) return;
  const base = fixedFields(model, parts.fields.request, parts.fields.sent, { ":authority": "ws.example", ":path": "/" });
  const version: Pair = [parts.version.field, parts.version.text];
  const key = { op: "handshake", config: { role: "server" } };
  for (const { name, text, right: fits } of trials(field.request)) {
    const outcome = fits ? opened(work) : { error: check.more["token"], status: check.more["status"], compression: null, protocol: null };
    const value = field.id === version[0] ? supported(text, version[1]) : text;
    draft.add(key, [flagOf(work, "request")], `server/${short(field)}/${name}`, { fields: withField([...base, version], field.id, value), outcome });
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
function choice(field: HttpFieldModel, { text }: Trial): { compression?: unknown; protocol?: unknown } {
  const sf = field.response;
  if (sf?.type === "list") return text === "" ? {} : { protocol: "x" };
  if (sf?.type !== "dictionary") return {};
  const last = Object.keys(sf.of).map((key) => ({ key, level: new RegExp(`(?:^|, )${key}=(\\d+)`).exec(text)?.[1] }));
  const chosen = last.find(({ level }) => level !== undefined);
  return chosen === undefined ? {} : { compression: { [chosen.key]: Number(chosen.level) } };
}

function addReply(work: Work, config: Record<string, unknown>): void {
  const { draft, model, field, parts } = work;
  if (field.response === undefined) return;
  const base: Pair[] = [...fixedFields(model, parts.fields.reply, parts.fields.accepted, {}), [parts.outcome.field, parts.outcome.opens]];
  const key = { op: "handshake", config };
  for (const trial of trials(field.response)) {
    const fields = withField(base, field.id, trial.text);
    const opens = { outcome: { ...opened(work), ...choice(field, trial) } };
    draft.add(key, [flagOf(work, "response")], `client/${short(field)}/${trial.name}`, { fields, ...(trial.right ? opens : { check: parts.fails.choice }) });
  }
}

/** The tokens of a reply: `okay` opens, all others are refusals. */
function addTokens(work: Work, config: Record<string, unknown>): void {
  const { draft, model, field, parts } = work;
  if (field.response?.type !== "item" || field.response.of.type !== "token") return;
  const base = fixedFields(model, parts.fields.reply, parts.fields.accepted, {});
  const tokens = [...registry(model, field.response.of.registry ?? "").entries.map((entry) => entry.name), "unknown", "a:b/c"];
  const right = tokens.map((text): SfText => ({ name: text.replaceAll(/[^a-z0-9]/g, "-"), text }));
  for (const { name, text } of [...right, ...wrongItems(field.response.of)]) {
    const end = text === parts.outcome.opens ? { outcome: opened(work) } : { check: parts.fails.outcome };
    draft.add({ op: "handshake", config }, [flagOf(work, "response")], `client/${short(field)}/${name}`, { fields: withField(base, field.id, text), ...end });
  }
}

/** The suite of a protocol's header fields. */
export function handshakeSuite(model: Model, parts = websocket2Parts): Record<string, unknown> {
  const draft = new SuiteDraft("handshake");
  const fields = Object.values(model.elements).filter((element) => element.kind === "http-field");
  const config = clientConfig(model);
  for (const field of fields) addRequest({ draft, model, field, parts });
  for (const field of fields) {
    const isChoice = field.request !== undefined && field.response?.type !== "item" && field.id !== parts.version.field;
    if (isChoice) addReply({ draft, model, field, parts }, config);
    addTokens({ draft, model, field, parts }, config);
  }
  return draft.finish();
}
