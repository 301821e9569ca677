/**
 * A session of the vectors: its steps, each with its input and its expected effects.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { Octets } from "../../interop/format/octets.ts";
import { inputNames } from "../../interop/format/session-cases.ts";
import { oneLineJson } from "../../interop/format/suite-text.ts";
import { tableHtml } from "../table.ts";
import type { EndpointConfig, ShownStep, StepCase, StepEffects } from "./case-types.ts";
import { headerSectionHtml, type ShownFields } from "./header-section.ts";
import { SessionFrames } from "./session-frames.ts";
import { shownOctets } from "./shown-octets.ts";

/** The most characters of a value. */
const MAX_VALUE_CHARACTERS = 240;

function valueHtml(value: unknown): Html | undefined {
  if (value === true) return undefined;
  const text = oneLineJson(value);
  return html` <code>${text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}...` : text}</code>`;
}

function octetsHtml(octets: Octets, words: string): Html {
  return html` <code>${shownOctets(octets)}</code> <i>${words}</i>`;
}

function memberHtml(name: string, value: unknown, frames: SessionFrames): Html {
  const head = html`<b>${name}</b>`;
  if (name === "headers" || name === "trailers") return html`${head}${headerSectionHtml(value as ShownFields)}`;
  if (name === "feed") return html`${head}${octetsHtml(value as Octets, frames.received(value as Octets))}`;
  if (name === "wire") return html`${head}${octetsHtml(value as Octets, frames.sent(value as Octets))}`;
  return html`${head}${valueHtml(value)}`;
}

/** Returns the only member of an event or of an output. */
const eventHtml = (event: object, frames: SessionFrames): Html =>
  html`${Object.entries(event).map(([name, value]) => memberHtml(name, value, frames))}`;

function effectsHtml({ sent = [], told = [], withholds }: StepEffects, frames: SessionFrames): Html {
  const events = [
    ...sent.map((output) => html`<div>sends ${eventHtml(output, frames)}</div>`),
    ...told.map((event) => html`<div>tells its application ${eventHtml(event, frames)}</div>`),
    ...(withholds === undefined ? [] : [html`<div>${withholds ? "withholds stream window" : "gives stream window back"}</div>`]),
  ];
  return events.length === 0 ? html`<i>nothing</i>` : html`${events}`;
}

function stepHtml(step: ShownStep, index: number, frames: SessionFrames): Html {
  const inputs = Object.entries(step).filter(([name, value]) => inputNames.includes(name) && value !== undefined);
  const shown = inputs.map(([name, value]) => html`<div>${memberHtml(name, value, frames)}</div>`);
  const effects = effectsHtml(step, frames);
  // The octets of an alternative are not sent, too: another lister names them, without those before.
  const others = (step.or ?? []).map((each) => html`<p class="faint">or</p>${effectsHtml(each, new SessionFrames("server", []))}`);
  return html`<tr><td class="n">${index + 1}</td><td>${shown}</td><td>${effects}${others}</td></tr>\n`;
}

/** Returns the steps of a session. @param label - what is in the table, for programs that read the page aloud */
export function sessionBlock({ steps, random }: StepCase, { role = "" }: EndpointConfig, label: string): Html {
  const frames = new SessionFrames(role, steps);
  const pings = random && html`<p>Data of the pings that the ${role} sends: ${random.map((data) => html`<code>${data}</code> `)}</p>\n`;
  const heads = [["step", "n"], "input", `what the ${role} does`] as const;
  const body = steps.map((step, index) => stepHtml(step, index, frames));
  return html`${pings}${tableHtml({ label, heads, body, className: "steps" })}\n`;
}
