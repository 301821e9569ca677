/**
 * The XML tree that the handlers build, in the shape of xast, with the place in the Markdown that each node comes from.
 *
 * @module
 */
import type { Node } from "unist";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";

/** An element; attributes whose value is `undefined` are left out by {@link el}. */
export interface XmlElement {
  readonly type: "element";
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlNode[];
  readonly at?: SourcePosition;
}

/** Characters to be escaped. */
export interface XmlText {
  readonly type: "text";
  readonly value: string;
  readonly at?: SourcePosition;
}

/** Characters to be kept as they are, in a CDATA section. */
export interface XmlCdata {
  readonly type: "cdata";
  readonly value: string;
  readonly at?: SourcePosition;
}

/** XML that is ready, such as a drawing. */
export interface XmlRaw {
  readonly type: "raw";
  readonly value: string;
  readonly at?: SourcePosition;
}

export type XmlNode = XmlElement | XmlText | XmlCdata | XmlRaw;

/** Attributes of an element to be made. */
export type XmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** What an element or text comes from: a Markdown node, a place, or nothing. */
export type XmlOrigin = Node | SourcePosition | undefined;

function positionField(origin: XmlOrigin): { at?: SourcePosition } {
  if (origin === undefined) return {};
  return { at: "type" in origin ? positionOf(origin) : origin };
}

/** Makes an element; a string child becomes text, an `undefined` attribute is left out. */
export function el(origin: XmlOrigin, name: string, attributes: XmlAttributes = {}, children: readonly (XmlNode | string)[] = []): XmlElement {
  const kept = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)] as const]));
  const nodes = children.map((child) => (typeof child === "string" ? text(undefined, child) : child));
  return { type: "element", name, attributes: Object.fromEntries(kept), children: nodes, ...positionField(origin) };
}

/** Makes a text node. */
export function text(origin: XmlOrigin, value: string): XmlText {
  return { type: "text", value, ...positionField(origin) };
}

/** Makes a CDATA section. */
export function cdata(origin: XmlOrigin, value: string): XmlCdata {
  return { type: "cdata", value, ...positionField(origin) };
}

/** Makes a node of ready XML. */
export function raw(origin: XmlOrigin, value: string): XmlRaw {
  return { type: "raw", value, ...positionField(origin) };
}
