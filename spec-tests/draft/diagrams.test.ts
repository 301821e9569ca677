import test from "ava";

import type { FieldModel, StructModel, VariantModel } from "../../reference/layout/model.ts";
import { websocket2 } from "../../reference/schema/index.ts";
import { parseDiagram } from "../../scripts/generate/diagram/parse-diagram.ts";
import { built, textFigures, xmlFigures } from "./built.ts";
import { markdown } from "./source.ts";

/** Every diagram that the draft asks for: element and case. */
const asked = [...markdown().matchAll(/^::diagram\{of=([\w-]+)(?: case=([\w-]+))?[^}]*\}$/gm)].map(([, of = "", name]) => ({ of, name }));

/** Width of a field in bits where it is fixed; null where it is not. */
function widthOf(field: FieldModel): number | null {
  const { wire } = field;
  if ("bits" in wire) return wire.bits;
  if ("size" in wire && wire.size.is === "fixed") return wire.size.octets * 8;
  return null;
}

/** The widths that a diagram must show, in order. */
function expectedWidths(struct: StructModel, name: string | undefined): (number | null)[] {
  return struct.fields.flatMap((field) => {
    if (field.wire.kind !== "variant" || name === undefined) return [widthOf(field)];
    const { cases, opaque: sealed } = field.wire as VariantModel;
    const chosen = name === "sealed" ? sealed?.as : cases[name];
    return chosen === undefined ? [] : expectedWidths(chosen, undefined);
  });
}

function titleOf(struct: StructModel, name: string | undefined): RegExp {
  if (name === undefined) return new RegExp(`^${struct.title}$`);
  const variant = struct.fields.find((field) => field.wire.kind === "variant")?.wire as VariantModel;
  const chosen = name === "sealed" ? variant.opaque?.as : variant.cases[name];
  return new RegExp(`^${struct.title}.*${chosen?.title ?? ""}`);
}

const figures = { txt: textFigures(built("txt")), xml: xmlFigures(built("xml")) };

/** The lines of the diagram with a title; other figures may share it. */
function drawn(form: keyof typeof figures, title: RegExp): string[] | undefined {
  return figures[form].find(([each, lines]) => title.test(each) && lines.some((line) => /\+-\+-\+/.test(line)))?.[1];
}

test("the draft draws the frame alone; notation has its payloads", (t) => {
  t.deepEqual(asked.map(({ of, name }) => `${of}/${name ?? ""}`), ["frame/"]);
});

for (const { of, name } of asked) {
  const struct = websocket2.elements[of] as StructModel;
  for (const form of ["txt", "xml"] as const) {
    test(`the diagram of ${of} ${name ?? ""} in the built .${form} has the widths of the fields`, (t) => {
      const lines = drawn(form, titleOf(struct, name));
      if (lines === undefined) return t.fail("no such figure");
      t.deepEqual(parseDiagram(lines.join("\n")).fields.map((field) => field.bits), expectedWidths(struct, name));
    });

    test(`a diagram of ${of} ${name ?? ""} in the built .${form} that is one bit narrower is found`, (t) => {
      const lines = drawn(form, titleOf(struct, name)) ?? [];
      const at = lines.findIndex((line) => /^ *\|[^~]*\|/.test(line));
      if (at < 0) return t.pass("nothing of a fixed width is drawn");
      const narrower = lines.with(at, (lines[at] as string).replace(/[^|]{2}\|/, "|"));
      const widths = attempt(() => parseDiagram(narrower.join("\n")).fields.map((field) => field.bits));
      t.notDeepEqual(widths, expectedWidths(struct, name));
    });
  }
}

/** A drawing that cannot be read back has no widths at all. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
