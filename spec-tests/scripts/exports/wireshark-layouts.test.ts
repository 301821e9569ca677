import fc from "fast-check";

import {
  type Codec,
  compile,
  describe,
  type FieldModel,
  type Model,
  type StructModel,
  toHex,
  type WireModel,
} from "../../../reference/layout/index.ts";
import { variantStructs } from "../../../reference/layout/variants.ts";
import { bareField } from "../../../reference/layout/struct/bare.ts";
import { udpPacket } from "../../../scripts/capture/write-tcp.ts";
import { writePcapng } from "../../../scripts/capture/write-pcapng.ts";
import { ExportError } from "../../../scripts/exports/export.ts";
import { wiresharkDissector } from "../../../scripts/exports/wireshark/dissector.ts";
import { sensorTelegram, telegram } from "../../other-draft/telegram.ts";
import { message } from "../../other-protocols/rfc1035/message.ts";
import { frame as rfc6455Frame } from "../../other-protocols/rfc6455/frame.ts";
import { octetsOfBits } from "../../reference/layout/generated/oracle.ts";
import { exportedStruct } from "../../reference/layout/generated/structs.ts";
import { dissect, type ShownField, type Tshark } from "./tshark.ts";
import { tshark, withTshark, writeTestFile } from "./wireshark-setup.ts";

/** A protocol with a codec, and octets that its dissector shows. */
interface Layout {
  readonly name: string;
  readonly model: Model;
  readonly codec: Codec<object>;
  readonly octets: readonly Uint8Array[];
}

const COUNT = 25;
const SEED = 20260303;
const FIRST_PORT = 20_000;
/** The octets in front of a datagram: the headers of IPv4 and UDP. */
const HEADERS = 28;

/** Returns octets with one bit turned round, and octets without their end. */
function damaged(octets: Uint8Array, at: number): Uint8Array[] {
  if (octets.length < 2) return [];
  const flipped = Uint8Array.from(octets);
  flipped[at % octets.length] = (flipped[at % octets.length] as number) ^ (1 << (at % 8));
  return [flipped, octets.subarray(0, 1 + (at % (octets.length - 1)))];
}

/** Returns whether the dissector can read all that a model has. */
function isExported(model: Model): boolean {
  try {
    return wiresharkDissector(model) !== "";
  } catch (error) {
    if (error instanceof ExportError) return false;
    throw error;
  }
}

/** Generated layouts, each with values, some of them damaged. */
function generatedLayouts(): Layout[] {
  const made = exportedStruct.chain((each) => fc.tuple(fc.constant(each), fc.tuple(each.sample, each.sample), fc.nat(1000)));
  const said = fc.sample(made, { seed: SEED, numRuns: 8 * COUNT }).filter(([{ struct }]) => isExported(describe("Layout", [struct])));
  return said.slice(0, COUNT).map(([{ struct: each }, samples, at], index) => {
    const whole = samples.map(({ bits }) => octetsOfBits(bits)).filter(({ length }) => length > 0 && length < 1400);
    const octets = whole.flatMap((some) => [some, ...damaged(some, at)]);
    return { name: `layout_${index}`, model: describe(`Layout ${index}`, [each]), codec: compile(each), octets };
  });
}

const layoutOf = (name: string, model: Model, of: { readonly model: StructModel }, ...octets: readonly Uint8Array[]): Layout => ({
  name,
  model,
  codec: compile(of as Parameters<typeof compile>[0]) as Codec<object>,
  octets,
});

const telegramOctets = compile(telegram).encode({ sensor: 300, quantity: "humidity", value: 4711, remark: "größer" });

const layouts: readonly Layout[] = [
  ...generatedLayouts(),
  layoutOf("sensor_telegram", sensorTelegram, telegram, telegramOctets),
  layoutOf("rfc_1035", describe("RFC 1035", [message]), message),
  layoutOf("rfc_6455", describe("RFC 6455", [rfc6455Frame]), rfc6455Frame, Uint8Array.of(0x81, 0x02, 0x48, 0x69)),
];

/** Returns the fields of a struct and of all structs in it, by name. */
function fieldsByName({ fields }: StructModel): Map<string, FieldModel> {
  const inner = (wire: WireModel): readonly StructModel[] => {
    if (wire.kind === "struct") return [wire.struct];
    if (wire.kind === "repeat") return [wire.item.struct];
    if (wire.kind === "variant") return variantStructs(wire);
    return [];
  };
  const inside = fields.flatMap(({ wire }) => inner(wire)).flatMap((each) => [...fieldsByName(each)]);
  const all = [...inside, ...fields.map((field) => [field.name, field] as const)];
  return new Map(all.filter(([name]) => name !== "value"));
}

/** Returns the field whose value another has: that of a bare struct, also as the item of a list. */
function ownField(field: FieldModel | undefined): FieldModel | undefined {
  const inner = field?.wire.kind === "struct" ? field.wire : field?.wire.kind === "repeat" ? field.wire.item : undefined;
  return inner?.bare === true ? ownField(bareField(inner.struct)) : field;
}

