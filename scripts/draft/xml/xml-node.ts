/**
 * The XML tree that the handlers build, in the shape of xast, with the place of each node in the Markdown.
 *
 * @module
 */
import type { Node } from "unist";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";

/** An element. {@link el} omits attributes with the value `undefined`. */
export interface XmlElement {
  readonly type: "element";
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlNode[];
  readonly at?: SourcePosition;
}

/** Characters to escape. */
export interface XmlText {
  readonly type: "text";
  readonly value: string;
  readonly at?: SourcePosition;
}

/** Characters of a CDATA section. */
export interface XmlCdata {
  readonly type: "cdata";
  readonly value: string;
  readonly at?: SourcePosition;
}

/** Serialized XML, such as a drawing. */
export interface XmlRaw {
  readonly type: "raw";
  readonly value: string;
  readonly at?: SourcePosition;
}

export type XmlNode = XmlElement | XmlText | XmlCdata | XmlRaw;

/** The attributes of a new element. */
export type XmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** The source of an element or text: a Markdown node, a place, or nothing. */
export type XmlOrigin = Node | SourcePosition | undefined;

function positionField(origin: XmlOrigin): { at?: SourcePosition } {
  if (origin === undefined) return {};
  return { at: "type" in origin ? positionOf(origin) : origin };
}

/** Returns an element. A string child becomes text; an `undefined` attribute is omitted. */
export function el(
  origin: XmlOrigin,
  name: string,
  attributes: XmlAttributes = {},
  children: readonly (XmlNode | string)[] = [],
): XmlElement {
  const kept = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)] as const]));
  const nodes = children.map((child) => (typeof child === "string" ? text(undefined, child) : child));
  return { type: "element", name, attributes: Object.fromEntries(kept), children: nodes, ...positionField(origin) };
}

/** Returns a text node. */
export function text(origin: XmlOrigin, value: string): XmlText {
  return { type: "text", value, ...positionField(origin) };
}

/** Returns a CDATA section. */
export function cdata(origin: XmlOrigin, value: string): XmlCdata {
  return { type: "cdata", value, ...positionField(origin) };
}

/** Returns a node of serialized XML. */
export function raw(origin: XmlOrigin, value: string): XmlRaw {
  return { type: "raw", value, ...positionField(origin) };
}
