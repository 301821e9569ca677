/**
 * The page of states: drawings with links, all transitions with their checks, and the exchanges of the draft.
 *
 * @module
 */
import type { MachineModel } from "../../../reference/layout/model.ts";
import { connection } from "../../../reference/schema/states/index.ts";
import { html, type Html } from "../../common/html.ts";
import { allCases } from "../../interop/vectors/select-cases.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";
import { exchangeHtml } from "../states/exchanges.ts";
import { glossary } from "../states/glossary.ts";
import { stateDiagram } from "../states/state-diagrams.ts";
import { countedChoices, filterForm } from "../vectors/filter-form.ts";
import { stateSection, type StatesInput } from "../states/transition-tables.ts";

function filterHtml({ roles, states, events, transitions }: MachineModel): Html {
  const inOrder = events.flatMap(({ name }) => transitions.filter((row) => row.event === name).map(() => name));
  const lists = [
    { key: "role", label: "Role", choices: countedChoices(transitions.map((row) => row.roles ?? roles)) },
    { key: "state", label: "State", choices: countedChoices(transitions.map(({ from }) => [from])) },
    { key: "event", label: "Event", choices: countedChoices(inOrder.map((name) => [name])) },
  ];
  return filterForm(lists, "transitions", states.map(({ name }) => name).at(-1) ?? "");
}

/** Returns the content of the page. */
export function statesContent(input: StatesInput, place: PagePlace): Html {
  const { machine, site } = input;
  const { drawings = [], sequences, states } = machine;
  return html`<p>A connection is a state machine at each end. Choose an event in a drawing to see its condition, its actions and the
requirements behind it; choose a state to see all of its transitions.
<a href="${place.to(`draft/${site.manifest.draft}.html${machine.cite}`)}">The draft</a> has the same drawings.</p>
<nav aria-label="On this page"><ul class="inline"><li><a href="#diagrams">Drawings</a></li> <li><a href="#transitions">Transitions</a></li>
<li><a href="#exchanges">Exchanges</a></li> <li><a href="#events">Events</a></li> <li><a href="#guards">Conditions</a></li>
<li><a href="#actions">Actions</a></li> <li><a href="#requirements">Requirements</a></li></ul></nav>
<h2 id="diagrams">Drawings</h2>
<div class="diagrams">${drawings.map((drawing) => stateDiagram(machine, drawing))}</div>
<aside id="choice" aria-label="The chosen transitions" aria-live="polite" hidden></aside>
<h2 id="transitions">Transitions</h2>
<p>Of the transitions for one event, the first whose condition holds applies.</p>
${filterHtml(machine)}
${states.map((state) => stateSection(state, input, place))}
<h2 id="exchanges">Exchanges</h2>
<div class="charts">${(sequences?.exchanges ?? []).map((exchange) => exchangeHtml(exchange, machine, site))}</div>
${glossary(input, place)}`;
}

/** Returns what the page of states shows of the data. */
export function statesInput(site: SiteInput): StatesInput {
  const machine = site.model.elements[connection.model.id] as MachineModel;
  const sessions = new Map(allCases(site.suites).map((located) => [located.case.id, located]));
  return { site, machine, sessions, impossible: connection.impossible };
}

/** Returns the page of states. */
export function statesPage(site: SiteInput): SitePage[] {
  const input = statesInput(site);
  return [
    {
      path: "states/index.html",
      title: "States",
      summary: "What an endpoint does on each event, drawn and as tables, with the requirements and vectors behind each transition.",
      content: (place) => statesContent(input, place),
      scripts: ["filter", "states"],
      styles: ["charts", "states"],
      wide: true,
    },
  ];
}
