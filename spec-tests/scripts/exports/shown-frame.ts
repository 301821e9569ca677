/** Compares frames that tshark shows with those of the vectors and of the reference. */
import { plainOctets, toHex } from "../../../reference/layout/index.ts";
import { websocket2 } from "../../../reference/schema/index.ts";
import type { ShownField } from "./tshark.ts";

/** A frame as fields by name, each with its octets as hex or the name of its code. */
export type PlainFrame = Readonly<Record<string, unknown>>;

const codeNames = Object.fromEntries(
  Object.values(websocket2.elements).flatMap((element) =>
    element.kind === "registry" ? [[element.id, Object.fromEntries(element.entries.map(({ code, name }) => [code, name]))]] : [],
  ),
);

/** Returns the frame that Wireshark shows, in the form of the vectors. @param content - whether a compressed message shows its content in place of its payload */
export function shownFrame(fields: readonly ShownField[], content: boolean): PlainFrame {
  const find = (name: string): ShownField | undefined => fields.find((field) => field.name === `websocket2.${name}`);
  const code = (name: string, registry: string): unknown => {
    const show = find(name)?.show;
    return show === undefined ? undefined : codeNames[registry]?.[Number(show)];
  };
  const compression = code("compression", "compression");
  const isOpaque = !content && compression !== "none";
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
export function vectorFrame(frame: PlainFrame): PlainFrame {
  return Object.fromEntries(
    Object.entries(frame).map(([name, value]) => {
      if (OCTETS.has(name)) return [name, toHex(plainOctets(value))];
      if (!TEXTS.has(name)) return [name, value];
      return [name, typeof value === "string" ? Buffer.from(value, "utf8").toString("hex") : toHex(plainOctets(value))];
    }),
  );
}

export const sorted = (frame: PlainFrame): string => JSON.stringify(Object.entries(frame).sort(([a], [b]) => (a < b ? -1 : 1)));

export const isFault = ({ name }: ShownField): boolean => name === "websocket2.fault";