/** Returns the field of a path: the last name that is no index. */
const fieldOfPath = (fields: ReadonlyMap<string, FieldModel>, path: string): FieldModel | undefined =>
  ownField(fields.get(path.split(".").findLast((name) => !/^\d+$/.test(name)) as string));

/** Returns the field of a filter name. The items of a list that are no structs have the name `value` below it. */
function fieldOfFilter(byFilter: ReadonlyMap<string, FieldModel>, filter: string): FieldModel | undefined {
  const [last = "", above = ""] = filter.split(".").reverse();
  return byFilter.get(last) ?? (last === "value" ? ownField(byFilter.get(above)) : undefined);
}

/** Returns a value of a trace as tshark shows it. */
function shownValue(model: Model, field: FieldModel | undefined, value: unknown): string {
  const { wire } = field ?? {};
  if (wire?.kind === "flag") return String(Number(value));
  if (wire?.kind === "code" && wire.as === "number") {
    const codes = model.elements[wire.registry];
    return String(codes?.kind === "registry" ? (codes.entries.find(({ name }) => name === value)?.code ?? value) : value);
  }
  if (wire?.kind === "octets") return String(value);
  if (wire?.kind === "utf8" || wire?.kind === "ascii") return typeof value === "string" ? toHex(Buffer.from(value, "utf8")) : "malformed";
  return String(value);
}

const BOOLEAN: Readonly<Record<string, string>> = { True: "1", False: "0" };

/** Returns the place and the value of a field that tshark shows. */
function fieldText({ at, size, show, value }: ShownField, field: FieldModel | undefined): string {
  const isRun = field?.wire.kind === "octets" || field?.wire.kind === "utf8" || field?.wire.kind === "ascii";
  if (isRun) return size === 0 ? "empty" : `${at - HEADERS}+${size} ${value}`;
  const number = BOOLEAN[show] ?? (/^(?:0x[\da-f]+|\d+)$/i.test(show) ? String(BigInt(show)) : show);
  return `${at - HEADERS}+${size} ${number}`;
}

/** Returns what the reference says of octets: the place and the value of each field, and whether they are one whole value. */
function expectedText({ model, codec }: Layout, fields: ReadonlyMap<string, FieldModel>, octets: Uint8Array): string {
  const { fields: traced, result } = codec.trace(octets);
  if (!result.ok) return "fault";
  const texts = traced.flatMap(({ path, bit, bits, value }) => {
    const field = fieldOfPath(fields, path);
    if (field === undefined) return [];
    const at = Math.floor(bit / 8);
    const size = Math.ceil((bit + bits) / 8) - at;
    return [size === 0 ? "empty" : `${at}+${size} ${shownValue(model, field, value)}`];
  });
  return texts.join("\n");
}

function shownText(shown: readonly ShownField[], byFilter: ReadonlyMap<string, FieldModel>): string {
  if (shown.some(({ name }) => name.endsWith(".fault"))) return "fault";
  const leaves = shown.flatMap((each) => {
    const field = fieldOfFilter(byFilter, each.name);
    const isContainer = field === undefined || field.wire.kind === "struct" || field.wire.kind === "repeat";
    return isContainer ? [] : [fieldText(each, field)];
  });
  return leaves.join("\n");
}

/** Returns the fields by the last word of their filter names. */
function fieldsByFilter(fields: ReadonlyMap<string, FieldModel>): ReadonlyMap<string, FieldModel> {
  return new Map([...fields].map(([name, field]) => [name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`), field]));
}

withTshark("dissects generated layouts, another draft and other protocols as the reference reads them, one in a datagram", async (t) => {
  const scripts = layouts.map(({ name, model }) => writeTestFile(`${name}.lua`, wiresharkDissector(model)));
  const sent = layouts.flatMap((layout, index) => layout.octets.map((octets) => ({ layout, octets, port: FIRST_PORT + index })));
  const packets = sent.map(({ octets, port }, index) => ({
    packet: udpPacket({ address: "192.0.2.1", port: 9 }, { address: "192.0.2.2", port }, octets),
    time: index,
  }));
  const { items } = await dissect(tshark as Tshark, {
    scripts,
    capture: writeTestFile("layouts.pcapng", writePcapng(packets)),
    protocols: layouts.map(({ name }) => name),
    options: layouts.flatMap(({ name }, index) => ["-d", `udp.port==${FIRST_PORT + index},${name}`]),
  });
  const problems = sent.flatMap(({ layout, octets }, index) => {
    const root = layout.codec.model as StructModel;
    const fields = fieldsByName(root);
    const expected = expectedText(layout, fields, octets);
    const shown = items.filter(({ packet }) => packet === index + 1).flatMap((item) => item.fields);
    const found = shownText(shown, fieldsByFilter(fields));
    return found === expected ? [] : [`${layout.name} ${toHex(octets)}:\n${found}\n-- expected\n${expected}`];
  });
  t.deepEqual(problems.slice(0, 5), []);
  t.true(sent.length > 100, `${sent.length} datagrams`);
});
