/**
 * Drawings of the model as parts of a page.
 *
 * @module
 */
import { html, Html } from "../common/html.ts";
import type { FigureBlock, ViewAttributes } from "../generate/blocks.ts";
import { renderView } from "../generate/render-view.ts";
import type { Model } from "../../reference/layout/model.ts";

/** Draws black lines in the colour of the text, and white boxes in that of the page, so that a drawing suits dark mode. */
const inTextColour = (svg: string): string =>
  svg
    .replace(/(fill|stroke)="black"/g, '$1="currentColor"')
    .replaceAll('fill="white"', 'class="paper"')
    .replace("<svg ", '<svg role="img" ');

/** Returns a drawing with its caption. */
export function drawingHtml({ svg, ascii, title }: FigureBlock, caption: string = title): Html {
  const drawing = svg === undefined ? html`<pre>${ascii}</pre>` : new Html(inTextColour(svg));
  return html`<figure>${drawing}\n${caption !== "" && html`<figcaption>${caption}</figcaption>`}</figure>`;
}

/** Returns the drawings of a view of the model, as the draft shows them. */
export function viewDrawing(model: Model, view: string, attributes: ViewAttributes, caption?: string): Html {
  const figures = renderView(view, attributes, model).filter((block) => block.kind === "figure");
  return html`${figures.map((figure) => drawingHtml(figure, caption))}`;
}
