/**
 * Writes what a capture has, as text or as JSON, piece by piece.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { escapeControls, safeJson } from "../../common/escape-controls.ts";
import { fieldKinds, itemJson } from "../../frames/decode-items.ts";
import type { Http2Field } from "../../interop/h2/index.ts";
import { itemText, plural } from "../frames/item-text.ts";
import type { Style } from "../terminal/style.ts";
import type { CaptureEnd } from "./captured-stream.ts";
import type { ReadConnection } from "./read-connection.ts";
import type { StreamEntry, WebSocket2Stream } from "./websocket2-stream.ts";

/** A report in progress. Each method writes. */
export interface CaptureReport {
  /** Begins the report. */
  begin(file: string, packets: number, connections: number): void;
  /** Begins a connection. */
  connection(connection: ReadConnection): void;
  /** Adds a sentence about what is missing, in the file or in the connection that began last. */
  problem(text: string, packet?: number, from?: CaptureEnd): void;
  /** Adds a sentence that is no problem, as {@link CaptureReport.problem} does. */
  remark(text: string, packet?: number, from?: CaptureEnd): void;
  /** Begins a stream of the connection that began last. */
  stream(stream: WebSocket2Stream): void;
  /** Adds an entry of the stream that began last. */
  entry(entry: StreamEntry): void;
  /** Ends the report. */
  end(): void;
}

/** Returns the time of a packet since the first one, in seconds; `undefined` where the file has no times. */
export type PacketTime = (packet: number) => string | undefined;

/** The names of fields whose values are shown: others may be secrets of applications. */
const isShown = ([name]: Http2Field): boolean =>
  name.startsWith(":") || name.startsWith("websocket2-") || name.startsWith("content-") || name === "location" || name === "?";

function fieldLines(fields: readonly Http2Field[]): string[] {
  const hidden = fields.filter((field) => !isShown(field)).map(([name]) => name);
  const shown = fields.filter(isShown).map(([name, value]) => `  ${escapeControls(`${name}: ${value}`)}`);
  return hidden.length === 0 ? shown : [...shown, `  without values: ${escapeControls(hidden.join(", "))}`];
}

const valueOf = (fields: readonly Http2Field[] | undefined, name: string): string | undefined =>
  fields?.find(([each]) => each === name)?.[1];

function streamTitle({ stream, by, compression }: WebSocket2Stream): string {
  const { request, response, id } = stream;
  const [verb = "?", target = "?"] = [":method", ":path"].map((name) => valueOf(request, name));
  const path = request === undefined ? "request not in the capture" : `${verb} ${target}`;
  const status = response === undefined ? "response not in the capture" : `status ${valueOf(response, ":status") ?? "?"}`;
  const method = compression === undefined ? "unknown; --compression sets it" : compression.method;
  const agreed = `compression ${method}`;
  const how = by === "request" ? [] : [`taken for WebSocket2 by its ${by}`];
  return escapeControls([`Stream ${id}: ${path}`, status, agreed, ...how].join(", "));
}

/** Writes text for a reader. */
export class TextReport implements CaptureReport {
  readonly #write: (text: string) => void;
  readonly #style: Style;
  readonly #time: PacketTime;
  readonly #title: string;
  readonly #kindOf: ReturnType<typeof fieldKinds>;

  constructor(model: Model, element: string, time: PacketTime, style: Style, write: (text: string) => void) {
    this.#title = model.elements[element]?.title ?? element;
    this.#kindOf = fieldKinds(model);
    this.#time = time;
    this.#style = style;
    this.#write = write;
  }

  begin(file: string, packets: number, connections: number): void {
    this.#write(`${escapeControls(file)}: ${plural(packets, "packet")}, ${plural(connections, "TCP connection")}\n`);
  }

  connection({ number, ends, protocol }: ReadConnection): void {
    const title = `Connection ${number}: client ${ends.client}, server ${ends.server}, ${protocol}`;
    this.#write(`\n${this.#style.strong(title)}\n`);
  }

  problem(text: string, packet?: number, from?: CaptureEnd): void {
    const place = packet === undefined ? "" : `${this.#place(packet, from)}: `;
    this.#write(`${place}${this.#style.bad(escapeControls(text))}\n`);
  }

  remark(text: string, packet?: number, from?: CaptureEnd): void {
    const place = packet === undefined ? "" : `${this.#place(packet, from)}: `;
    this.#write(`${place}${escapeControls(text)}\n`);
  }

