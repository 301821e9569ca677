/**
 * The link that opens a case in the explorer.
 *
 * @module
 */
import { frameStream } from "../../../reference/schema/index.ts";
import { html, type Html } from "../../common/html.ts";
import { toHex } from "../../common/octets.ts";
import { caseCompression, caseOctets } from "../../interop/explain/case-octets.ts";
import type { LocatedCase } from "../../interop/vectors/select-cases.ts";
import { siteParts } from "../navigation.ts";
import type { PagePlace } from "../site-page.ts";
import { configOf } from "./case-types.ts";

/** The page of the explorer. */
const EXPLORER = "explorer/index.html";

/** Longer octets have no link: browsers and chats cut long addresses. */
const MAX_LINKED_OCTETS = 512;

/** Operations whose cases the explorer opens by their names. */
const NAMED: readonly string[] = ["handshake", "session"];

/** Returns the fragment of the explorer for a case; `undefined` for one that has no octets, or too many. */
export function explorerFragment(located: Pick<LocatedCase, "group" | "case">): string | undefined {
  const { group, case: each } = located;
  if (NAMED.includes(group.op)) return `vector=${each.id}`;
  const found = caseOctets(located);
  if (found === undefined || found.octets.length === 0 || found.octets.length > MAX_LINKED_OCTETS) return undefined;
  const { limit } = configOf(located);
  const [[method, parameter] = ["none", undefined]] = Object.entries(caseCompression(located) ?? {});
  const compression = parameter === undefined ? undefined : `${method}=${parameter}`;
  const fragment = new URLSearchParams({ hex: toHex(found.octets) });
  // The explorer takes octets for frames, if nothing else is said.
  const type = found.type === frameStream.model.element ? undefined : found.type;
  for (const [name, value] of Object.entries({ type, compression, limit })) {
    if (value !== undefined) fragment.set(name, String(value));
  }
  return fragment.toString();
}

/** Returns the link; `undefined` as long as the site has no explorer. */
export function explorerLink(located: LocatedCase, place: PagePlace): Html | undefined {
  const fragment = siteParts.some(({ path }) => path === EXPLORER) ? explorerFragment(located) : undefined;
  return fragment === undefined ? undefined : html`<p><a href="${place.to(EXPLORER)}#${fragment}">Open in the explorer</a></p>\n`;
}
