/**
 * The exchanges of the draft: a drawing of each, and its steps with links to the transitions.
 *
 * @module
 */
import type { ExchangeModel, MachineModel, SequenceStepModel, TransitionModel } from "../../../reference/layout/model.ts";
import { html, type Html } from "../../common/html.ts";
import { viewDrawing } from "../drawing.ts";
import type { SiteInput } from "../site-input.ts";
import { transitionAnchor } from "./state-links.ts";

/** A step of an exchange with its transition. */
export interface ExchangeStep {
  readonly step: SequenceStepModel;
  readonly row: TransitionModel;
}

/** Returns the transitions of an exchange. Drawing it checks that the table has them all. */
export function exchangeSteps(machine: MachineModel, exchange: ExchangeModel): ExchangeStep[] {
  const states: Record<string, string> = { ...machine.initial, ...exchange.from };
  return exchange.steps.flatMap((step) => {
    const { role, on, when } = step;
    const row = machine.transitions.find(
      (each) => each.from === states[role] && each.event === on && each.guard === when && (each.roles ?? machine.roles).includes(role),
    );
    if (row === undefined) return [];
    states[role] = row.to;
    return [{ step, row }];
  });
}

function stepHtml({ step, row }: ExchangeStep): Html {
  const { role, on, when, note, sends = {} } = step;
  const sent = Object.values(sends).flat();
  const guard = when !== undefined && html` [${when}]`;
  const next = row.to !== row.from && html`, now <code>${row.to}</code>`;
  const output = sent.length > 0 && html`; sends ${sent.join(", ")}`;
  return html`<li>${role}, <code>${row.from}</code>: <a href="#${transitionAnchor(row)}">${on}${guard}</a>${next}${output}${
    note !== undefined && html` (${note})`
  }</li>\n`;
}

/** Returns an exchange. */
export function exchangeHtml(exchange: ExchangeModel, machine: MachineModel, { model }: SiteInput): Html {
  const { name, title } = exchange;
  return html`<section><h3 id="exchange-${name}">${title}</h3>
${viewDrawing(model, "sequence", { of: machine.id, name }, "")}
<details><summary>Steps</summary><ol>${exchangeSteps(machine, exchange).map(stepHtml)}</ol></details></section>\n`;
}
