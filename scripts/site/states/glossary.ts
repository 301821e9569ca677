/**
 * The meanings of the names of a machine, and the sentences of the requirements that its sessions check.
 *
 * @module
 */
import type { MachineNameModel } from "../../../reference/layout/model.ts";
import { html, type Html } from "../../common/html.ts";
import type { PagePlace } from "../site-page.ts";
import { REQUIREMENTS_PAGE } from "../vectors/requirement-quote.ts";
import { nameAnchor, type NameKind, sectionLink } from "./state-links.ts";
import { requirementsOfTransition, type StatesInput } from "./transition-tables.ts";

const titles: Readonly<Record<Exclude<NameKind, "states">, string>> = { events: "Events", guards: "Conditions", actions: "Actions" };

function entryHtml(kind: NameKind, { name, roles, description, cite }: MachineNameModel, input: StatesInput, place: PagePlace): Html {
  const role = roles !== undefined && html` <span class="faint">(${roles.join(", ")})</span>`;
  return html`<dt id="${nameAnchor(kind, name)}"><code>${name}</code>${role}</dt>
<dd>${description} ${sectionLink(cite, input.site, place)}</dd>\n`;
}

function requirementHtml(id: string, { site: { manifest, sentences } }: StatesInput, place: PagePlace): Html {
  const { level = "" } = manifest.requirements[id] ?? {};
  return html`<dt id="${id}">${id} <span class="faint">${level}</span></dt>
<dd>${sentences[id] ?? ""} <a href="${place.to(`draft/${manifest.draft}.html#${id}`)}">draft</a>,
<a href="${place.to(`${REQUIREMENTS_PAGE}#${id}`)}">all its checks</a></dd>\n`;
}

/** Returns the lists of events, conditions, actions and requirements. */
export function glossary(input: StatesInput, place: PagePlace): Html {
  const { machine } = input;
  const lists = (["events", "guards", "actions"] as const).map(
    (kind) => html`<h2 id="${kind}">${titles[kind]}</h2>
<dl class="meanings">${machine[kind].map((each) => entryHtml(kind, each, input, place))}</dl>\n`,
  );
  const ids = [...new Set(machine.transitions.flatMap((row) => requirementsOfTransition(row, input)))].sort();
  return html`${lists}<h2 id="requirements">Requirements</h2>
<p>What the sessions of the transitions check. A transition without a session has no effect that a peer or an application can see.</p>
<dl class="meanings">${ids.map((id) => requirementHtml(id, input, place))}</dl>`;
}
