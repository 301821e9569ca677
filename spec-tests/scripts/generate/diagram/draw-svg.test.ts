import test from "ava";

import { drawSvg } from "../../../../scripts/generate/diagram/draw-svg.ts";
import { diagramOf } from "../../../../scripts/generate/views/diagram.ts";
import { field, model, struct, structOf, uint } from "../fixtures/build.ts";
import { drawings } from "../fixtures/drawings.ts";
import { frames } from "../fixtures/frame.ts";

/** What RFC 7996 allows and the drawings use. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  svg: ["xmlns", "version", "baseProfile", "width", "height", "viewBox"],
  title: [],
  desc: [],
  g: ["font-family", "font-size", "text-anchor", "fill"],
  path: ["fill", "stroke", "stroke-width", "d"],
  text: ["x", "y"],
};

test("draws two fields of four bits as lines and texts", (t) => {
  const fields = [field("a", "A", uint(4)), field("b", "B", uint(4), { group: "g" })];
  const svg = drawSvg(diagramOf(struct("two", "Two", fields, []), { bits: "8" }, model()), "Two <fields>");
  t.is(svg, `<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" width="528" height="84" viewBox="0 0 528 84">
<title>Two &lt;fields&gt;</title>
<desc>A (4), [B (4)]</desc>
<g font-family="monospace" font-size="9" text-anchor="middle" fill="black">
<text x="16" y="11">0</text>
<text x="32" y="11">1</text>
<text x="48" y="11">2</text>
<text x="64" y="11">3</text>
</g>
<path fill="none" stroke="black" stroke-width="1" d="M8 16H72M8 46H72M8 76H72M8 16v30M72 16v30M8 46v30M72 46v30"/>
<g font-family="monospace" font-size="13" text-anchor="middle" fill="black">
<text x="40" y="35.33">A (4)</text>
<text x="40" y="65.33">[B (4)]</text>
</g>
</svg>`);
});

for (const { title, model: of, id, attributes } of drawings) {
  const diagram = diagramOf(structOf(of, id), attributes, of);
  const svg = drawSvg(diagram, title);

  test(`draws ${title} with only the elements that RFC 7996 allows`, (t) => {
    for (const [, name = "", rest = ""] of svg.matchAll(/<([a-z]+)((?: [^>]*)?)>/g)) {
      t.true(Object.hasOwn(allowed, name), name);
      for (const [, attribute = ""] of rest.matchAll(/([\w-]+)="/g)) t.true(allowed[name]?.includes(attribute), `${name} ${attribute}`);
    }
  });

  test(`writes each text of ${title} inside the drawing`, (t) => {
    const texts = diagram.rows.flat().map(({ text }) => text).filter((text) => text !== "");
    const width = Number(/width="(\d+)"/.exec(svg)?.[1]);
    const written = [...svg.matchAll(/<text x="([\d.]+)" y="[\d.]+">([^<]*)<\/text>/g)].slice(-texts.length);
    t.deepEqual(written.map(([, , text]) => text), texts);
    // A letter of the font is 0.6 of its size of 13 wide.
    for (const [, x, text = ""] of written) t.true(Number(x) - text.length * 3.9 >= 0 && Number(x) + text.length * 3.9 <= width, text);
  });
}

test("leaves the line between the pieces of one field open", (t) => {
  const svg = drawSvg(diagramOf(structOf(frames, "ping-payload"), {}, frames), "Ping");
  // Kind is 8 bits of 16 wide; Data goes on below itself from bit 8 to the end, and up to bit 8 in the last row.
  t.true(svg.includes("M8 16H520M8 46H136M136 76H520M8 106H136"));
});