  stream(stream: WebSocket2Stream): void {
    this.#write(`\n${this.#style.strong(streamTitle(stream))}\n`);
  }

  entry(entry: StreamEntry): void {
    const place = this.#place(entry.packet, entry.from);
    if (entry.kind === "frame") {
      this.#write(`\n${place}\n${itemText(this.#title, entry.item, this.#kindOf, this.#style)}`);
    } else if (entry.kind === "note") {
      this.#write(`\n${place}: ${this.#style.bad(escapeControls(entry.text))}\n`);
    } else {
      const text = entry.text === undefined ? entry.type : `${entry.type}, ${entry.text}`;
      const lines = entry.fields === undefined ? [] : fieldLines(entry.fields);
      this.#write(`\n${[`${place}: ${escapeControls(text)}`, ...lines].join("\n")}\n`);
    }
  }

  end(): void {
    this.#write("");
  }

  #place(packet: number, from: CaptureEnd | undefined): string {
    const time = this.#time(packet);
    const parts = [`packet ${packet}`, time === undefined ? undefined : `${time} s`, from];
    return this.#style.faint(parts.filter((part) => part !== undefined).join(", "));
  }
}

/** Returns an entry as JSON data. */
function entryJson(entry: StreamEntry, time: PacketTime): object {
  const at = time(entry.packet);
  const place = { packet: entry.packet, ...(at === undefined ? {} : { seconds: Number(at) }), from: entry.from };
  if (entry.kind === "frame") return { ...place, type: "frame", ...itemJson(entry.item) };
  if (entry.kind === "note") return { ...place, type: "note", text: entry.text };
  const { type, fields, text } = entry;
  return { ...place, type, ...(fields === undefined ? {} : { fields }), ...(text === undefined ? {} : { text }) };
}

/** Writes one JSON object, with a line for each entry of a stream. */
export class JsonReport implements CaptureReport {
  readonly #write: (text: string) => void;
  readonly #time: PacketTime;
  readonly #element: string;
  readonly #problems: object[] = [];
  readonly #remarks: object[] = [];
  /** The ends of the open array and of what is around it, from the inside. */
  readonly #ends: string[] = [];
  /** Whether the open array has an element. */
  #hasElement = false;
  #connection: number | undefined;

  constructor(element: string, time: PacketTime, write: (text: string) => void) {
    this.#element = element;
    this.#time = time;
    this.#write = write;
  }

  begin(file: string, packets: number): void {
    this.#open(0, { type: this.#element, file, packets }, "connections");
  }

  connection({ number, ends, protocol }: ReadConnection): void {
    this.#connection = number;
    this.#open(1, { connection: number, ...ends, protocol }, "streams");
  }

  problem(text: string, packet?: number, from?: CaptureEnd): void {
    this.#problems.push({ connection: this.#connection, packet, from, text });
  }

  remark(text: string, packet?: number, from?: CaptureEnd): void {
    this.#remarks.push({ connection: this.#connection, packet, from, text });
  }

  stream({ stream, by, compression }: WebSocket2Stream): void {
    const agreed = compression === undefined ? {} : { compression: compression.parameters ?? {} };
    this.#open(2, { stream: stream.id, recognisedBy: by, ...agreed }, "entries");
  }

  entry(entry: StreamEntry): void {
    this.#add(safeJson(entryJson(entry, this.#time)));
  }

  end(): void {
    this.#close(1);
    this.#write(`\n],"problems":${safeJson(this.#problems)},"remarks":${safeJson(this.#remarks)}}\n`);
  }

  #add(text: string): void {
    this.#write(`${this.#hasElement ? "," : ""}\n${text}`);
    this.#hasElement = true;
  }

  /** Closes arrays and objects. @param depth - the number of those that stay open */
  #close(depth: number): void {
    while (this.#ends.length > depth) {
      this.#write(this.#ends.pop() ?? "");
      this.#hasElement = true;
    }
  }

  /** Begins an object whose last member is an array, as an element of the array at a depth. */
  #open(depth: number, members: object, array: string): void {
    this.#close(depth);
    const text = `${safeJson(members).slice(0, -1)},"${array}":[`;
    if (depth === 0) this.#write(text);
    else this.#add(text);
    this.#ends.push("]}");
    this.#hasElement = false;
  }
}
