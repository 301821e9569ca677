/**
 * The tested implementations: language, origin and commands of each.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { InteropData, InteropPeer } from "../../interop/matrix/interop-data.ts";
import type { TestMode } from "../../interop/report/result.ts";
import { modeTexts, peerAnchor } from "./result-tables.ts";

/** The command `ws2` in texts for readers. */
export const WS2 = "npx --no -- ws2";

/** The commands that run the cases of a kind on a peer. */
const commandsFor: Readonly<Record<TestMode, (start: string) => string>> = {
  vectors: (start) => `${WS2} vectors run --adapter "${start}"`,
  server: (start) => `${start}\n${WS2} conformance server URL  # the URL that the server printed`,
  client: (start) => `${WS2} conformance client --command '${start}'`,
};

/** Returns commands in a box that scrolls. */
export const commandHtml = (command: string): Html => html`<pre tabindex="0"><code>${command}</code></pre>`;

function startHtml(peers: readonly InteropPeer[]): Html {
  const build = peers[0]?.build;
  const commands = peers.map((peer) => {
    const { by, start } = peer;
    return html`<dt id="${peerAnchor(peer)}">${modeTexts[by].title}</dt><dd>${commandHtml(commandsFor[by](start))}</dd>\n`;
  });
  return html`<dl class="commands">${build !== undefined && html`<dt>Build</dt><dd>${commandHtml(build)}</dd>\n`}${commands}</dl>`;
}

function cardHtml(peers: readonly InteropPeer[]): Html {
  const [first] = peers;
  if (first === undefined) return html``;
  const { name, version, language, runtime, folder, about, needs } = first;
  return html`<section>
<h3>${name} ${version}</h3>
<p>${about}</p>
<p class="faint">${language}; ran on ${runtime}; in <code>${folder}/</code>; needs ${needs}.</p>
${startHtml(peers)}
</section>
`;
}

/** Returns each implementation, with the commands that start it. */
export function peerCards({ peers }: InteropData): Html {
  const names = [...new Set(peers.map(({ name, folder }) => `${name} ${folder}`))];
  return html`${names.map((key) => cardHtml(peers.filter(({ name, folder }) => `${name} ${folder}` === key)))}`;
}
