/**
 * The tables of transitions, one for each state.
 *
 * @module
 */
import type { MachineModel, MachineNameModel, TransitionModel } from "../../../reference/layout/model.ts";
import { html, type Html } from "../../common/html.ts";
import { requirementsOf } from "../../interop/vectors/select-cases.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace } from "../site-page.ts";
import { caseLink } from "../vectors/vector-pages.ts";
import { nameAnchor, nameLink, sectionLink, type SessionCases, sessionIds, transitionAnchor } from "./state-links.ts";

/** What a page of states shows. */
export interface StatesInput {
  readonly site: SiteInput;
  readonly machine: MachineModel;
  readonly sessions: SessionCases;
  /** Cells of the table in which an event cannot happen, with the reason. */
  readonly impossible: readonly { readonly role: string; readonly state: string; readonly event: string; readonly why: string }[];
}

const commaSeparated = (parts: readonly Html[]): Html[] => parts.map((part, index) => (index === 0 ? part : html`, ${part}`));

/** Returns the requirements that the sessions of a transition check. */
export function requirementsOfTransition(row: TransitionModel, { machine, sessions }: StatesInput): string[] {
  const found = sessionIds(row, machine.roles).flatMap((id) => {
    const located = sessions.get(id);
    return located === undefined ? [] : requirementsOf(located.suite.notes, located.case);
  });
  return [...new Set(found)].sort();
}

/** Returns links to the sessions of a transition, by role. */
function sessionLinks(row: TransitionModel, { machine, sessions }: StatesInput, place: PagePlace): Html {
  const roles = row.roles ?? machine.roles;
  const links = sessionIds(row, machine.roles).flatMap((id, index) => {
    const located = sessions.get(id);
    const name = roles[index] ?? "";
    return located === undefined ? [] : [html`<a href="${place.to(caseLink(located))}" title="${id}">${name}</a>`];
  });
  return html`${commaSeparated(links)}`;
}

function rowHtml(row: TransitionModel, input: StatesInput, place: PagePlace): Html {
  const { machine } = input;
  const { from, event, guard, to, actions, roles } = row;
  const requirements = requirementsOfTransition(row, input).map((id) => html`<a href="#${id}">${id}</a>`);
  const next = to === from ? html`<span class="faint">stays</span>` : nameLink("states", to);
  return html`<tr id="${transitionAnchor(row)}" data-entry="${from} ${to}" data-role="${(roles ?? machine.roles).join(" ")}"
data-state="${from}" data-event="${event}" data-next="${to}">
<td>${nameLink("events", event)}</td><td>${guard !== undefined && nameLink("guards", guard)}</td><td>${next}</td>
<td>${commaSeparated(actions.map((name) => nameLink("actions", name)))}</td><td>${(roles ?? ["both"]).join(", ")}</td>
<td>${commaSeparated(requirements)}</td><td>${sessionLinks(row, input, place)}</td></tr>\n`;
}

/** Returns the events that cannot happen in a state, by reason. */
function impossibleHtml({ name }: MachineNameModel, { machine, impossible }: StatesInput): Html | undefined {
  const mine = impossible.filter(({ state }) => state === name);
  const reasons = [...new Set(mine.map(({ why }) => why))];
  if (reasons.length === 0) return undefined;
  const items = reasons.map((why) => {
    const events = [...new Set(mine.filter((each) => each.why === why).map(({ event }) => event))];
    const known = machine.events.filter((event) => events.includes(event.name));
    return html`<li>${commaSeparated(known.map((event) => nameLink("events", event.name)))}: ${why}</li>\n`;
  });
  return html`<details><summary>Events that cannot happen in this state</summary><ul>${items}</ul></details>`;
}

const HEADS = ["Event", "Condition", "Next state", "Actions, in order", "Role", "Requirements", "Sessions"];

/** Returns the section of a state: its meaning and its transitions, in the order of the events and of their conditions. */
export function stateSection(state: MachineNameModel, input: StatesInput, place: PagePlace): Html {
  const { machine, site } = input;
  const { name, roles, description, cite } = state;
  const rows = machine.events.flatMap((event) => machine.transitions.filter((row) => row.from === name && row.event === event.name));
  const heads = HEADS.map((head) => html`<th scope="col">${head}</th>`);
  const role = roles === undefined ? "" : ` (${roles.join(", ")})`;
  return html`<section data-group><h3 id="${nameAnchor("states", name)}"><code>${name}</code>${role}</h3>
<p>${description} ${sectionLink(cite, site, place)}</p>
<div class="table" role="region" tabindex="0" aria-label="Transitions of ${name}"><table><thead><tr>${heads}</tr></thead><tbody>
${rows.map((row) => rowHtml(row, input, place))}</tbody></table></div>
${impossibleHtml(state, input)}</section>\n`;
}
