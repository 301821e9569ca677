/**
 * The results of peers for a requirement, in a line each.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { PeerResult } from "./peer-results.ts";

/** The words of a state. */
const words: Readonly<Record<PeerResult["state"], string>> = {
  good: "passed",
  mild: "not as recommended",
  left: "left out",
  bad: "failed",
};

const modeWords: Readonly<Record<PeerResult["by"], string>> = { vectors: "vectors", server: "live server", client: "live client" };

/** Returns the name of a peer in a role, such as `python-h2, live server`. */
export const peerWords = ({ name, by }: Pick<PeerResult, "name" | "by">): string => `${name}, ${modeWords[by]}`;

/** Returns the word of the filter for a peer in a role. */
export const peerKey = ({ name, by }: Pick<PeerResult, "name" | "by">): string => `${name}-${by}`;

function countText({ cases, unpassed, leftOut }: PeerResult): string {
  const others = unpassed.length + leftOut;
  return others === 0 ? `${cases}` : `${cases - others} of ${cases}`;
}

/** The states in the order of the list, the worst one first. */
const states = ["bad", "mild", "left", "good"] as const satisfies readonly PeerResult["state"][];

/** Returns the peers of a state, each with the number of cases that it passed. */
function stateItem(state: PeerResult["state"], results: readonly PeerResult[]): Html | undefined {
  const peers = results.filter((result) => result.state === state).map((result) => `${peerWords(result)} ${countText(result)}`);
  return peers.length === 0 ? undefined : html`<li><span class="tag ${state}">${words[state]}</span> ${peers.join("; ")}</li>\n`;
}

function unpassedItem(result: PeerResult): Html[] {
  return result.unpassed.map(({ id, verdict, why }) => html`<li>${peerWords(result)}: <code>${id}</code> ${verdict}: ${why}</li>\n`);
}

/** Returns the results of all peers; nothing if no peer ran a case for the requirement. */
export function resultsList(results: readonly PeerResult[]): Html | undefined {
  if (results.length === 0) return undefined;
  const unpassed = results.flatMap(unpassedItem);
  const title = `Cases that did not pass: ${unpassed.length}`;
  const details = unpassed.length > 0 && html`<details><summary>${title}</summary><ul>${unpassed}</ul></details>\n`;
  return html`<ul class="peers" aria-label="Results of peers">${states.map((state) => stateItem(state, results))}</ul>\n${details}`;
}

