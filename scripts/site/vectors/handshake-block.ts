/**
 * A handshake of the vectors: its header section, and the checks that an endpoint makes of it.
 *
 * @module
 */
import { clientCheck, replyChecks, serverCheck } from "../../../reference/schema/index.ts";
import { checkReply, checkRequest, type ReplyCheckOptions } from "../../../reference/wire/index.ts";
import { escapeControls } from "../../common/escape-controls.ts";
import { html, type Html } from "../../common/html.ts";
import { policyOfConfig, type VectorServerConfig } from "../../interop/format/server-policy.ts";
import type { EndpointConfig, HeaderCase } from "./case-types.ts";
import { headerSectionHtml } from "./header-section.ts";

/** The check that fails first, with what it found and what the draft says of it. */
export interface FailedCheck {
  readonly name: string;
  readonly meaning: string;
  readonly found: string;
}

/** The checks of a handshake in their order. */
export interface CheckedHandshake {
  readonly passed: readonly string[];
  readonly failed?: FailedCheck | undefined;
}

function checksUntil(names: readonly string[], failed: FailedCheck | undefined): CheckedHandshake {
  return { passed: failed === undefined ? names : names.slice(0, names.indexOf(failed.name)), failed };
}

/** Makes the checks of a case with the reference implementation, as far as the header section decides them. */
export function checkHandshake({ fields, endStream = false }: HeaderCase, { role, ...settings }: EndpointConfig): CheckedHandshake {
  if (role === "server") {
    const result = checkRequest(fields, { endStream, policy: policyOfConfig(settings as VectorServerConfig) });
    const names = serverCheck.names;
    if (result.ok) return checksUntil(names, undefined);
    return checksUntil(names, { name: result.check, meaning: serverCheck.entry(result.check).meaning, found: result.seen });
  }
  const result = checkReply(fields, { ...settings, endStream } as ReplyCheckOptions);
  if (result.ok) return checksUntil(replyChecks, undefined);
  return checksUntil(replyChecks, { name: result.check, meaning: clientCheck.entry(result.check).meaning, found: result.seen });
}

function checksHtml({ passed, failed }: CheckedHandshake): Html {
  const before = passed.map((name) => html`<li class="good">${name}</li>`);
  const last = failed && html`<li class="bad">${failed.name}: found ${escapeControls(failed.found)}. <span>${failed.meaning}.</span></li>`;
  return html`<p>Checks in their order${failed === undefined ? ", which all pass" : ", up to the first that fails"}:</p>
<ul class="checks">${before}${last}</ul>\n`;
}

/** Returns the header section and the checks of a handshake. */
export function handshakeBlock(handshake: HeaderCase, config: EndpointConfig): Html {
  const { fields, endStream, outcome } = handshake;
  const end = endStream === true && html`<p>The stream ends with the header section.</p>\n`;
  const choice = outcome && html`<p>Outcome: <code>${JSON.stringify(outcome)}</code></p>\n`;
  return html`${headerSectionHtml(fields)}${end}${checksHtml(checkHandshake(handshake, config))}${choice}`;
}
