import test from "ava";

import { ViewError } from "../../../scripts/generate/blocks.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { toText } from "../../../scripts/generate/text.ts";
import { views } from "../../../scripts/generate/views.ts";
import { doors } from "./fixtures/door.ts";
import { doorTexts } from "./fixtures/door-texts.ts";
import { frames } from "./fixtures/frame.ts";
import { published } from "./fixtures/published.ts";
import { structTexts } from "./fixtures/struct-texts.ts";

const texts = [...structTexts, ...doorTexts];

for (const { title, model, view, attributes, text } of texts) {
  test(`shows ${title}`, (t) => {
    t.is(toText(renderView(view, attributes, model)), text.replace(/^\n|\n$/g, ""));
  });
}

test("has an expected text for each view", (t) => {
  const shown = new Set([...texts.map(({ view }) => view), "diagram", "sequence"]);
  t.deepEqual([...shown].sort(), Object.keys(views).sort());
});

test("marks names as code, and sections as links", (t) => {
  const [table] = renderView("registry", { of: "frame-type" }, frames);
  t.deepEqual(table?.kind === "table" ? table.rows[3] : undefined, [
    [{ code: "3" }], [{ code: "ping" }], [{ text: "A ping or its answer." }], [{ cite: "#ping-frame" }],
  ]);
});

test("names a diagram after the struct and its case", (t) => {
  const titles = ["text", "sealed"].map((name) =>
    renderView("diagram", { of: "frame", case: name }, frames)[0]).map((block) => block?.kind === "figure" && block.title);
  t.deepEqual(titles, ["Frame with Text Payload", "Frame with Compressed Payload"]);
});

for (const [name, attributes, message] of [
  ["diagramm", { of: "frame" }, 'there is no view "diagramm"; did you mean "diagram"?'],
  ["toString", { of: "frame" }, /^there is no view "toString"; expected one of: actions, checks/],
  ["fields", { of: "fram" }, 'there is no element "fram"; did you mean "frame"?'],
  ["fields", { of: "frame-type" }, 'view "fields" shows struct, but "frame-type" is a registry'],
  ["fields", { of: "frame text-payload" }, 'view "fields" shows one element, not 2'],
  ["fields", {}, 'view "fields" needs of=ID, the id of an element'],
  ["diagram", { of: "frame", bit: "32" }, 'view "diagram" has no attribute "bit"; did you mean "bits"?'],
  ["registry", { of: "frame-type", form: "lists" }, "form=lists: expected form=list"],
  ["checks", { of: "frame-type" }, "only an ordered registry holds checks"],
  ["transitions", { of: "door", role: "window" }, "role=window: expected one of guest, host"],
] as const) {
  test(`refuses ${name} ${JSON.stringify(attributes)}`, (t) => {
    const model = "of" in attributes && attributes.of === "door" ? doors : frames;
    const error = t.throws(() => renderView(name, attributes, model), { instanceOf: ViewError });
    if (typeof message === "string") t.is(error.message, message);
    else t.regex(error.message, message);
  });
}

test("names the element that a view cannot show", (t) => {
  t.is(t.throws(() => renderView("diagram", { of: "frame", case: "nothing" }, frames), { instanceOf: ViewError }).element, "frame");
});

test("keeps each table within 69 columns", (t) => {
  const tables: Readonly<Record<string, string>> = { struct: "fields", registry: "registry", prefixed: "forms" };
  for (const model of [frames, published]) {
    for (const { id, kind } of Object.values(model.elements)) {
      t.true(toText(renderView(tables[kind] ?? "", { of: id }, model)).split("\n").every(({ length }) => length <= 69), id);
    }
  }
});
