import test from "ava";
import fc from "fast-check";

import { drawAscii } from "../../../../scripts/generate/diagram/draw-ascii.ts";
import { parseDiagram } from "../../../../scripts/generate/diagram/parse-diagram.ts";
import { layOut } from "../../../../scripts/generate/diagram/lay-out.ts";
import { onlyWidth } from "../../../../scripts/generate/field-size.ts";
import { diagramOf } from "../../../../scripts/generate/views/diagram.ts";
import { field, model, struct, structOf, uint } from "../fixtures/build.ts";
import { drawings } from "../fixtures/drawings.ts";
import { frames } from "../fixtures/frame.ts";

for (const { title, model: of, id, attributes, ascii, widths } of drawings) {
  const diagram = () => diagramOf(structOf(of, id), attributes, of);

  test(`draws ${title}`, (t) => {
    t.is(drawAscii(diagram()), ascii.replace(/^\n|\n$/g, ""));
  });

  test(`parses the widths of ${title} from the drawing made by hand`, (t) => {
    t.deepEqual(parseDiagram(ascii).fields.map(({ bits }) => bits), widths);
  });

  test(`gives every field of ${title} its width in cells`, (t) => {
    const { fields, rows } = diagram();
    for (const [index, { size }] of fields.entries()) {
      const cells = rows.flat().filter((cell) => cell.field === index);
      const drawn = cells.some(({ open }) => open) ? undefined : cells.reduce((sum, { bits }) => sum + bits, 0);
      t.is(drawn, onlyWidth(size));
    }
  });
}

test("reads the texts and the brackets of optional fields", (t) => {
  const ascii = drawAscii(diagramOf(structOf(frames, "error-payload"), {}, frames));
  t.deepEqual(parseDiagram(ascii), {
    rowBits: 32,
    fields: [
      { text: "Code (32)", bits: 32, optional: false },
      { text: "Status (16)", bits: 16, optional: true },
      { text: "Reason (0 to 123 octets)", bits: null, optional: true },
    ],
  });
});

test("finds a drawing in indented text with empty lines", (t) => {
  const ascii = drawAscii(diagramOf(structOf(frames, "frame"), { case: "ping" }, frames));
  const printed = ascii.split("\n").flatMap((line, index) => (index === 6 ? ["", `      ${line}`] : [`      ${line}`])).join("\n");
  t.deepEqual(parseDiagram(`\n${printed}\n`), parseDiagram(ascii));
});

test("names the wall of a drawing that is between two bits", (t) => {
  const ascii = drawAscii(diagramOf(structOf(frames, "frame"), {}, frames)).replace("|0 0 0 0|", "|0 0 0 0 |");
  const error = t.throws(() => parseDiagram(ascii));
  t.is(error.message, 'line 6: a wall of "|0 0 0 0 |Cmp|Typ|" stands between two bits');
});

test("notices a width that was changed in a drawing", (t) => {
  const ascii = drawAscii(diagramOf(structOf(frames, "frame"), {}, frames));
  const changed = ascii.replace("|Cmp|Typ|", "|Cmp Typ|");
  t.notDeepEqual(parseDiagram(changed).fields.map(({ bits }) => bits), parseDiagram(ascii).fields.map(({ bits }) => bits));
});

for (const [text, message] of [
  ["no drawing", 'line 1: there is no ruler, a line like " 0 1 2 3"'],
  [" 0 1 2 3\n+-+-+-+-+\n|   A   \n", 'line 3: "|   A" is not a row of a diagram, expected | or ~ at both ends'],
  [" 0 1\n+-+-+-+\n|  A  |\n+-+-+-+", "line 3: the row is wider than the 2 bits of the ruler"],
] as const) {
  test(`refuses to read ${JSON.stringify(text)}`, (t) => {
    t.is(t.throws(() => parseDiagram(text)).message, message);
  });
}

test("draws any fixed widths so that parsing returns them, in at most 69 columns", (t) => {
  const widths = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 40 });
  const property = fc.property(widths, fc.constantFrom(8, 16, 32), (bits, rowBits) => {
    const fields = bits.map((width, index) => field(`f${index}`, `Field ${index}`, uint(width), { label: "x" }));
    const { fields: flat, rows } = diagramOf(struct("any", "Any", fields, []), { bits: String(rowBits) }, model());
    const ascii = drawAscii({ fields: flat, rows, rowBits });
    t.true(ascii.split("\n").every((line) => line.length <= 69 && line === line.trimEnd()));
    t.deepEqual(parseDiagram(ascii).fields.map((drawn) => drawn.bits), bits);
  });
  fc.assert(property, { seed: 69, numRuns: 300 });
});

test("refuses a field whose cell is too narrow for its label", (t) => {
  const fields = [field("flags", "Flags", uint(2), { label: "Flgs" })];
  const error = t.throws(() => diagramOf(struct("narrow", "Narrow", fields, []), {}, model()));
  t.is(
    error.message,
    'field "flags": its cell has 3 columns, too few for "Flags (2)", "Flags", "Flgs (2)", "Flgs"; give it a shorter label',
  );
});

test("accepts a label that just fits", (t) => {
  const fields = [field("flags", "Flags", uint(2), { label: "Flg" })];
  t.is(diagramOf(struct("narrow", "Narrow", fields, []), {}, model()).rows[0]?.[0]?.text, "Flg");
});

test("refuses a title with a character that draws walls", (t) => {
  const fields = [field("or", "A | B", uint(32))];
  t.regex(
    t.throws(() => diagramOf(struct("walls", "Walls", fields, []), {}, model())).message,
    /field "or": "A \| B \(32\)" has a character/,
  );
});

test("refuses a case that the struct does not have, and suggests one", (t) => {
  const error = t.throws(() => diagramOf(structOf(frames, "frame"), { case: "eror" }, frames));
  t.is(error.message, 'frame has no case "eror"; did you mean "error"?');
});

test("refuses a row width that is not 8, 16 or 32", (t) => {
  t.is(t.throws(() => diagramOf(structOf(frames, "frame"), { bits: "24" }, frames)).message, "bits=24: expected one of 32, 16, 8");
});

test("draws a very wide field as one row with its width as text", (t) => {
  const wide = { path: "key", title: "Key", size: { is: "exact", bits: [2048] }, presence: "", repeats: false } as const;
  t.deepEqual(layOut("wide", [wide], 32).rows, [
    [{ field: 0, path: "key", title: "Key", bits: 32, open: true, optional: false, text: "Key (2048 bits)" }],
  ]);
});
