import test from "ava";

import { websocket2 } from "../../../reference/schema/index.ts";
import { colourSvg, pageColours } from "../../../scripts/generate/colour-svg.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";

test("a drawing takes the colours of a page: no line, text or box stays black on white", (t) => {
  const [figure] = renderView("sequence", { of: "connection", name: "whole" }, websocket2);
  const svg = figure?.kind === "figure" ? (figure.svg ?? "") : "";
  const colours = (drawing: string) => [...new Set([...drawing.matchAll(/\b(?:fill|stroke)="([^"]*)"/g)].map(([, value]) => value))].sort();
  t.deepEqual(colours(svg), ["black", "none", "white"]);
  t.deepEqual(colours(colourSvg(svg, pageColours.dark)), [pageColours.dark.paper, pageColours.dark.ink, "none"].sort());
});
