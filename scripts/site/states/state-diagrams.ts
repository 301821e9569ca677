/**
 * The drawings of states with links to their transitions, one for each role.
 *
 * @module
 */
import type { DrawingModel, MachineModel, TransitionModel } from "../../../reference/layout/model.ts";
import { html, Html } from "../../common/html.ts";
import { drawLinkedSvg, drawnTransitions } from "../../generate/machine/draw-linked-svg.ts";
import { nameAnchor, transitionAnchor } from "./state-links.ts";

const anchors = { state: (name: string): string => nameAnchor("states", name), transition: transitionAnchor };

function transitionLink(row: TransitionModel): Html {
  const { event, guard, from, to } = row;
  const words = `${event}${guard === undefined ? "" : ` [${guard}]`}${to === from ? "" : ` → ${to}`}`;
  return html`<a href="#${transitionAnchor(row)}" data-rows="${transitionAnchor(row)}">${words}</a>`;
}

/** Returns the transitions that the drawing leaves out, by state. */
function leftOutHtml(machine: MachineModel, drawing: DrawingModel): Html {
  const drawn = new Set(drawnTransitions(machine, drawing));
  const { role } = drawing;
  const left = machine.transitions.filter((row) => !drawn.has(row) && (row.roles ?? machine.roles).includes(role));
  const items = machine.states.flatMap(({ name }) => {
    const links = left.filter(({ from }) => from === name).map((row) => html`<li>${transitionLink(row)}</li> `);
    return links.length === 0 ? [] : [html`<dt><code>${name}</code></dt><dd><ul class="inline">${links}</ul></dd>\n`];
  });
  return html`<details><summary>${left.length} transitions that are not drawn: those that keep the state, and losses and timeouts that
lead to <code>closed</code></summary><dl>${items}</dl></details>`;
}

/** Returns the drawing of a role. */
export function stateDiagram(machine: MachineModel, drawing: DrawingModel): Html {
  const { role } = drawing;
  const svg = drawLinkedSvg(machine, drawing, anchors, `States of a ${role}, with links to the transitions`);
  return html`<section class="diagram"><h3 id="diagram-${role}">States of a ${role}</h3>
<p>Begins in <code>${machine.initial[role] ?? ""}</code>. In brackets: the condition of a transition.</p>
<div class="drawing" role="region" tabindex="0" aria-label="Drawing: states of a ${role}">${new Html(svg)}</div>
${leftOutHtml(machine, drawing)}</section>\n`;
}
