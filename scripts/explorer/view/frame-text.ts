/**
 * Frames in a few words, and octets as text.
 *
 * @module
 */
import { hexPairs } from "../../common/octets.ts";
import { escapeControls, safeJson } from "../../common/escape-controls.ts";
import type { DecodedItem } from "../../frames/decode-items.ts";
import type { ExplorerData } from "../data/explorer-data.ts";

/** The most characters of a text in a list. */
const MAX_CHARACTERS = 40;

const shorten = (text: string): string => (text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text);

/** Returns a number with its noun: `1 octet`, `2 octets`. */
export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

function valueText(value: unknown): string {
  if (value instanceof Uint8Array) return counted(value.length, "octet");
  return typeof value === "string" ? shorten(safeJson(value)) : escapeControls(String(value));
}

/** Returns the field that chooses the case, and the name of the compression, of the struct of frames. */
function namesOf({ elements, frame }: ExplorerData): { readonly by: string; readonly opaque: string } {
  const model = elements[frame];
  const wires = model?.kind === "struct" ? model.fields.map(({ wire }) => wire) : [];
  const variant = wires.find((wire) => wire.kind === "variant");
  return { by: variant?.by ?? "", opaque: variant?.opaque?.by ?? "" };
}

/** Returns the title of a struct in a list, and its contents in a few words. */
export function itemSummary({ result, fields, octets, decompressed }: DecodedItem, data: ExplorerData): { title: string; text: string } {
  const { by, opaque } = namesOf(data);
  const traced = fields.find(({ path }) => path === by)?.value;
  if (!result.ok) return { title: typeof traced === "string" ? traced : "unknown", text: counted(octets.length, "octet") };
  if (typeof result.value !== "object" || result.value === null) return { title: data.integer, text: String(result.value) };
  const values = Object.entries(result.value).filter(([name, value]) => name !== by && name !== opaque && value !== undefined);
  const message = decompressed?.ok === true ? [valueText(decompressed.content)] : [];
  return { title: String(traced ?? data.integer), text: [...values.map(([, value]) => valueText(value)), ...message].join(" · ") };
}

/** The octets in a line of a dump. */
const DUMP_OCTETS = 16;

/** The most lines of a dump. */
const MAX_DUMP_LINES = 64;

/** Returns octets as a dump: offset, hexadecimal, and printable ASCII. */
export function dumpText(octets: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < octets.length && lines.length < MAX_DUMP_LINES; at += DUMP_OCTETS) {
    const run = octets.subarray(at, at + DUMP_OCTETS);
    const ascii = Array.from(run, (octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : ".")).join("");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${hexPairs(run).join(" ").padEnd(3 * DUMP_OCTETS)} ${ascii}`);
  }
  const shown = MAX_DUMP_LINES * DUMP_OCTETS;
  return [...lines, ...(octets.length > shown ? [`… ${octets.length - shown} more octets`] : [])].join("\n");
}
