/**
 * The JavaScript text of a codec, and functions made of it.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { ElementModel, RegistryModel, StructModel } from "../model.ts";
import * as check from "./check-value.ts";
import { ReadEmitter } from "./read.ts";
import type { Reading } from "./reading.ts";
import type { Site } from "./site.ts";
import * as rt from "./text.ts";
import type { Room } from "./room.ts";
import { WriteEmitter } from "./write.ts";

/** Registries and other elements by id. */
export type Elements = Readonly<Record<string, ElementModel>>;

/** Reads one struct: octets, first offset, offset behind what is there. */
export type ReadFunction = (b: Uint8Array, p: number, end: number, r: Reading) => number;

/** The octets of one value; with a room, those that hold it. */
export type WriteFunction = (value: unknown, path: string, room?: Room) => Uint8Array;

/** The text of a reader and what it refers to. */
export interface ReaderSource {
  readonly text: string;
  readonly tables: readonly unknown[];
  readonly sites: readonly Site[];
  /** Bounds by name; with a registry where the bound is the name of a code. */
  readonly bounds: ReadonlyMap<string, RegistryModel | undefined>;
}

/** Writes the reader of a struct; with `trace` it notes every field. */
export function readerSource(struct: StructModel, elements: Elements, trace: boolean): ReaderSource {
  const emitter = new ReadEmitter(elements, trace);
  emitter.struct({
    struct,
    depth: 0,
    path: "",
    indexes: [],
    locals: new Map(),
    properties: [],
    region: { stop: "end", delimited: false, depth: 0, whole: false, sure: 0 },
    finish: (value) => `r.value = ${value}; return p;`,
  });
  const bounds = [...emitter.bounds.keys()].map((name) => `const B_${name} = bounds.${name};`);
  const variables = emitter.variables.length === 0 ? "" : `let ${emitter.variables.join(", ")};`;
  const text = [
    `"use strict";`,
    ...bounds,
    `return function read_${struct.id.replaceAll("-", "_")}(b, p, end, r) {`,
    "r.start = p;",
    variables,
    emitter.lines.text(),
    "};",
  ].join("\n");
  return { text, tables: emitter.tables, sites: emitter.sites.list, bounds: emitter.bounds };
}

/** The text of a writer and what it refers to. */
export interface WriterSource {
  readonly text: string;
  readonly tables: readonly unknown[];
  readonly children: ReadonlyMap<string, StructModel>;
}

/** Writes the writer of a struct. */
export function writerSource(struct: StructModel, elements: Elements): WriterSource {
  const emitter = new WriteEmitter(elements);
  const total = emitter.fields(struct, struct.fields);
  const variables = emitter.variables.size === 0 ? "" : `let ${[...emitter.variables].join(", ")};`;
  const taken = emitter.tailed ? `tail === undefined ? room.take(${total}) : room.take(${total} - tail.length, tail)` : `room.take(${total})`;
  const text = [
    `"use strict";`,
    `return function write_${struct.id.replaceAll("-", "_")}(v, at, room) {`,
    variables,
    emitter.tailed ? "let tail;" : "",
    emitter.measure.text(),
    `const b = room === undefined ? new Uint8Array(${total}) : ${taken};`,
    "let p = room === undefined ? 0 : room.at;",
    emitter.write.text(),
    "return b;",
    "};",
  ].join("\n");
  return { text, tables: emitter.tables, children: emitter.children };
}

/** A function of code text. @throws LayoutError where the platform forbids it. */
function made(id: string, names: readonly string[], text: string): (...values: unknown[]) => unknown {
  try {
    // eslint-disable-next-line no-new-func -- the text is our own: names are checked, strings are quoted
    return new Function(...names, text) as (...values: unknown[]) => unknown;
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    throw new LayoutError(id, "cannot be compiled: this platform forbids code generation; write source() to a module and load that");
  }
}

/** Makes readers of a source: one for each set of bounds. */
export function readerMaker(id: string, source: ReaderSource): (bounds: Readonly<Record<string, number>>) => ReadFunction {
  const maker = made(id, ["rt", "T", "bounds"], source.text);
  return (bounds) => maker(rt, source.tables, bounds) as ReadFunction;
}

/** The writer of a struct, and those of the structs inside it. */
export function makeWriter(struct: StructModel, elements: Elements): WriteFunction {
  const writers: Record<string, WriteFunction> = {};
  const source = writerSource(struct, elements);
  for (const [id, child] of source.children) writers[id] = makeWriter(child, elements);
  return made(struct.id, ["rt", "check", "T", "W"], source.text)(rt, check, source.tables, writers) as WriteFunction;
}
