import { type AnyStruct, describe } from "../../reference/layout/index.ts";
import { parseDiagram } from "../../scripts/generate/diagram/parse-diagram.ts";
import { views } from "../../scripts/generate/views.ts";

/** Returns the text and width in bits of each field of a diagram; `null` is a row of any size. */
export function drawn(struct: AnyStruct, bits: number): unknown[] {
  const blocks = views["diagram"]?.render(struct.model, { bits: String(bits) }, describe("Other", [struct])) ?? [];
  const [figure] = blocks;
  return figure?.kind === "figure"
    ? parseDiagram(figure.ascii).fields.map((each) => [each.optional ? `[${each.text}]` : each.text, each.bits])
    : [];
}

/** Returns the heading and the fields of each block of a struct's notation, with integers of varying size as `(i)`, as in RFC 9000. */
export function noted(struct: AnyStruct): string[][] {
  const [block] = views["notation"]?.render(struct.model, {}, describe("Other", [struct])) ?? [];
  const text = block?.kind === "source" ? block.text.replaceAll("Variable-Length Integer", "i") : "";
  return text.split("\n\n").map((each) => each.split("\n").slice(0, -1).map((line) => line.trim().replace(/(,| \{)$/, "")));
}
