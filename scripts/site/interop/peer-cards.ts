/**
 * The tested implementations: language, origin and commands of each.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { InteropData, InteropPeer } from "../../interop/matrix/interop-data.ts";
import { modeTexts, peerAnchor } from "./result-tables.ts";

const commandHtml = (command: string): Html => html`<dd><pre tabindex="0"><code>${command}</code></pre></dd>\n`;

function startHtml(peers: readonly InteropPeer[]): Html {
  const build = peers[0]?.build;
  const commands = peers.map((peer) => html`<dt id="${peerAnchor(peer)}">${modeTexts[peer.by].title}</dt>${commandHtml(peer.start)}`);
  return html`<dl>${build !== undefined && html`<dt>Build</dt>${commandHtml(build)}`}${commands}</dl>`;
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
