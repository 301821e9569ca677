/**
 * A case of the vectors as an entry that can be folded.
 *
 * @module
 */
import { html, Html } from "../../common/html.ts";
import { escapeElementText } from "../../common/markup.ts";
import { caseAnchor } from "../../interop/report/html-page.ts";
import { oneLineJson } from "../../interop/format/suite-text.ts";
import { type LocatedCase, requirementsOf } from "../../interop/vectors/select-cases.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace } from "../site-page.ts";
import { asHandshake, asSession, configOf } from "./case-types.ts";
import { configurationHtml } from "./configuration.ts";
import { type Expectation, expectationOf } from "./expectation.ts";
import { expectedResultHtml } from "./expected-result.ts";
import { explorerLink } from "./explorer-link.ts";
import { handshakeBlock } from "./handshake-block.ts";
import { annotateCase } from "./octet-rows.ts";
import { octetTable } from "./octet-table.ts";
import { passedHtml } from "./passed-by.ts";
import { requirementQuote } from "./requirement-quote.ts";
import { sessionBlock } from "./session-block.ts";

/** Cases with more octets are not shown field by field. */
const MAX_SHOWN_OCTETS = 4096;

/** The most characters of a case as JSON. */
const MAX_JSON_CHARACTERS = 4000;

/** What all entries of a page need. */
export interface EntryContext {
  readonly input: SiteInput;
  readonly place: PagePlace;
  /** The line of each case in its file, by id. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Returns the octets of a case, its header section, or its steps. */
function inputHtml(located: LocatedCase, { model }: SiteInput): Html {
  const [handshake, session] = [asHandshake(located), asSession(located)];
  if (handshake !== undefined) return handshakeBlock(handshake, configOf(located));
  if (session !== undefined) return sessionBlock(session, configOf(located), `Steps of ${located.case.id}`);
  const annotated = annotateCase(located, model);
  if (annotated === undefined) return html``;
  if (annotated.octets.length > MAX_SHOWN_OCTETS) {
    return html`<p>The case has ${annotated.octets.length.toLocaleString("en-US")} octets, too many to show field by field.</p>\n`;
  }
  return octetTable(annotated, model, `Octets of ${located.case.id}`);
}

/** Returns the subjects of a case with their reasons. */
function reasonsHtml({ case: each, suite }: LocatedCase): Html {
  const lines = (each.flags ?? []).map((flag) => html`<p>${flag}: ${suite.notes[flag]?.why ?? ""}</p>\n`);
  return html`${lines}`;
}

/** Returns the case in the form of its file. The steps of a session already show all of it. */
function jsonHtml({ case: each, path, group }: LocatedCase, { place, lines }: EntryContext): Html {
  const line = lines.get(each.id);
  const where = html`${line !== undefined && `line ${line} of `}<a href="${place.to(`vectors/files/${path}`)}">${path}</a>`;
  const link = html`<p><a href="#${caseAnchor(each.id)}">Link to this case</a>; as JSON: ${where}</p>\n`;
  const text = group.op === "session" ? "" : oneLineJson(each);
  if (text === "" || text.length > MAX_JSON_CHARACTERS) return link;
  return html`${link}<details><summary>As JSON</summary>\n<pre>${new Html(escapeElementText(text))}</pre></details>\n`;
}

/** Returns the attributes by which the page filters a case. */
function filterAttributes({ case: each }: LocatedCase, keys: readonly string[], requirements: readonly string[]): Html {
  const words = [each.flags ?? [], keys, requirements].map((some) => some.join(" "));
  return html`data-entry="${words[0]}" data-expected="${words[1]}" data-requirement="${words[2]}"`;
}

function summaryHtml({ case: each, suite }: LocatedCase, { label, tone }: Expectation): Html {
  const why = each.comment ?? suite.notes[each.flags?.[0] ?? ""]?.why ?? "";
  const head = html`<b>${each.id}</b> <span class="tag ${tone}">${label}</span>`;
  return html`<summary>${head}\n<span class="why">${why}</span></summary>\n`;
}

/** Returns a case with all that a reader needs to see why it has its result. */
export function caseEntry(located: LocatedCase, context: EntryContext): Html {
  const { input, place } = context;
  const { case: each, suite } = located;
  const expectation = expectationOf(located);
  const requirements = requirementsOf(suite.notes, each);
  const parts = [
    summaryHtml(located, expectation),
    each.comment !== undefined && html`<p>${each.comment}</p>\n`,
    reasonsHtml(located),
    configurationHtml(located),
    expectedResultHtml(located),
    inputHtml(located, input),
    requirements.map((id) => requirementQuote(id, input, place)),
    passedHtml(located, input),
    explorerLink(located, place),
    jsonHtml(located, context),
  ];
  const filters = filterAttributes(located, expectation.keys, requirements);
  return html`<details id="${caseAnchor(each.id)}" class="case" ${filters}>${parts}</details>\n`;
}
