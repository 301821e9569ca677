/**
 * The peers by suites, in numbers.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { InteropData, InteropPeer } from "../../interop/matrix/interop-data.ts";
import type { ResultCounts } from "../../interop/matrix/result-counts.ts";
import { type TestMode, testModeNames } from "../../interop/report/result.ts";
import { type ColumnHead, tableHtml } from "../table.ts";

/** The anchor of a peer in one role. */
export const peerAnchor = ({ name, by }: Pick<InteropPeer, "name" | "by">): string => `${by}-${name}`.replace(/[^a-zA-Z0-9]+/g, "-");

/** The kinds of cases with a sentence about each. */
export const modeTexts: Readonly<Record<TestMode, { readonly title: string; readonly summary: string }>> = {
  vectors: {
    title: "Interop vectors",
    summary: "The adapter of an implementation answers requests on standard input: octets to decode and encode, header sections to check, sessions to play.",
  },
  server: { title: "Live servers", summary: "A raw HTTP/2 client opens connections to the server, keeps the rules and breaks them." },
  client: { title: "Live clients", summary: "The client connects to a raw HTTP/2 server, which keeps the rules and breaks them." },
};

/** Returns the weight of counts as the name of a colour. */
function countsColor({ pass, mild, fail }: ResultCounts): string {
  if (fail > 0) return "bad";
  if (mild > 0) return "mild";
  return pass > 0 ? "good" : "left";
}

/** Returns counts as a cell: the number of passed cases, and what the others are. */
export function countsCell(counts: ResultCounts | undefined): Html {
  if (counts === undefined) return html`<td></td>`;
  const { cases, pass, mild, left, fail } = counts;
  const others = [
    ["bad", fail, "failed"],
    ["mild", mild, "not strict"],
    ["left", left, "left out"],
  ] as const;
  const lines = others.map(([color, count, kind]) => count > 0 && html`<br><small class="${color}">${count} ${kind}</small>`);
  return html`<td class="n ${countsColor(counts)}">${pass === cases ? cases : `${pass} of ${cases}`}${lines}</td>`;
}

function modeTable(mode: TestMode, peers: readonly InteropPeer[]): Html {
  const suites = [...new Set(peers.flatMap((peer) => Object.keys(peer.suites)))];
  const rows = peers.map((peer) => {
    const { name, version, language, runtime } = peer;
    const cells = [peer, ...suites.map((suite) => peer.suites[suite])].map(countsCell);
    const head = html`<a href="#${peerAnchor(peer)}">${name} ${version}</a><br><small class="faint">${language}, ${runtime}</small>`;
    return html`<tr><th scope="row">${head}</th>${cells}</tr>\n`;
  });
  const heads = ["All", ...suites].map((suite): ColumnHead => [suite, "n"]);
  return tableHtml({ label: modeTexts[mode].title, heads: ["Implementation", ...heads], body: rows });
}

/** Returns a table for each kind of cases. */
export function resultTables({ peers }: InteropData): Html {
  const tables = testModeNames.map((mode) => {
    const some = peers.filter(({ by }) => by === mode);
    const { title, summary } = modeTexts[mode];
    return some.length > 0 && html`<h3 id="${mode}">${title}</h3>\n<p>${summary}</p>\n${modeTable(mode, some)}\n`;
  });
  return html`${tables}`;
}
