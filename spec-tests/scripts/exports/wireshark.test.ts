import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { plainOctets, toHex } from "../../../reference/layout/index.ts";
import { websocket2 } from "../../../reference/schema/index.ts";
import { wiresharkDissector } from "../../../scripts/exports/wireshark/dissector.ts";
import { dissect, findTshark, type ShownField, type Tshark } from "./tshark.ts";
import { type CapturedCase, vectorsCapture } from "./wireshark-vectors.ts";

const tshark = findTshark(process.env);
/** Without tshark these tests are skipped. */
const withTshark = tshark === undefined ? test.skip : test;

const folder = mkdtempSync(join(tmpdir(), "websocket2-wireshark-"));
test.after.always(() => rmSync(folder, { recursive: true }));

const script = join(folder, "websocket2.lua");
writeFileSync(script, wiresharkDissector(websocket2));

/** A frame as fields by name, each with its octets as hex or the name of its code. */
type PlainFrame = Readonly<Record<string, unknown>>;

const codeNames = Object.fromEntries(
  Object.values(websocket2.elements).flatMap((element) =>
    element.kind === "registry" ? [[element.id, Object.fromEntries(element.entries.map(({ code, name }) => [code, name]))]] : [],
  ),
);

/** Returns the frame that Wireshark shows, in the form of the vectors. @param op - whether a compressed message shows its content */
function shownFrame(fields: readonly ShownField[], op: CapturedCase["op"]): PlainFrame {
  const find = (name: string): ShownField | undefined => fields.find((field) => field.name === `websocket2.${name}`);
  const code = (name: string, registry: string): unknown => {
    const show = find(name)?.show;
    return show === undefined ? undefined : codeNames[registry]?.[Number(show)];
  };
  const compression = code("compression", "compression");
  const isOpaque = op === "decode" && compression !== "none";
  const text = find("text.text")?.value;
  return Object.fromEntries(
    Object.entries({
      type: code("type", "frame-type"),
      ...(isOpaque ? { compression, payload: find("compressed.payload")?.value } : { text, bytes: find("binary.bytes")?.value }),
      code: find("error.code")?.show,
      status: find("error.status") === undefined ? undefined : Number(find("error.status")?.show),
      reason: find("error.reason")?.value,
      kind: code("ping.kind", "ping-kind"),
      data: find("ping.data")?.value,
    }).filter(([, value]) => value !== undefined),
  );
}

const OCTETS = new Set(["bytes", "data", "payload"]);
const TEXTS = new Set(["text", "reason"]);

/** Returns a frame of the vectors with octets and texts as hex. */
function vectorFrame(frame: PlainFrame): PlainFrame {
  return Object.fromEntries(
    Object.entries(frame).map(([name, value]) => {
      if (OCTETS.has(name)) return [name, toHex(plainOctets(value))];
      if (!TEXTS.has(name)) return [name, value];
      return [name, typeof value === "string" ? Buffer.from(value, "utf8").toString("hex") : toHex(plainOctets(value))];
    }),
  );
}

const sorted = (frame: PlainFrame): string => JSON.stringify(Object.entries(frame).sort(([a], [b]) => (a < b ? -1 : 1)));

const isFault = ({ name }: ShownField): boolean => name === "websocket2.fault";

/** Returns the difference of a case, or `undefined`. */
function difference(each: CapturedCase, items: readonly (readonly ShownField[])[]): string | undefined {
  // The vectors of frames have compressed payloads that are no compressed message; the dissector shows that, too.
  const decodes = items.flat().filter(isFault).map(({ show }) => show);
  const faults = each.op === "decode" && each.result !== "invalid" ? decodes.filter((code) => code === "FRAM" || code === "LRGE") : decodes;
  if (each.result === "incomplete") return faults.length === 0 ? undefined : `found the fault ${faults.join(" ")}`;
  if (each.result === "acceptable" && faults.length > 0) return undefined;
  if (each.result === "invalid") {
    return each.errors.includes(faults[0] ?? "") ? undefined : `found ${faults[0] ?? "no fault"}, expected ${each.errors.join(" or ")}`;
  }
  const found = items.map((item) => sorted(shownFrame(item, each.op)));
  const expected = each.frames.map((frame) => sorted(vectorFrame(frame)));
  if (faults.length === 0 && JSON.stringify(found) === JSON.stringify(expected)) return undefined;
  return `found ${faults.join(" ")} ${found.join(" ").slice(0, 200)}, expected ${expected.join(" ").slice(0, 200)}`;
}

withTshark("shows each vector as the reference decodes it: values, and the first fault", async (t) => {
  const { file, cases, left } = vectorsCapture();
  const capture = join(folder, "vectors.pcapng");
  writeFileSync(capture, file);
  const shown = await dissect(tshark as Tshark, script, capture, "websocket2", ["-d", "tcp.port==8080,http2"]);
  const byPacket = new Map(shown.map(({ number, items }) => [number, items]));
  const differences = cases.flatMap((each) => {
    const text = difference(each, each.packets.flatMap((number) => byPacket.get(number) ?? []));
    return text === undefined ? [] : [`${each.id}: ${text}`];
  });
  t.deepEqual(differences, []);
  t.deepEqual(left, []);
  t.true(cases.length > 1000);
});
