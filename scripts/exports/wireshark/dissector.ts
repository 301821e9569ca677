/**
 * The Wireshark dissector of a protocol, in Lua.
 *
 * The generated part is data: the structs of the model as tables with a `ProtoField` for each field. The files in `runtime/` read and show
 * them; they also have what a model cannot express, such as decompression.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { namedEntries } from "../../../reference/layout/entries.ts";
import type { Model, StructModel } from "../../../reference/layout/model.ts";
import { ExportError } from "../export.ts";
import { boundTables, preferences } from "./bounds.ts";
import { LuaCode, luaString, luaText, type LuaValue } from "./lua-text.ts";
import { filterWord, integerTable, registryTable, StructTables } from "./struct-table.ts";

/** The parts of the runtime in the order in which they define what they use. */
const RUNTIME = ["numbers", "text", "lz4", "inflate", "reader", "tree", "compression"];
const STREAM_RUNTIME = ["headers", "message", "stream"];
const DATAGRAM_RUNTIME = ["datagram"];

/** The folder of the runtime among the sources, also for the compiled code. */
const RUNTIME_FOLDER = join(import.meta.dirname.replace(/([\\/])build[\\/]scripts\b/, "$1scripts"), "runtime");

const runtimePart = (name: string): string => readFileSync(join(RUNTIME_FOLDER, `${name}.lua`), "utf8").trimEnd();

/** Returns the structs that no other struct contains, or that of the stream. */
function rootsOf({ stream, elements }: Model): readonly StructModel[] {
  const structs = Object.values(elements).filter((element) => element.kind === "struct");
  if (stream !== undefined) return structs.filter(({ id }) => id === stream.element);
  const inner = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { kind, id } = value as { readonly kind?: string; readonly id?: string };
    if (kind === "struct" && id !== undefined) inner.add(id);
    Object.values(value).forEach(visit);
  };
  for (const struct of structs) visit(struct.fields);
  return structs.filter(({ id }) => !inner.has(id));
}

/** Returns the code and the name of the field that ends a stream. */
function finishTable({ stream, elements }: Model, root: StructModel): LuaValue | undefined {
  if (stream?.end === undefined) return undefined;
  const { field, equals } = stream.end;
  const wire = root.fields.find(({ name }) => name === field)?.wire;
  const registry = wire?.kind === "code" ? elements[wire.registry] : undefined;
  const entry = registry?.kind === "registry" ? namedEntries(registry).find(({ name }) => name === equals) : undefined;
  if (entry === undefined) throw new ExportError(`${root.id}.${field}`, `ends the stream as ${equals}, which is no code of it`);
  return { field, equals: entry.code };
}

/** Returns the fields that no struct has. */
function ownFields(name: string, stream: Model["stream"]): Record<string, LuaValue> {
  const field = (kind: string, word: string, title: string, base: string, description: string): LuaCode =>
    new LuaCode(`ProtoField.${kind}(${[`${name}.${word}`, title].map(luaString).join(", ")}, base.${base}, ${luaString(description)})`);
  const own = { fault: field("string", "fault", "Fault", "ASCII", "The code that a receiver reports.") };
  const after = stream?.end === undefined ? "The receiver ignores all octets after a fault." : stream.end.description;
  return stream === undefined ? own : { ...own, ignored: field("bytes", "ignored", "Ignored octets", "NONE", after) };
}

function experts(name: string, stream: Model["stream"]): Record<string, LuaValue> {
  const expert = (word: string, text: string, group: string, severity: string): LuaCode =>
    new LuaCode(`ProtoExpert.new(${luaString(`${name}.${word}`)}, ${luaString(text)}, expert.group.${group}, expert.severity.${severity})`);
  return {
    malformed: expert("malformed", "Malformed", "MALFORMED", "ERROR"),
    ...(stream?.end === undefined ? {} : { last: expert("last", stream.end.description, "SEQUENCE", "CHAT") }),
  };
}

const REGISTER = `-- Registers the fields of all tables.
local function collect(value, fields, seen)
  if type(value) ~= "table" or seen[value] then return fields end
  seen[value] = true
  for key, each in pairs(value) do
    if key == "show" then fields[#fields + 1] = each else collect(each, fields, seen) end
  end
  return fields
end
local all_fields = collect(protocol.elements, { protocol.fault, protocol.ignored }, {})
protocol.proto.fields = all_fields
protocol.proto.experts = { protocol.malformed, protocol.last }`;

/**
 * Returns the source of a dissector for Wireshark 4.0 or newer.
 *
 * A model with a stream makes a dissector of HTTP/2 content of the stream's media type. For a model without one, it dissects the structs
 * that no other struct contains, one in each UDP datagram, by "Decode As".
 *
 * @throws {@link ExportError} if the model has a construct that Wireshark or the runtime cannot express
 */
export function wiresharkDissector(model: Model): string {
  const roots = rootsOf(model);
  const [first] = roots;
  if (first === undefined) throw new ExportError(model.name, "has no struct to dissect");
  const name = model.name.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  const tables = new StructTables(model);
  const elements = roots.map((root) => tables.table(root, roots.length === 1 ? name : `${name}.${filterWord(root.id)}`));
  const protocol = {
    name,
    title: model.name,
    media_type: model.stream?.mediaType,
    proto: new LuaCode(`Proto(${luaString(name)}, ${luaString(model.name)})`),
    ...ownFields(name, model.stream),
    ...experts(name, model.stream),
    bounds: boundTables(model, tables.bounds),
    finish: finishTable(model, first),
    elements,
  };
  const used = <T>(map: ReadonlyMap<string, T>, table: (each: T) => LuaValue): LuaValue =>
    new Map([...map].map(([id, each]) => [id, table(each)]));
  return `${[
    `-- ${model.name} for Wireshark: generated from the model of the protocol; do not edit.`,
    `local registries = ${luaText(used(tables.registries, registryTable))}`,
    `local integers = ${luaText(used(tables.integers, integerTable))}`,
    `local protocol = ${luaText(protocol)}`,
    "protocol.element = protocol.elements[1]",
    REGISTER,
    ...preferences(model, tables.bounds, roots),
    ...[...RUNTIME, ...(model.stream === undefined ? DATAGRAM_RUNTIME : STREAM_RUNTIME)].map(runtimePart),
  ].join("\n\n")}\n`;
}
