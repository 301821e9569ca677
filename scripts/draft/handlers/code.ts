import type { Code } from "mdast";
import { z } from "zod";
import { example } from "../examples.ts";
import { figure, checkLines } from "../figures.ts";
import { readMeta } from "../attributes.ts";
import { placeOf } from "../messages.ts";
import type { State } from "../state.ts";
import { cdata, el, type XmlElement, type XmlNode } from "../xml.ts";

const drawing = z.strictObject({
  id: z.string().optional(),
  title: z.string().optional(),
  name: z.string().optional(),
  alt: z.string().optional(),
});

const sourcecode = z.strictObject({
  id: z.string().optional(),
  title: z.string().optional(),
  name: z.string().optional(),
  markers: z.enum(["true", "false"]).optional(),
});

function artwork(state: State, node: Code): XmlNode[] {
  const meta = readMeta(state, node, drawing);
  if (meta === undefined) return [];
  const { name, alt } = meta;
  return [figure(state, node, meta, el(node, "artwork", { type: "ascii-art", name, alt }, [content(node)]))];
}

function source(state: State, node: Code): XmlNode[] {
  const meta = readMeta(state, node, sourcecode);
  if (meta === undefined) return [];
  const { name, markers } = meta;
  const element: XmlElement = el(node, "sourcecode", { type: node.lang ?? undefined, name, markers }, [content(node)]);
  return [meta.id === undefined && meta.title === undefined ? element : figure(state, node, meta, element)];
}

function content(node: Code): XmlNode {
  return cdata({ line: placeOf(node).line + 1, column: 1 }, node.value);
}

/** A fence is an example, `<artwork>` where its language is `artwork`, else `<sourcecode>`. */
export function handleCode(state: State, node: Code): XmlNode[] {
  if (node.lang === "example") return example(state, node);
  checkLines(state, node.value.split("\n"), (line) => ({ line: placeOf(node).line + 1 + line, column: 1 }));
  return node.lang === "artwork" ? artwork(state, node) : source(state, node);
}
